// The list above the message box: commands, options, suggestions; driven from the box by keys.

import { h, replace } from "./h.js";

let count = 0;

export function createPicker(host) {
  const id = `picker-${(count += 1)}`;
  const panel = h("div", { class: "picker", hidden: true });
  host.append(panel);
  let items = [];
  let rows = [];
  let at = -1;
  let onPick = null;
  let owner = null;

  // `items`: {label, detail, hint, picture}; `eager`: the first one is pointed at from the start.
  function show(input, { heading, note = null, items: wanted, eager = true, pick }) {
    items = wanted;
    onPick = pick;
    owner = input;
    at = eager && items.length > 0 ? 0 : -1;
    rows = items.map(row);
    replace(panel,
      heading && h("div", { class: "picker-heading" }, heading),
      note && h("div", { class: "picker-note" }, note),
      h("div", { class: "picker-list", role: "listbox", id, aria: { label: "Suggestions" } }, rows));
    panel.hidden = false;
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "true");
    mark();
  }

  function row(item, index) {
    return h("div", {
      class: "picker-row", role: "option", id: `${id}-${index}`,
      on: { pointerdown: (event) => event.preventDefault(), click: () => choose(index), pointermove: () => point(index) },
    },
    item.picture,
    h("span", { class: "picker-words" }, h("strong", {}, item.label), item.detail && h("span", { class: "quiet" }, item.detail)),
    item.hint && h("span", { class: "picker-hint" }, item.hint));
  }

  function hide() {
    panel.hidden = true;
    items = [];
    owner?.setAttribute("aria-expanded", "false");
    owner?.removeAttribute("aria-activedescendant");
  }

  function point(index) {
    if (index === at) return;
    at = index;
    mark();
  }

  function mark() {
    for (const [index, element] of rows.entries()) {
      element.classList.toggle("pointed", index === at);
      element.setAttribute("aria-selected", String(index === at));
    }
    rows[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) owner.setAttribute("aria-activedescendant", `${id}-${at}`);
    else owner.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const item = items[index];
    hide();
    onPick(item);
  }

  // Whether the key was the list's own.
  function key(event) {
    if (panel.hidden) return false;
    const { length } = items;
    if (event.key === "Escape") hide();
    else if (length === 0) return false;
    else if (event.key === "ArrowDown") point((at + 1) % length);
    else if (event.key === "ArrowUp") point((at - 1 + length) % length);
    else if (event.key === "Enter" && !event.shiftKey && at >= 0) choose(at);
    else if (event.key === "Tab" && !event.shiftKey) choose(Math.max(at, 0));
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { show, hide, key, get open() { return !panel.hidden; } };
}
