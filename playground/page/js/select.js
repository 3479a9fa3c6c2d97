// A select of its own: a button that opens a list, for mouse, keys and screen readers.

import { emoji } from "./bits.js";
import { h, replace } from "./h.js";
import { icon } from "./icons.js";
import { popover } from "./popover.js";

let count = 0;

export function selectBox(spec, { commit, allowed = () => true, onChange = null, labelledBy = null }) {
  const many = spec.max > 1;
  const id = `select-${(count += 1)}`;
  let chosen = new Set(spec.options.filter((one) => one.default).map((one) => one.value));
  let opened = null;
  const words = h("span", { class: "select-words" });
  const face = h("button", {
    class: "select", type: "button", disabled: spec.disabled, role: "combobox", data: { customId: spec.custom_id },
    aria: { haspopup: "listbox", expanded: "false", controls: id, labelledby: labelledBy, label: labelledBy ? null : spec.placeholder || "Make a selection" },
    on: { click: toggle, keydown: keys },
  }, words, h("span", { class: "spin", aria: { hidden: "true" } }), icon("chevron", 18));
  face.values = () => [...chosen];
  drawFace();
  return face;

  function toggle() {
    if (opened) finish();
    else open();
  }

  function open() {
    if (!allowed(face)) return;
    const before = [...chosen].sort().join("\n");
    const list = h("div", { class: "options", role: "listbox", id, aria: { multiselectable: many ? "true" : null } },
      spec.options.length === 0 && h("p", { class: "quiet pad" }, "There is nothing to choose from."),
      spec.options.map(row));
    face.setAttribute("aria-expanded", "true");
    opened = { list, before, at: -1 };
    opened.close = popover(list, face, { width: "anchor", onClose: closed });
    point(Math.max(0, spec.options.findIndex((one) => chosen.has(one.value))));
  }

  function row(option, index) {
    return h("div", {
      class: "option", role: "option", id: `${id}-${index}`, aria: { selected: String(chosen.has(option.value)) },
      on: { click: () => choose(index), pointermove: () => point(index) },
    },
    emoji(option.emoji),
    h("span", { class: "option-words" }, h("span", {}, option.label), option.description && h("small", { class: "quiet" }, option.description)),
    h("span", { class: many ? "tick box" : "tick" }, icon("check", 16)));
  }

  function choose(index) {
    const { value } = spec.options[index];
    if (!many) {
      const again = chosen.has(value) && spec.min === 0;
      chosen = new Set(again ? [] : [value]);
      finish(true);
      return;
    }
    if (chosen.has(value)) chosen.delete(value);
    else if (chosen.size < spec.max) chosen.add(value);
    else return;
    opened.list.children[index].setAttribute("aria-selected", String(chosen.has(value)));
    drawFace();
    onChange?.([...chosen]);
  }

  function finish(force = false) {
    if (!opened) return;
    opened.force = force;
    opened.close();
    face.focus();
  }

  function closed() {
    const { before, force } = opened;
    opened = null;
    face.setAttribute("aria-expanded", "false");
    face.removeAttribute("aria-activedescendant");
    drawFace();
    onChange?.([...chosen]);
    const changed = [...chosen].sort().join("\n") !== before;
    // A single choice counts even if it is the same again; a multiple one when the list closes.
    if ((changed || force) && chosen.size >= Math.min(spec.min, spec.options.length)) commit?.([...chosen]);
    face.dispatchEvent(new Event("chosen", { bubbles: true }));
  }

  function point(index) {
    if (!opened || spec.options.length === 0) return;
    opened.at = (index + spec.options.length) % spec.options.length;
    for (const [position, child] of [...opened.list.children].entries()) child.classList.toggle("pointed", position === opened.at);
    opened.list.children[opened.at].scrollIntoView({ block: "nearest" });
    face.setAttribute("aria-activedescendant", `${id}-${opened.at}`);
  }

  function keys(event) {
    if (!opened) {
      if (["ArrowDown", "ArrowUp"].includes(event.key)) {
        event.preventDefault();
        open();
      }
      return;
    }
    const moves = { ArrowDown: opened.at + 1, ArrowUp: opened.at - 1, Home: 0, End: spec.options.length - 1 };
    if (event.key in moves) point(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") spec.options.length > 0 && choose(opened.at);
    else if (event.key === "Escape" || event.key === "Tab") finish();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) seek(event.key.toLowerCase());
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  }

  function seek(letter) {
    const { options } = spec;
    const from = opened.at + 1;
    const order = options.map((one, index) => (from + index) % options.length);
    const found = order.find((index) => options[index].label.toLowerCase().startsWith(letter));
    if (found !== undefined) point(found);
  }

  function drawFace() {
    const picked = spec.options.filter((one) => chosen.has(one.value));
    face.classList.toggle("empty", picked.length === 0);
    replace(words, picked.length === 0
      ? (spec.placeholder || "Make a selection")
      : picked.map((one) => h("span", { class: many ? "chip" : "picked" }, emoji(one.emoji), one.label)));
  }
}
