// Pictures: shown in place with their alt text, veiled if they are spoilers, large when pressed.

import { h } from "./h.js";
import { icon } from "./icons.js";
import { openLightbox } from "./lightbox.js";

export function picture(image, siblings = [image]) {
  const words = image.alt || image.filename || "A picture without a description";
  if (!image.url) return missing(image.alt);
  const look = h("img", {
    src: image.url, alt: image.alt ?? "", loading: "lazy", decoding: "async", width: image.width, height: image.height,
  });
  const open = h("button", {
    class: "picture", type: "button", aria: { label: `Enlarge: ${words}` },
    on: { click: () => openLightbox(siblings.filter((one) => one.url), image) },
  }, look);
  look.addEventListener("error", () => open.replaceWith(missing(image.alt)));
  return image.spoiler ? veil(open, image.url) : open;
}

export function grid(images) {
  return h("div", { class: "grid", data: { count: String(Math.min(images.length, 10)) } }, images.map((one) => picture(one, images)));
}

export function missing(alt) {
  return h("div", { class: "no-picture", role: "img", aria: { label: alt || "A picture from outside" } },
    icon("picture", 28), h("span", {}, alt || "A picture from outside this machine"));
}

export function veil(content, key) {
  const reveal = () => box.classList.add("shown");
  const box = h("div", { class: "veiled", data: { veil: key } }, content,
    h("button", { class: "veil-button", type: "button", on: { click: reveal } }, "Spoiler"));
  return box;
}
