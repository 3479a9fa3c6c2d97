// How an interaction goes, drawn on what started it: busy buttons, failures, commands on their way.

import { avatar, tag } from "./avatar.js";
import { dots } from "./bits.js";
import { h } from "./h.js";
import { icon } from "./icons.js";

export function decorate(app, row, message) {
  const mine = [...app.state.interactions.values()].filter((one) => one.kind !== "command" && one.message_id === message.id);
  const busy = mine.filter((one) => one.state === "sent");
  row.classList.toggle("waiting", busy.length > 0);
  for (const control of row.querySelectorAll("[data-custom-id]")) {
    const working = busy.some((one) => one.custom_id === control.dataset.customId);
    if (working) control.setAttribute("aria-busy", "true");
    else control.removeAttribute("aria-busy");
  }
  complain(row, mine.findLast((one) => one.state === "failed"));
}

export function buildWaiting(app, interaction) {
  const { bot, me } = app.state;
  const failed = interaction.state === "failed";
  return h("div", { class: ["message", "sending", failed && "is-failed"], role: "status" },
    h("div", { class: "above" }, avatar(me, { size: 18 }), h("span", { class: "author", data: { colour: String(me.colour) } }, me.name),
      h("span", {}, interaction.name ? "used" : "answered"), interaction.name && h("span", { class: "command-name" }, interaction.name)),
    h("div", { class: "gutter" }, avatar({ ...bot, bot: true })),
    h("div", { class: "body" },
      h("div", { class: "byline" }, h("span", { class: "author", data: { colour: String(app.state.members.get(bot.id)?.colour ?? 0) } }, bot.name), tag()),
      failed
        ? h("p", { class: "failed" }, icon("warning", 16), h("span", {}, interaction.text ?? "This interaction failed"),
          h("button", { class: "linkish", type: "button", on: { click: () => app.store.forget(interaction.id) } }, "Dismiss"))
        : h("div", { class: "thinking" }, dots(), h("span", {}, interaction.name ? "Sending the command…" : "Sending the answers…"))));
}

function complain(row, failure) {
  const shown = row.querySelector(":scope > .body > .failed");
  const text = failure ? failure.text ?? "This interaction failed" : null;
  if (shown?.dataset.text === text) return;
  shown?.remove();
  if (text) {
    row.querySelector(":scope > .body").append(h("p", { class: "failed", role: "alert", data: { text } }, icon("warning", 16), h("span", {}, text)));
  }
}
