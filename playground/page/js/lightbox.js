// A picture as large as the window allows, with its words below.

import { h, replace } from "./h.js";
import { icon } from "./icons.js";

export function openLightbox(images, first) {
  let at = Math.max(0, images.indexOf(first));
  const stage = h("figure", { class: "lightbox-stage" });
  const dialog = h("dialog", {
    class: "lightbox", aria: { label: "Picture" },
    on: { click: (event) => event.target.tagName !== "IMG" && !event.target.closest("button, a, figcaption") && dialog.close(), close: () => dialog.remove(), keydown: keys },
  },
  stage,
  button("close", "Close", () => dialog.close()),
  images.length > 1 && [button("left", "Previous picture", () => show(at - 1)), button("right", "Next picture", () => show(at + 1))]);
  document.body.append(dialog);
  show(at);
  dialog.showModal();

  function show(index) {
    at = (index + images.length) % images.length;
    const { url, alt, filename } = images[at];
    replace(stage,
      h("img", { src: url, alt: alt ?? "" }),
      h("figcaption", {}, h("span", {}, alt || filename || ""), h("a", { href: url, target: "_blank", rel: "noopener" }, "Open by itself")));
  }

  function keys(event) {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  }
}

function button(name, label, action) {
  return h("button", { class: `round lightbox-${name}`, type: "button", title: label, aria: { label }, on: { click: action } }, icon(name, 24));
}
