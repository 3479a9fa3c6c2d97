// A slash command being written: its name, its options as pills, Enter to send.

import { orb } from "./icons.js";
import { h, replace } from "./h.js";
import { createPill } from "./pill.js";

// `leave(text)` gives the message box back.
export function createCommandLine(app, picker, leave) {
  const name = h("span", { class: "command-name" });
  const pills = h("span", { class: "pills" });
  const rest = h("input", {
    class: "command-rest", autocomplete: "off", spellcheck: "false", role: "combobox", size: 6,
    aria: { label: "Add an option, or press Enter to send", expanded: "false" },
    on: { input: offerMore, focus: offerMore, blur: () => picker.hide(), keydown: restKeys },
  });
  const element = h("div", { class: "command-line", hidden: true, on: { pointerdown: pressed } }, orb(22), name, pills, rest);
  let command = null;
  let written = [];
  let sending = false;

  const line = { app, picker, ask, next, back, send, leave: () => end(""), changed: drawRest };

  function begin(chosen) {
    command = chosen;
    written = [];
    name.textContent = `/${command.name}`;
    replace(pills);
    element.hidden = false;
    rest.value = "";
    for (const option of command.options.filter((one) => one.required)) add(option);
    drawRest();
    (written[0] ?? rest).focus();
  }

  function add(option) {
    const pill = createPill(option, line);
    written.push(pill);
    pills.append(pill.element);
    return pill;
  }

  function missing() {
    return (command?.options ?? []).filter((one) => !written.some((pill) => pill.option.name === one.name));
  }

  function drawRest() {
    const left = missing().length;
    rest.placeholder = left > 0 ? `+${left} optional` : "";
    rest.size = Math.max(4, rest.placeholder.length);
  }

  function offerMore() {
    const wanted = rest.value.trim().toLowerCase().replace(/:$/, "");
    const found = missing().filter((one) => one.name.includes(wanted));
    const heading = [h("strong", {}, `/${command.name}`), h("span", {}, command.description), h("span", { class: "quiet" }, "Enter sends it")];
    picker.show(rest, {
      heading, eager: wanted !== "",
      items: found.map((one) => ({ label: one.name, detail: one.description, hint: "optional", option: one })),
      pick({ option }) {
        rest.value = "";
        const pill = add(option);
        drawRest();
        pill.focus();
      },
    });
  }

  function restKeys(event) {
    if (picker.key(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      end("");
    } else if (event.key === "Backspace" && rest.value === "") {
      event.preventDefault();
      if (written.length > 0) written.at(-1).focus();
      else end(`/${command.name}`);
    }
  }

  function next(pill) {
    const following = written[written.indexOf(pill) + 1];
    (following ?? rest).focus();
  }

  function back(pill) {
    const at = written.indexOf(pill);
    if (!pill.option.required) remove(pill);
    if (at > 0) written[at - 1].focus();
    else if (pill.option.required) end(`/${command.name}`);
    else (written[0] ?? rest).focus();
  }

  function remove(pill) {
    pill.stop();
    written = written.filter((one) => one !== pill);
    pill.element.remove();
    drawRest();
  }

  async function send() {
    if (sending) return;
    const options = {};
    for (const pill of written) {
      const { value, error } = pill.settle();
      if (error) {
        pill.complain(error);
        return;
      }
      if (value !== undefined) options[pill.option.name] = value;
    }
    picker.hide();
    sending = true;
    const sent = await app.act.slash(command.name, options);
    sending = false;
    if (!sent) return;
    app.timeline.toNewest();
    end("");
  }

  function ask(option, entry) {
    const options = {};
    for (const pill of written) {
      const { value } = pill.settle();
      if (value !== undefined) options[pill.option.name] = value;
    }
    options[option.name] = entry.text;
    return app.act.autocomplete(command.name, options, option.name);
  }

  function end(text) {
    for (const pill of written) pill.stop();
    written = [];
    command = null;
    picker.hide();
    element.hidden = true;
    leave(text);
  }

  function pressed(event) {
    if (event.target.closest("input, button, label")) return;
    event.preventDefault();
    rest.focus();
  }

  return { element, begin, send, end, get open() { return command !== null; } };
}
