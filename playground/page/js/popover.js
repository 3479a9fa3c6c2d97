// A panel that hangs on something: placed to stay on the screen, closed by a press elsewhere.

export function popover(panel, anchor, { above = false, width = null, onClose = null } = {}) {
  const home = anchor.closest("dialog[open]") ?? document.body;
  home.append(panel);
  place(panel, anchor, above, width);

  function close() {
    if (!panel.isConnected) return;
    const held = panel.contains(document.activeElement);
    panel.remove();
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    document.removeEventListener("scroll", moved, true);
    onClose?.(held);
  }
  function outside(event) {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) close();
  }
  function moved(event) {
    if (panel.contains(event.target)) return;
    if (anchor.isConnected) place(panel, anchor, above, width);
  }
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", moved, true);
  window.addEventListener("resize", close);
  return close;
}

function place(panel, anchor, above, width) {
  const box = anchor.getBoundingClientRect();
  const margin = 8;
  panel.style.position = "fixed";
  if (width === "anchor") panel.style.width = `${box.width}px`;
  const { offsetWidth, offsetHeight } = panel;
  const below = innerHeight - box.bottom - margin;
  const over = box.top - margin;
  const up = above ? over >= offsetHeight || over > below : below < offsetHeight && over > below;
  panel.style.maxHeight = `${Math.max(120, Math.min(420, (up ? over : below) - margin))}px`;
  const left = Math.min(box.left, innerWidth - offsetWidth - margin);
  panel.style.left = `${Math.max(margin, left)}px`;
  panel.style.top = up ? "auto" : `${box.bottom + 4}px`;
  panel.style.bottom = up ? `${innerHeight - box.top + 4}px` : "auto";
}
