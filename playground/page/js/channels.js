// The list of channels: threads under their channel, unread marks, mentions.

import { h, replace } from "./h.js";
import { icon, orb } from "./icons.js";
import { compareIds } from "./store.js";
import { glyph } from "./top.js";

export function createChannels(app) {
  const { state, store } = app;
  const guild = h("div", { class: "guild" });
  const list = h("nav", { class: "channels", aria: { label: "Channels" } });
  document.getElementById("sidebar").append(guild, list);

  store.on("channels phase", () => {
    replace(guild, orb(30), h("strong", {}, state.guild?.name ?? "Playground"));
    const focused = document.activeElement?.dataset?.channel;
    const all = [...state.channels.values()].sort((a, b) => compareIds(a.id, b.id));
    const rooms = all.filter((one) => one.kind === "text");
    const letters = all.filter((one) => one.kind === "dm");
    const orphans = all.filter((one) => one.kind === "thread" && !state.channels.has(one.parent_id));
    replace(list,
      h("h2", { class: "side-title" }, "Channels"),
      rooms.map((room) => [entry(room), all.filter((one) => one.kind === "thread" && one.parent_id === room.id).map(entry)]),
      orphans.map(entry),
      letters.length > 0 && [h("h2", { class: "side-title" }, "Direct messages"), letters.map(entry)],
    );
    if (focused) list.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  });

  // After a mouse's press one writes; keys stay in the list, and a finger's press opens no keyboard.
  function enter(event, channel) {
    store.go(channel.id);
    if (event.detail > 0 && matchMedia("(hover: hover)").matches) app.composer.focus();
  }

  function entry(channel) {
    const here = channel.id === state.place;
    const unread = channel.unread > 0 && !here;
    return h("button", {
      class: ["channel", channel.kind, here && "here", unread && "unread"], type: "button", data: { channel: channel.id },
      aria: { current: here ? "page" : null, label: spoken(channel, unread) },
      on: { click: (event) => enter(event, channel) },
    },
    icon(glyph(channel), 18),
    h("span", { class: "channel-name" }, channel.name),
    channel.mentions > 0 && h("span", { class: "count" }, String(channel.mentions)));
  }
}

function spoken(channel, unread) {
  const parts = [channel.name, { thread: "thread", dm: "direct messages" }[channel.kind] ?? "channel"];
  if (unread) parts.push(`${channel.unread} unread`);
  if (channel.mentions) parts.push(`${channel.mentions} mentions`);
  return parts.join(", ");
}
