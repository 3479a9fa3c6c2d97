// One message: who, when, and everything it carries.

import { attachments } from "./attachments.js";
import { avatar, tag } from "./avatar.js";
import { dots } from "./bits.js";
import { components } from "./components.js";
import { embed } from "./embeds.js";
import { h } from "./h.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { rich } from "./rich.js";
import { commandsOf } from "./store.js";
import { toast } from "./toasts.js";
import { clock, spoken, write } from "./times.js";

export function buildMessage(app, message, grouped) {
  const { author } = message;
  const full = write(new Date(message.time), "F");
  return h("article", {
    class: ["message", grouped && "grouped", message.ephemeral && "ephemeral", message.mentioned && "mentioned"],
    data: { id: message.id }, tabindex: "-1", aria: { label: `${author.name}, ${spoken(message.time)}` },
  },
  message.command && usedLine(app, message),
  message.reply_to && replyLine(message.reply_to),
  h("div", { class: "gutter" }, grouped
    ? h("time", { class: "small-time", datetime: message.time, title: full }, clock(message.time))
    : h("button", { class: "bare", type: "button", tabindex: "-1", aria: { hidden: "true" }, on: { click: (event) => app.memberMenu(event.currentTarget, author.id) } }, avatar(author))),
  h("div", { class: "body" },
    !grouped && h("div", { class: "byline" },
      h("button", { class: "author bare", type: "button", data: { colour: String(author.colour ?? 0) }, on: { click: (event) => app.memberMenu(event.currentTarget, author.id) } }, author.name),
      author.bot && tag(),
      h("time", { class: "when", datetime: message.time, title: full }, spoken(message.time)),
      message.pinned && h("span", { class: "quiet pin", title: "Pinned" }, icon("pin", 14))),
    body(app, message)),
  tools(app, message));
}

function body(app, message) {
  if (message.loading) {
    return h("div", { class: "thinking", role: "status" }, dots(), h("span", {}, `${message.author.name} is thinking…`), ephemeralFoot(app, message));
  }
  const context = { app, message };
  return [
    !message.v2 && message.html && contents(app, message),
    !message.v2 && attachments(message.attachments),
    !message.v2 && message.embeds.map((one) => embed(one, app.state.me.id)),
    message.components.length > 0 && h("div", { class: "components" }, components(context, message.components)),
    message.v2 && message.edited && edited(message),
    ephemeralFoot(app, message),
  ];
}

function contents(app, message) {
  const box = rich(message.html, { me: app.state.me.id });
  if (message.edited) (box.lastElementChild?.tagName === "P" ? box.lastElementChild : box).append(" ", edited(message));
  return box;
}

function edited(message) {
  return h("span", { class: "edited", title: write(new Date(message.edited), "F") }, "(edited)");
}

function usedLine(app, message) {
  const { member, member_id: id, name } = message.command;
  const who = app.state.members.get(id);
  return h("div", { class: "above" },
    avatar(who ?? { name: member, colour: 0 }, { size: 18 }),
    h("button", { class: "author bare", type: "button", data: { colour: String(who?.colour ?? 0) }, on: { click: (event) => app.memberMenu(event.currentTarget, id) } }, member),
    h("span", {}, "used"),
    h("span", { class: "command-name" }, name));
}

function replyLine(reply) {
  const go = () => {
    const row = document.querySelector(`.message[data-id="${CSS.escape(reply.id)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  };
  return h("button", { class: "above bare", type: "button", on: { click: go } },
    icon("reply", 16), h("strong", {}, reply.author?.name ?? reply.author ?? ""), h("span", { class: "excerpt" }, reply.excerpt));
}

function ephemeralFoot(app, message) {
  if (!message.ephemeral) return null;
  return h("p", { class: "only-you" }, icon("eye", 15), "Only you can see this · ",
    h("button", { class: "linkish", type: "button", on: { click: () => app.act.dismiss(message) } }, "Dismiss message"));
}

function tools(app, message) {
  const items = () => [
    ...(message.content ? [{ label: "Copy text", icon: "copy", action: () => copy(message.content) }] : []),
    ...commandsOf(app.state, "message").map((one) => ({ label: one.name, icon: "slash", action: () => app.act.context(one.name, message.id) })),
    ...(message.ephemeral ? [{ label: "Dismiss message", icon: "close", action: () => app.act.dismiss(message) }] : []),
    { label: "Copy id", icon: "copy", action: () => copy(message.id) },
  ];
  return h("button", {
    class: "message-tools", type: "button", title: "More", tabindex: "-1", aria: { label: "More about this message", haspopup: "menu" },
    on: { click: (event) => openMenu(event.currentTarget, items(), { label: "Message" }) },
  }, icon("more", 18));
}

function copy(text) {
  navigator.clipboard?.writeText(text).then(() => toast("Copied.", "good"), () => toast("The browser does not let this page copy."));
}
