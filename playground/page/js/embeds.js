// Embeds, drawn the way the chat client draws them.

import { h } from "./h.js";
import { picture } from "./pictures.js";
import { rich } from "./rich.js";
import { spoken } from "./times.js";

export function embed(one, me) {
  return h("div", { class: "embed", style: { "--stripe": one.colour } },
    h("div", { class: "embed-words" },
      one.author && line("embed-author", one.author.icon, one.author.name, one.author.url),
      one.title_html && title(one, me),
      one.description_html && rich(one.description_html, { me, className: "prose embed-text" }),
      one.fields?.length > 0 && h("div", { class: "embed-fields" }, fields(one.fields, me))),
    one.thumbnail && h("div", { class: "embed-thumbnail" }, picture(one.thumbnail)),
    one.image && h("div", { class: "embed-image" }, picture(one.image)),
    (one.footer || one.time) && h("div", { class: "embed-footer" },
      mark(one.footer?.icon),
      h("span", {}, [one.footer?.text, one.time && spoken(one.time)].filter(Boolean).join(" · "))));
}

function title(one, me) {
  const words = rich(one.title_html, { me, tag: "span", className: "inline-prose" });
  return h("div", { class: "embed-title" }, one.url ? h("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, words) : words);
}

function line(name, picture_, text, url) {
  const words = url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : h("span", {}, text);
  return h("div", { class: name }, mark(picture_), words);
}

// An icon may come as an address or as a picture with one.
function mark(source) {
  const url = typeof source === "string" ? source : source?.url;
  return url?.startsWith("/") ? h("img", { class: "mark", src: url, alt: "" }) : null;
}

// Inline fields stand up to three abreast and share the line's twelve columns.
function fields(all, me) {
  const drawn = [];
  let abreast = [];
  const settle = () => {
    for (const one of abreast) drawn.push(field(one, 12 / abreast.length, me));
    abreast = [];
  };
  for (const one of all) {
    if (!one.inline || abreast.length === 3) settle();
    if (one.inline) abreast.push(one);
    else drawn.push(field(one, 12, me));
  }
  settle();
  return drawn;
}

function field(one, span, me) {
  return h("div", { class: "embed-field", style: { "--span": span } },
    rich(one.name_html, { me, className: "embed-name" }),
    rich(one.value_html, { me, className: "prose embed-text" }));
}
