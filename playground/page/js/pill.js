// One option of the command being written: its name, its box, what was picked.

import { h } from "./h.js";
import { choicesOf, kindOf, matching, settle } from "./options.js";
import { toast } from "./toasts.js";
import { upload } from "./wire.js";

const PAUSE = 120;

// `line`: {app, picker, ask(option) → Promise<choices>, next(pill), back(pill), send(), changed()}
export function createPill(option, line) {
  const { app, picker } = line;
  const entry = { text: "", picked: null, upload: null };
  const file = option.kind === "attachment";
  const input = file ? fileButton() : textBox();
  const element = h("label", { class: ["pill", option.required && "required"] }, h("span", { class: "pill-name" }, option.name), input);
  let timer = null;
  let turn = 0;
  let suggested = [];

  function textBox() {
    return h("input", {
      class: "pill-box", type: "text", size: 4, autocomplete: "off", spellcheck: "false", role: "combobox",
      maxlength: option.max_length, inputmode: { integer: "numeric", number: "decimal" }[option.kind],
      aria: { label: `${option.name}: ${option.description}`, required: String(option.required), autocomplete: "list", expanded: "false" },
      on: { input: typed, focus: () => suggest(), blur: () => picker.hide(), keydown: keys },
    });
  }

  function fileButton() {
    const chooser = h("input", { type: "file", hidden: true, on: { change: () => take(chooser.files[0]) } });
    return h("button", { class: "pill-file", type: "button", aria: { label: `${option.name}: choose a file` }, on: { click: () => chooser.click(), keydown: keys, focus: () => hint() } },
      h("span", {}, "Choose a file"), chooser);
  }

  async function take(chosen) {
    if (!chosen) return;
    const words = input.firstElementChild;
    words.textContent = `${chosen.name}…`;
    try {
      entry.upload = await upload(chosen);
      words.textContent = entry.upload.filename;
      element.classList.remove("wrong");
      line.next(pill);
    } catch (trouble) {
      words.textContent = "Choose a file";
      toast(trouble.message);
    }
  }

  function typed() {
    entry.text = input.value;
    input.size = Math.min(60, Math.max(4, input.value.length + 1));
    element.classList.remove("wrong");
    suggest();
    line.changed();
  }

  function suggest() {
    clearTimeout(timer);
    const settled = entry.picked && entry.picked.label === entry.text;
    const choices = choicesOf(option, app.state);
    if (choices) offer(settled ? choices : matching(choices, entry.text), !settled);
    else if (option.autocomplete) askSoon();
    else hint();
  }

  // What was suggested for other words is not offered for these, nor what is still on its way.
  function askSoon() {
    turn += 1;
    timer = setTimeout(askBot, PAUSE);
    const fitting = matching(suggested, entry.text);
    if (fitting.length > 0) offer(fitting, !entry.picked);
    else hint("Looking…");
  }

  async function askBot() {
    const mine = (turn += 1);
    const answer = await line.ask(option, entry).catch((trouble) => ({ trouble: trouble.message }));
    if (mine !== turn || document.activeElement !== input) return;
    if (answer.trouble) hint(answer.trouble);
    else {
      suggested = answer.choices.map((one) => ({ label: one.name, value: one.value }));
      offer(suggested, !entry.picked);
    }
  }

  function offer(choices, eager) {
    const note = choices.length > 0 ? null : option.autocomplete ? "Nothing suggested for this." : "Nothing like this.";
    picker.show(input, { heading: heading(), note, items: choices, eager: eager && (choicesOf(option, app.state) !== null || entry.text !== "" || option.required), pick });
  }

  function hint(note = null) {
    picker.show(input, { heading: heading(), note, items: [], pick: () => {} });
  }

  function heading() {
    return [h("strong", {}, option.name), h("span", {}, option.description), h("span", { class: "quiet" }, option.required ? kindOf(option) : `${kindOf(option)}, optional`)];
  }

  function pick(choice) {
    stop();
    entry.picked = choice;
    entry.text = choice.label;
    input.value = choice.label;
    input.size = Math.min(60, Math.max(4, choice.label.length + 1));
    element.classList.remove("wrong");
    line.changed();
    line.next(pill);
  }

  function keys(event) {
    // What is still on its way does not open again the list that Escape closes.
    if (event.key === "Escape") stop();
    if (!file && picker.key(event)) return;
    const empty = file || input.value === "";
    if (event.key === "Enter" && !file) {
      event.preventDefault();
      line.send();
    } else if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      line.next(pill);
    } else if (event.key === "Backspace" && empty) {
      event.preventDefault();
      line.back(pill);
    } else if (event.key === "Escape") {
      event.preventDefault();
      line.leave();
    }
  }

  function stop() {
    turn += 1;
    clearTimeout(timer);
  }

  function complain(words) {
    element.classList.add("wrong");
    input.focus();
    picker.show(input, { heading: heading(), note: h("span", { class: "trouble" }, words), items: [], pick: () => {} });
  }

  const pill = {
    option, entry, element, complain,
    focus: () => input.focus(),
    settle: () => settle(option, entry, app.state),
    stop,
  };
  return pill;
}
