// Which rows the conversation has, in order: days, the "new" line, messages, waiting commands.

import { h } from "./h.js";
import { buildMessage } from "./message.js";
import { buildWaiting } from "./notices.js";
import { compareIds, messagesOf } from "./store.js";
import { dayOf } from "./times.js";

const PAUSE = 7 * 60 * 1000;
const versions = new WeakMap();

export function planOf(app) {
  const { state } = app;
  const place = state.place;
  const messages = messagesOf(state, place);
  const plan = state.more.get(place) ? [] : [{ key: "beginning", version: place, build: () => beginning(state.channels.get(place)) }];
  let previous = null;
  let day = null;
  let divided = false;
  for (const message of messages) {
    const today = dayOf(message.time);
    if (today !== day) plan.push({ key: `day ${today}`, version: today, build: () => line("day", today) });
    const isNew = !divided && state.divider && compareIds(message.id, state.divider) > 0 && message.author.id !== state.me.id;
    if (isNew) {
      divided = true;
      plan.push({ key: "new", version: message.id, build: () => line("new", "New") });
    }
    const grouped = today === day && !isNew && belongs(message, previous);
    plan.push({
      key: message.id, message, version: `${version(message)}${grouped}${state.me.id}`,
      build: () => buildMessage(app, message, grouped),
    });
    day = today;
    previous = message;
  }
  return insertWaiting(app, plan);
}

function insertWaiting(app, plan) {
  const { state } = app;
  for (const one of state.interactions.values()) {
    if (one.channel_id !== state.place || one.kind === "component" || one.message_id) continue;
    if (one.state !== "failed" && !(one.state === "sent" && one.shown)) continue;
    const at = plan.findIndex((item) => item.message && compareIds(item.message.id, one.id) > 0);
    const row = { key: `waiting ${one.id}`, version: `${one.state}${one.text}`, build: () => buildWaiting(app, one) };
    plan.splice(at < 0 ? plan.length : at, 0, row);
  }
  return plan;
}

function belongs(message, previous) {
  return Boolean(previous)
    && previous.author.id === message.author.id
    && previous.ephemeral === message.ephemeral
    && !message.command && !message.reply_to
    && Date.parse(message.time) - Date.parse(previous.time) < PAUSE;
}

function version(message) {
  if (!versions.has(message)) versions.set(message, JSON.stringify(message));
  return versions.get(message);
}

function line(kind, text) {
  return h("div", { class: `divider ${kind}`, role: "separator", aria: { label: text } }, h("span", {}, text));
}

function beginning(channel) {
  if (!channel) return h("div", {});
  return h("div", { class: "beginning" },
    h("h2", {}, channel.kind === "dm" ? channel.name : `Welcome to #${channel.name}`),
    h("p", { class: "quiet" }, channel.topic || "This is where the conversation begins. Type / to see what the bot can do."));
}
