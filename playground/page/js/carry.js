// Replacing a row without a flicker: pictures already drawn and the focus are carried over.

export function carryOver(old, fresh) {
  const pictures = new Map();
  for (const picture of old.querySelectorAll("img")) {
    const url = picture.getAttribute("src");
    if (picture.complete) pictures.set(url, [...(pictures.get(url) ?? []), picture]);
  }
  for (const picture of fresh.querySelectorAll("img")) {
    const drawn = pictures.get(picture.getAttribute("src"))?.shift();
    if (!drawn) continue;
    drawn.alt = picture.alt;
    drawn.className = picture.className;
    picture.replaceWith(drawn);
  }
  for (const shown of old.querySelectorAll(".veiled.shown")) {
    const veiled = [...fresh.querySelectorAll(".veiled")].find((one) => one.dataset.veil === shown.dataset.veil);
    veiled?.classList.add("shown");
  }
  const focus = focusIn(old);
  old.replaceWith(fresh);
  if (focus) refocus(fresh, focus);
}

function focusIn(row) {
  const active = document.activeElement;
  if (!row.contains(active)) return null;
  return { customId: active.dataset.customId ?? null, place: controls(row).indexOf(active) };
}

// The same control, or the one in its place now, or the whole row.
function refocus(row, { customId, place }) {
  const all = controls(row);
  const target = all.find((one) => one.dataset.customId === customId) ?? all[place] ?? row;
  (target.disabled ? row : target).focus({ preventScroll: true });
}

function controls(row) {
  return [...row.querySelectorAll("[data-custom-id]")];
}
