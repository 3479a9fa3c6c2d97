// What the drawer's tabs have in common: an element, a line for trouble, lists in odd wrappings.

import { h, replace } from "./h.js";

export function createTab(title, { follows = false, empty, update, forget = () => {} }) {
  const note = h("p", { class: "drawer-note" }, "Looking…");
  const body = h("div", { class: "drawer-content" });
  const element = h("div", {}, note, body);
  return {
    title,
    element,
    follows,
    async update(ask, current) {
      await update(body, ask, current);
      if (current()) note.textContent = body.hasChildNodes() ? "" : empty;
    },
    forget() {
      replace(body);
      note.textContent = "Looking…";
      forget();
    },
    trouble(words) {
      note.textContent = words;
    },
  };
}

// The list in an answer, whether it comes bare or under a name.
export function listIn(answer, ...names) {
  if (Array.isArray(answer)) return answer;
  const name = names.find((one) => Array.isArray(answer?.[one]));
  return name ? answer[name] : [];
}

export function fold(summary, body, { open = false, className = "fold" } = {}) {
  const box = h("details", { class: className, open });
  const shown = h("div", { class: "fold-body" });
  const fill = () => box.open && !shown.hasChildNodes() && replace(shown, body());
  box.append(h("summary", {}, summary), shown);
  box.addEventListener("toggle", fill);
  if (open) fill();
  return box;
}

export function moment(at) {
  if (at === null || at === undefined) return "";
  const date = typeof at === "number" ? new Date(at * 1000) : new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toLocaleTimeString(undefined, { timeStyle: "medium" });
}

export function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h("dl", { class: "facts" }, known.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}
