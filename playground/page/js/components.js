// Message components, the old rows and components v2, each by its kind.

import { fileCard } from "./attachments.js";
import { emoji } from "./bits.js";
import { h } from "./h.js";
import { icon } from "./icons.js";
import { grid, picture, veil } from "./pictures.js";
import { rich } from "./rich.js";
import { selectBox } from "./select.js";

const KINDS = {
  row: (context, one) => h("div", { class: "row" }, components(context, one.components)),
  button,
  select,
  text: (context, one) => rich(one.html, { me: context.app.state.me.id }),
  section,
  thumbnail: (context, one) => h("div", { class: "thumbnail" }, picture(one)),
  gallery,
  file: (context, one) => (one.spoiler ? veil(fileCard(one), one.filename) : fileCard(one)),
  separator: (context, one) => h("div", { class: ["separator", one.line && "line", one.large && "large"], role: one.line ? "separator" : null }),
  container,
};

export function components(context, list) {
  return (list ?? []).map((one) => KINDS[one.kind]?.(context, one) ?? null);
}

function button(context, one) {
  const words = [emoji(one.emoji), one.label && h("span", { class: "button-label" }, one.label)];
  if (one.style === "link" && !one.disabled) {
    return h("a", { class: "button link", href: one.url, target: "_blank", rel: "noopener noreferrer" }, words, icon("link", 15));
  }
  const { app, message } = context;
  return h("button", {
    class: `button ${one.style}`, type: "button", disabled: one.disabled, data: { customId: one.custom_id },
    aria: { label: one.label ? null : one.emoji?.name ?? "Button" },
    on: { click: ({ currentTarget }) => free(currentTarget) && app.act.click(message, one.custom_id) },
  }, words, h("span", { class: "spin", aria: { hidden: "true" } }));
}

function select(context, one) {
  const { app, message } = context;
  return selectBox(one, {
    allowed: free,
    commit: (values) => app.act.select(message, one.custom_id, values),
  });
}

function section(context, one) {
  return h("div", { class: "section" },
    h("div", { class: "section-words" }, components(context, one.components)),
    one.accessory && h("div", { class: "accessory" }, components(context, [one.accessory])));
}

function gallery(context, one) {
  return one.items.length === 1 ? h("div", { class: "gallery-one" }, picture(one.items[0])) : grid(one.items);
}

function container(context, one) {
  const box = h("div", { class: ["container", one.colour && "accented"], style: { "--stripe": one.colour } }, components(context, one.components));
  return one.spoiler ? veil(box, "container") : box;
}

// While one press waits for its first response, the message takes no other.
function free(control) {
  return !control.closest(".message.waiting");
}
