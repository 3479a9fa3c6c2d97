// Files of a message: pictures in place, everything else as a card to download.

import { h } from "./h.js";
import { icon } from "./icons.js";
import { grid, picture } from "./pictures.js";

export function attachments(files) {
  if (!files?.length) return null;
  const images = files.filter((one) => one.image);
  const others = files.filter((one) => !one.image);
  return h("div", { class: "attachments" },
    images.length === 1 && h("div", { class: "one-picture" }, picture(images[0], images)),
    images.length > 1 && grid(images),
    others.map((one) => fileCard(one)));
}

export function fileCard({ filename, url, size, spoiler = false }) {
  return h("div", { class: "file-card" }, icon("file", 30),
    h("div", { class: "file-words" },
      url ? h("a", { href: url, download: filename }, filename) : h("span", {}, filename),
      h("span", { class: "quiet" }, [sizeOf(size), spoiler && "spoiler"].filter(Boolean).join(" · "))),
    url && h("a", { class: "round", href: url, download: filename, title: "Download", aria: { label: `Download ${filename}` } }, icon("download")));
}

export function sizeOf(bytes) {
  if (bytes === null || bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1048576 ? [bytes / 1024, "KiB"] : [bytes / 1048576, "MiB"];
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
}
