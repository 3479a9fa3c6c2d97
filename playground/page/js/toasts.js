// Short notices in the corner; they leave by themselves or when pressed.

import { h } from "./h.js";
import { icon } from "./icons.js";

const STAY = 6000;
const MOST = 4;

export function toast(text, kind = "error") {
  const region = document.getElementById("toasts");
  const same = [...region.children].find((one) => one.dataset.text === text);
  same?.remove();
  const leave = () => note.remove();
  const note = h("button", {
    class: `toast ${kind}`, type: "button", data: { text }, aria: { label: `${text} (press to close)` }, on: { click: leave },
  }, icon(kind === "error" ? "warning" : "check", 18), h("span", {}, text));
  region.append(note);
  while (region.children.length > MOST) region.firstElementChild.remove();
  setTimeout(leave, STAY);
}
