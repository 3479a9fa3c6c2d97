// The one door for HTML: only fields the protocol calls safe come through here.

import { h } from "./h.js";
import { highlight } from "./highlight.js";
import { icon } from "./icons.js";
import { tick } from "./times.js";

export function rich(html, { me = null, tag = "div", className = "prose" } = {}) {
  const box = h(tag, { class: className });
  box.innerHTML = html;
  enliven(box, me);
  return box;
}

function enliven(box, me) {
  tick(box);
  for (const mention of box.querySelectorAll(".mention")) livenMention(mention, me);
  for (const spoiler of box.querySelectorAll(".spoiler")) press(spoiler, "Hidden: press to read", () => show(spoiler));
  for (const code of box.querySelectorAll("pre > code")) livenCode(code);
}

function livenMention(mention, me) {
  const { kind, id } = mention.dataset;
  if (kind === "everyone" || (kind === "user" && id === me)) mention.classList.add("mine");
  if (kind === "role") return;
  press(mention, null, () => {
    mention.dispatchEvent(new CustomEvent("mention", { bubbles: true, detail: { kind, id, text: mention.textContent } }));
  });
}

function livenCode(code) {
  const source = code.textContent;
  if (/language-(py|python)\b/.test(code.className)) code.replaceChildren(highlight(source));
  const copy = h("button", {
    class: "copy", type: "button", title: "Copy", aria: { label: "Copy this code" },
    on: { click: () => navigator.clipboard?.writeText(source) },
  }, icon("copy", 16));
  code.parentElement.append(copy);
}

function show(spoiler) {
  spoiler.classList.add("shown");
  for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
}

function press(element, label, action) {
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  if (label) element.setAttribute("aria-label", label);
  element.addEventListener("click", action);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    action();
  });
}
