// Whether something is being pressed: what is pressed has to stay where it is until it is let go.

const TAP = 80;

// Calls `letGo` once the press is over and its click was heard.
export function watchPresses(element, letGo) {
  let held = false;
  element.addEventListener("pointerdown", (event) => {
    // A press on the element itself is one on its scrollbar, the end of which is not always told.
    held = event.button === 0 && event.target !== element;
  });
  for (const end of ["pointerup", "pointercancel", "contextmenu", "blur"]) window.addEventListener(end, release);

  function release(event) {
    if (!held) return;
    // The click follows a mouse's release at once, a finger's a moment later.
    setTimeout(() => {
      held = false;
      letGo();
    }, event.pointerType === "touch" ? TAP : 0);
  }
  return { held: () => held };
}
