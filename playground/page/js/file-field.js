// A dialog's place for files: choose, see, leave out again.

import { h } from "./h.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";
import { upload } from "./wire.js";

export function fileField(field, id, changed) {
  const most = field.max ?? 1;
  let files = [];
  let running = 0;
  const chooser = h("input", { type: "file", id, hidden: true, multiple: most > 1, on: { change: take } });
  const button = h("button", { class: "button secondary", type: "button", on: { click: () => chooser.click() } }, icon("plus", 18), most > 1 ? `Choose files (up to ${most})` : "Choose a file");
  const list = h("div", { class: "uploads" });
  const element = h("div", { class: "file-field" }, chooser, button, list);

  async function take() {
    const chosen = [...chooser.files].slice(0, most - files.length);
    chooser.value = "";
    for (const file of chosen) await begin(file);
  }

  async function begin(file) {
    running += 1;
    try {
      const kept = await upload(file);
      const chip = h("div", { class: "upload" }, icon("file", 18), h("span", {}, kept.filename),
        h("button", { class: "bare", type: "button", aria: { label: `Leave ${kept.filename} out` }, on: { click: () => leaveOut(kept, chip) } }, icon("close", 16)));
      files.push(kept);
      list.append(chip);
    } catch (trouble) {
      toast(trouble.message);
    }
    running -= 1;
    button.disabled = files.length >= most;
    changed();
  }

  function leaveOut(kept, chip) {
    files = files.filter((one) => one !== kept);
    chip.remove();
    button.disabled = false;
    changed();
  }

  return { element, value: () => files.map((one) => one.id), busy: () => running > 0, focus: () => button.focus() };
}
