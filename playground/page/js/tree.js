// A JSON value as a tree to unfold; what is open stays open when the value changes.

import { h } from "./h.js";

const LONG = 140;

export function createTree({ depth = 1 } = {}) {
  const opened = new Map();

  function draw(value, path = "", name = null, level = 0) {
    if (value === null || typeof value !== "object") return leaf(name, value);
    const entries = Object.entries(value);
    if (entries.length === 0) return line(name, h("span", { class: "j-empty" }, Array.isArray(value) ? "[ ]" : "{ }"));
    return branch(value, entries, path, name, level);
  }

  function branch(value, entries, path, name, level) {
    const open = opened.get(path) ?? level < depth;
    const list = h("div", { class: "tree-list" });
    const box = h("details", { class: "tree", open, data: { path } },
      h("summary", {}, name !== null && h("span", { class: "j-key" }, name), h("span", { class: "j-count" }, summary(value, entries))), list);
    const fill = () => list.append(...entries.map(([key, one]) => draw(one, `${path}/${key}`, key, level + 1)));
    if (open) fill();
    box.addEventListener("toggle", () => {
      opened.set(path, box.open);
      if (box.open && !list.hasChildNodes()) fill();
    });
    return box;
  }

  return { draw: (value) => draw(value), forget: () => opened.clear() };
}

// A glance at what is inside: a name where there is one, else how many.
function summary(value, entries) {
  if (Array.isArray(value)) return `${entries.length} ${entries.length === 1 ? "item" : "items"}`;
  const named = value.display_name ?? value.name ?? value.title;
  return typeof named === "string" && named ? named : `${entries.length} ${entries.length === 1 ? "entry" : "entries"}`;
}

function leaf(name, value) {
  const kind = value === null ? "null" : typeof value;
  const text = typeof value === "string" ? value : String(value);
  const colour = typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value);
  return line(name,
    colour && h("span", { class: "j-swatch", style: { background: value } }),
    h("span", { class: [`j-${kind}`, text.length > LONG && "j-long"] }, kind === "string" ? `“${text}”` : text));
}

function line(name, ...rest) {
  return h("div", { class: "tree-line" }, name !== null && h("span", { class: "j-key" }, name), rest);
}
