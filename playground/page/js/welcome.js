// "Who are you?": the dialog before the chat, and the tab's memory of the answer.

import { avatar } from "./avatar.js";
import { h, replace } from "./h.js";
import { orb } from "./icons.js";
import { toast } from "./toasts.js";

export function createWelcome(app) {
  const { state, act } = app;
  const list = h("div", { class: "welcome-list" });
  const name = h("input", {
    class: "field", name: "name", maxlength: "32", autocomplete: "off", placeholder: "Another name", required: true,
    aria: { label: "Your name" },
  });
  const trouble = h("p", { class: "trouble", role: "alert" });
  const title = h("h1", {}, "Who are you?");
  const dialog = h("dialog", { class: "welcome", aria: { label: "Who are you?" }, on: { cancel: (event) => event.preventDefault(), close: insist } },
    h("div", { class: "welcome-orb" }, orb(72)),
    title,
    h("p", { class: "quiet" }, "A chat on this machine alone, with the bot in it. Choose who you are; open more tabs to be several people at once."),
    list,
    h("form", { class: "welcome-join", on: { submit: join } }, name, h("button", { class: "button primary", type: "submit" }, "Join")),
    trouble,
  );
  document.body.append(dialog);
  app.store.on("phase people", render);

  function render() {
    if (state.phase !== "who") return;
    title.textContent = state.guild ? `Welcome to ${state.guild.name}` : "Who are you?";
    const members = [...state.members.values()].filter((one) => !one.bot);
    replace(list, members.map((one) => h("button", { class: "welcome-member", type: "button", on: { click: () => enter(() => act.be(one.id)) } },
      avatar(one, { size: 36, presence: true }),
      h("span", { class: "welcome-name" }, `I am ${one.name}`),
      one.moderator && h("span", { class: "badge" }, "moderator"))));
  }

  function join(event) {
    event.preventDefault();
    enter(() => act.join(name.value.trim()));
  }

  async function enter(way) {
    trouble.textContent = "";
    try {
      await way();
      dialog.close();
      app.composer.focus();
    } catch (refusal) {
      trouble.textContent = refusal.message;
    }
  }

  function ask() {
    app.store.set({ phase: "who" }, "phase");
    if (!dialog.open) dialog.showModal();
    queueMicrotask(() => list.querySelector("button")?.focus());
  }

  // A browser lets Escape pass the second time: without a name there is no chat.
  function insist() {
    if (state.phase === "who") dialog.showModal();
  }

  return {
    async arrive() {
      const asked = new URLSearchParams(location.hash.slice(1)).get("member");
      const known = asked ?? sessionStorage.getItem("playground-member");
      if (asked) history.replaceState(null, "", "/");
      if (!known || !state.members.has(known)) {
        ask();
        return;
      }
      try {
        await act.be(known);
        if (dialog.open) dialog.close();
      } catch (refusal) {
        toast(refusal.message);
        ask();
      }
    },
  };
}
