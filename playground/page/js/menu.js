// A menu of actions on a button: arrows move, Enter chooses, Escape closes.

import { h } from "./h.js";
import { icon } from "./icons.js";
import { popover } from "./popover.js";

export function openMenu(anchor, items, { label }) {
  if (items.length === 0) return;
  const panel = h("div", { class: "menu", role: "menu", aria: { label }, on: { keydown: move } });
  panel.append(...items.map((item) => (item.prompt ? prompt(item) : row(item))));
  const close = popover(panel, anchor, { onClose: (held) => held && anchor.focus() });
  panel.querySelector("button, input")?.focus();

  function finish(action) {
    close();
    action();
  }

  function row(item) {
    return h("div", { class: "menu-row", role: "none" },
      h("button", { class: "menu-item", type: "button", role: "menuitem", on: { click: () => finish(item.action) } },
        item.picture ?? (item.icon && icon(item.icon, 18)), h("span", {}, item.label)),
      item.side && h("button", {
        class: "menu-side", type: "button", role: "menuitem", title: item.side.label, aria: { label: item.side.label },
        on: { click: () => finish(item.side.action) },
      }, icon(item.side.icon, 16)));
  }

  function prompt(item) {
    const input = h("input", { class: "field", maxlength: "32", autocomplete: "off", placeholder: item.placeholder, aria: { label: item.prompt } });
    const submit = (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text) finish(() => item.action(text));
    };
    return h("form", { class: "menu-prompt", on: { submit } },
      h("span", { class: "quiet" }, item.prompt),
      h("div", { class: "menu-line" }, input, h("button", { class: "button primary small", type: "submit" }, "Join")));
  }

  function move(event) {
    const stops = [...panel.querySelectorAll("button, input")];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.focus();
    } else if (to !== undefined && !(event.target.tagName === "INPUT" && ["Home", "End"].includes(event.key))) {
      event.preventDefault();
      stops[(to + stops.length) % stops.length]?.focus();
    } else if (event.key === "Tab") {
      close();
    }
  }
}
