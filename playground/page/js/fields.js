// The fields of a dialog, by kind: each an element, its value, its check.

import { h } from "./h.js";
import { fileField } from "./file-field.js";
import { rich } from "./rich.js";
import { selectBox } from "./select.js";

const KINDS = { text, input, select, radio, checks, check, file };
const NEARLY = 0.8;
let count = 0;

export function buildField(field) {
  return KINDS[field.kind]?.(field) ?? null;
}

function text(field) {
  return { element: rich(field.html) };
}

function input(field) {
  const id = fresh();
  const long = field.style === "paragraph";
  const counter = h("span", { class: "counter" });
  const box = h(long ? "textarea" : "input", {
    class: "field", id, rows: long ? "5" : null, type: long ? null : "text", autocomplete: "off", placeholder: field.placeholder,
    maxlength: field.max_length, value: field.value ?? "", aria: { describedby: `${id}-note`, required: String(field.required) },
    on: { input: typed },
  });
  const frame = framed(field, id, box, counter);
  drawCounter();

  function typed() {
    frame.complain("");
    drawCounter();
  }

  function drawCounter() {
    const { length } = box.value;
    const least = field.min_length > 0 ? ` (at least ${field.min_length})` : "";
    const tells = field.max_length && (long || least || length > field.max_length * NEARLY);
    counter.textContent = tells ? `${length} / ${field.max_length}${least}` : "";
    counter.classList.toggle("short", length > 0 && length < field.min_length);
  }

  function check() {
    const { length } = box.value.trim();
    if (length === 0 && field.required) return frame.complain("This is required.");
    if (length > 0 && length < field.min_length) return frame.complain(`At least ${field.min_length} characters; there are ${length}.`);
    return frame.complain("");
  }

  return { element: frame.element, customId: field.custom_id, value: () => box.value, check, focus: () => box.focus() };
}

function select(field) {
  const id = fresh();
  const box = selectBox(field, { onChange: () => frame.complain(""), labelledBy: `${id}-label` });
  const frame = framed(field, id, box);
  const required = field.required ?? field.min > 0;
  const check = () => {
    const { length } = box.values();
    if (length === 0 && !required) return frame.complain("");
    const least = Math.min(Math.max(field.min, required ? 1 : 0), Math.max(1, field.options.length));
    return frame.complain(length < least ? (least > 1 ? `Choose at least ${least}.` : "Choose one.") : "");
  };
  return { element: frame.element, customId: field.custom_id, value: () => box.values(), check, focus: () => box.focus() };
}

function radio(field) {
  const { group, frame, boxes } = several(field, "radio");
  const chosen = () => boxes.find((one) => one.checked)?.value ?? "";
  const check = () => frame.complain(field.required && !chosen() ? "Choose one." : "");
  return { element: frame.element, customId: field.custom_id, value: chosen, check, focus: () => group.querySelector("input")?.focus() };
}

function checks(field) {
  const { group, frame, boxes } = several(field, "checkbox");
  const chosen = () => boxes.filter((one) => one.checked).map((one) => one.value);
  const check = () => {
    const { length } = chosen();
    if (length === 0 && !field.required) return frame.complain("");
    const least = Math.max(field.min ?? 0, field.required ? 1 : 0);
    if (length < least) return frame.complain(`Choose at least ${least}.`);
    return frame.complain(field.max && length > field.max ? `Choose at most ${field.max}.` : "");
  };
  return { element: frame.element, customId: field.custom_id, value: chosen, check, focus: () => group.querySelector("input")?.focus() };
}

function several(field, type) {
  const id = fresh();
  const boxes = field.options.map((one) => h("input", { type, name: id, value: one.value, checked: Boolean(one.default), on: { change: () => frame.complain("") } }));
  const group = h("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group", aria: { labelledby: `${id}-label` } },
    field.options.map((one, index) => h("label", { class: "choice" }, boxes[index],
      h("span", { class: "option-words" }, h("span", {}, one.label), one.description && h("small", { class: "quiet" }, one.description)))));
  const frame = framed(field, id, group);
  return { group, frame, boxes };
}

function check(field) {
  const box = h("input", { type: "checkbox", checked: Boolean(field.default) });
  const element = h("div", { class: "modal-field" }, h("label", { class: "choice" }, box,
    h("span", { class: "option-words" }, h("span", {}, field.label), field.description && h("small", { class: "quiet" }, field.description))));
  return { element, customId: field.custom_id, value: () => box.checked, focus: () => box.focus() };
}

function file(field) {
  const id = fresh();
  const chooser = fileField(field, id, () => frame.complain(""));
  const frame = framed(field, id, chooser.element);
  const check = () => {
    if (chooser.busy()) return frame.complain("A file is still being uploaded.");
    const { length } = chooser.value();
    const least = Math.max(field.min ?? 0, field.required ? 1 : 0);
    return frame.complain((length > 0 || field.required) && length < least ? `Choose at least ${least}.` : "");
  };
  return { element: frame.element, customId: field.custom_id, value: chooser.value, check, focus: chooser.focus };
}

// The label, the description and the complaint around a control; `complain` says if all is well.
function framed(field, id, control, counter = null) {
  const trouble = h("span", { class: "trouble", role: "alert" });
  const required = field.required ?? false;
  const element = h("div", { class: "modal-field" },
    h("label", { class: "modal-label", for: id, id: `${id}-label` }, field.label, required && h("span", { class: "star", title: "Required", aria: { label: "required" } }, " *")),
    field.description && h("p", { class: "quiet modal-note" }, field.description),
    control,
    h("div", { class: "modal-under", id: `${id}-note` }, trouble, counter));
  function complain(words) {
    trouble.textContent = words;
    element.classList.toggle("wrong", words !== "");
    return words === "";
  }
  return { element, complain };
}

function fresh() {
  count += 1;
  return `field-${count}`;
}
