// The message box: text, files, and "/" for the bot's commands.

import { createCommandLine } from "./command-line.js";
import { h, replace } from "./h.js";
import { icon, orb } from "./icons.js";
import { createPicker } from "./picker.js";
import { withMentions } from "./mentions.js";
import { matching } from "./options.js";
import { avatar } from "./avatar.js";
import { commandsOf } from "./store.js";
import { createUploads } from "./uploads.js";

export function createComposer(app) {
  const { state, store, act } = app;
  const foot = document.getElementById("foot");
  const typing = h("div", { class: "typing", role: "status" });
  const host = h("div", { class: "picker-host" });
  const picker = createPicker(host);
  const uploads = createUploads(foot);
  const box = h("textarea", {
    id: "composer-text", class: "composer-text", rows: "1", maxlength: "2000", autocomplete: "off", role: "combobox",
    aria: { label: "Message", expanded: "false", autocomplete: "list" },
    on: { input: typed, keydown: keys, blur: () => picker.hide(), focus: offer },
  });
  const line = createCommandLine(app, picker, (text) => {
    show(false);
    box.value = text;
    box.focus();
    grow();
    offer();
  });
  const writing = h("div", { class: "writing" }, box);
  const send = h("button", { class: "round send", type: "submit", title: "Send", aria: { label: "Send" } }, icon("send"));
  const form = h("form", { class: "composer", on: { submit: submitted } }, uploads.button, writing, line.element, send);
  foot.append(host, uploads.list, form, typing);

  const drafts = new Map();
  let written = null;

  store.on("place channels", () => {
    const channel = state.channels.get(state.place);
    box.placeholder = channel ? `Message ${channel.kind === "dm" ? "" : "#"}${channel.name}, or type /` : "";
  });
  store.on("place", () => {
    const here = `${state.me?.id} ${state.place}`;
    if (here !== written) move(here);
  });
  store.on("commands", () => line.open || offer());
  store.on("typing place", drawTyping);

  // What was begun in one channel, as one member, waits there; it is not sent in another.
  function move(here) {
    if (line.open) line.end("");
    drafts.set(written, box.value);
    box.value = drafts.get(here) ?? "";
    written = here;
    picker.hide();
    grow();
  }

  function typed() {
    grow();
    offer();
  }

  function offer() {
    const text = box.value;
    if (document.activeElement !== box) return;
    if (/^\/[^\n]*$/.test(text)) offerCommands(text.slice(1));
    else if (/(^|\s)@([^\s@]*)$/.test(text.slice(0, box.selectionStart))) offerMembers();
    else picker.hide();
  }

  function offerCommands(typedName) {
    const wanted = typedName.trim().toLowerCase();
    const all = commandsOf(state, "slash");
    const exact = all.find((one) => one.name === wanted);
    if (exact && typedName.endsWith(" ") && !all.some((one) => one.name.startsWith(`${wanted} `))) {
      begin(exact);
      return;
    }
    const found = all.filter((one) => one.name.includes(wanted));
    found.sort((a, b) => Number(b.name.startsWith(wanted)) - Number(a.name.startsWith(wanted)) || a.name.localeCompare(b.name));
    picker.show(box, {
      heading: [orb(18), h("span", {}, `${state.bot?.name ?? "The bot"}’s commands`)],
      note: found.length === 0 ? "There is no such command, or it is not for you." : null,
      items: found.map((one) => ({
        label: `/${one.name}`, detail: one.description, command: one,
        hint: one.options.filter((option) => option.required).map((option) => option.name).join(" "),
      })),
      pick: ({ command }) => begin(command),
    });
  }

  function offerMembers() {
    const before = box.value.slice(0, box.selectionStart);
    const at = before.lastIndexOf("@");
    const choices = [...state.members.values()].map((one) => ({ label: one.name, picture: avatar(one, { size: 24 }) }));
    const found = matching(choices, before.slice(at + 1));
    if (found.length === 0) {
      picker.hide();
      return;
    }
    picker.show(box, {
      heading: "Members", items: found,
      pick({ label }) {
        box.setRangeText(`@${label} `, at, box.selectionStart, "end");
        grow();
      },
    });
  }

  function begin(command) {
    show(true);
    line.begin(command);
  }

  function show(command) {
    writing.hidden = command;
    uploads.button.hidden = command;
    line.element.hidden = !command;
  }

  function keys(event) {
    if (picker.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      store.set({ divider: null }, "timeline");
      app.timeline.toNewest();
    }
  }

  async function submitted(event) {
    event.preventDefault();
    if (line.open) {
      line.send();
      return;
    }
    const ready = uploads.ready();
    const text = box.value.trim();
    if (!ready || (!text && ready.length === 0)) return;
    const named = commandsOf(state, "slash").find((one) => `/${one.name}` === text);
    if (named) {
      begin(named);
      return;
    }
    picker.hide();
    app.timeline.toNewest();
    await say(text, ready);
  }

  // The box is free for the next words at once; what was refused comes back to it.
  async function say(text, files) {
    const putBack = uploads.take();
    box.value = "";
    grow();
    if (await act.say(withMentions(text, [...state.members.values()]), files)) return;
    putBack();
    if (!box.value) box.value = text;
    grow();
  }

  function grow() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 220)}px`;
  }

  function drawTyping() {
    const now = Date.now();
    const names = [...(state.typing.get(state.place) ?? [])].filter(([, until]) => until > now).map(([name]) => name);
    const words = names.length > 2 ? "Several people are typing…" : names.length > 0 ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing…` : "";
    replace(typing, words);
  }

  return {
    focus() {
      const target = line.open ? line.element.querySelector(".pill-box, .command-rest") : box;
      target.focus();
      // After a dialog was removed Chromium gives the focus but no caret, and swallows what is typed.
      target.setSelectionRange(target.value.length, target.value.length);
    },
    insert(text) {
      if (line.open) line.end("");
      box.focus();
      box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
      typed();
    },
    begin(name) {
      const command = commandsOf(state, "slash").find((one) => one.name === name.trim());
      if (command) begin(command);
    },
  };
}
