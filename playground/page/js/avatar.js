// A member's round picture: initials in the member's colour; an orb for the bot.

import { h } from "./h.js";
import { orb } from "./icons.js";

export function avatar(who, { size = 40, presence = false } = {}) {
  const face = h("span", {
    class: ["avatar", who.bot && "is-bot"], data: { colour: String(Number(who.colour ?? 0) % 6) },
    style: { "--size": `${size}px` }, aria: { hidden: "true" },
  }, who.bot ? orb(size) : initials(who.name));
  if (presence) face.append(h("span", { class: ["presence", who.online && "online"] }));
  return face;
}

export function tag() {
  return h("span", { class: "app-tag" }, "APP");
}

function initials(name) {
  const words = String(name).trim().split(/[\s_.-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map(first) : [first(words[0] ?? "?")];
  return letters.join("").toUpperCase();
}

function first(word) {
  return [...word][0];
}
