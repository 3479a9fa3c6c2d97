// The smallest shared pieces: the thinking dots and a button's or option's emoji.

import { h } from "./h.js";

export function dots() {
  return h("span", { class: "dots", aria: { hidden: "true" } }, h("i"), h("i"), h("i"));
}

export function emoji(one) {
  if (!one) return null;
  return h("span", { class: "button-emoji" }, one.custom ? `:${one.name}:` : one.name);
}
