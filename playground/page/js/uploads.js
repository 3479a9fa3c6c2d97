// Files on their way with a message: chosen, pasted or dropped, shown as chips.

import { sizeOf } from "./attachments.js";
import { h } from "./h.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";
import { upload } from "./wire.js";

const MOST = 10;

export function createUploads(foot) {
  let files = [];
  const chooser = h("input", { type: "file", multiple: true, hidden: true, on: { change: chosen } });
  const button = h("button", { class: "round", type: "button", title: "Add files", aria: { label: "Add files" }, on: { click: () => chooser.click() } }, icon("plus"), chooser);
  const list = h("div", { class: "uploads" });

  foot.addEventListener("paste", ({ clipboardData }) => add([...clipboardData.files]));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) add([...event.dataTransfer.files]);
  });

  function chosen() {
    add([...chooser.files]);
    chooser.value = "";
  }

  function add(fresh) {
    if (files.length + fresh.length > MOST) toast(`At most ${MOST} files go with a message.`);
    for (const file of fresh.slice(0, MOST - files.length)) begin(file);
  }

  async function begin(file) {
    const remove = () => {
      files = files.filter((other) => other !== one);
      one.chip.remove();
    };
    const state = h("span", { class: "quiet" }, "uploading…");
    const one = { id: null };
    one.chip = h("div", { class: "upload" }, icon("file", 18), h("span", {}, file.name), state,
      h("button", { class: "bare", type: "button", aria: { label: `Leave ${file.name} out` }, on: { click: remove } }, icon("close", 16)));
    files.push(one);
    list.append(one.chip);
    try {
      const { id, size } = await upload(file);
      one.id = id;
      state.textContent = sizeOf(size);
    } catch (trouble) {
      toast(trouble.message);
      remove();
    }
  }

  return {
    button,
    list,
    // The ids to send; null while something is still on its way.
    ready() {
      if (files.every((one) => one.id)) return files.map((one) => one.id);
      toast("A file is still being uploaded.");
      return null;
    },
    // Takes them for a message; what is returned puts them back, should it be refused.
    take() {
      const taken = files;
      files = [];
      for (const one of taken) one.chip.remove();
      return () => {
        files.unshift(...taken);
        list.prepend(...taken.map((one) => one.chip));
      };
    },
  };
}
