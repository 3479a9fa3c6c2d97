// The bar above the chat, the connection's banner and the window's title.

import { h, replace } from "./h.js";
import { icon } from "./icons.js";
import { isDark, switchTheme } from "./theme.js";

const WORDS = {
  lost: "The connection to the playground is lost; trying again. Does it still run in its terminal?",
  locked: "The playground was started anew with another key. Open the address it printed in its terminal.",
};

export function createTop(app) {
  const { state, store } = app;
  const banner = document.getElementById("banner");
  const name = h("h1", { class: "top-name" });
  const topic = h("p", { class: "top-topic" });
  const theme = round("moon", "Light or dark", () => {
    switchTheme();
    drawTheme();
  });
  const peek = round("eye", "Behind the chat", () => document.dispatchEvent(new CustomEvent("drawer")));
  const burger = round("menu", "Channels", () => side(true));
  burger.classList.add("burger");
  burger.setAttribute("aria-expanded", "false");
  document.getElementById("top").append(burger, name, topic, h("span", { class: "grow" }), theme, peek);
  document.getElementById("veil").addEventListener("click", () => side(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && side(false));
  peek.id = "peek";
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTheme);
  drawTheme();

  store.on("place", () => side(false));
  store.on("place channels", () => {
    const channel = state.channels.get(state.place);
    replace(name, channel ? [icon(glyph(channel)), h("span", {}, channel.name)] : []);
    topic.textContent = channel?.topic ?? "";
    topic.title = channel?.topic ?? "";
  });
  store.on("inspector", () => {
    peek.hidden = !state.inspector;
  });
  store.on("connection people phase", drawBanner);
  store.on("channels place", drawTitle);

  function drawTheme() {
    replace(theme, icon(isDark() ? "sun" : "moon"));
  }

  function drawBanner() {
    const away = state.phase === "in" && state.bot && !state.bot.connected;
    const words = WORDS[state.connection] ?? (away ? `${state.bot.name} is not connected. Commands will not be answered until it is.` : "");
    banner.hidden = !words;
    banner.className = `banner ${state.connection === "open" ? "calm" : "alarm"}`;
    if (banner.textContent !== words) banner.textContent = words;
  }

  function drawTitle() {
    const channels = [...state.channels.values()];
    const mentions = channels.reduce((sum, one) => sum + one.mentions, 0);
    const unread = channels.some((one) => one.unread > 0 && one.id !== state.place);
    const place = state.channels.get(state.place);
    document.title = `${mentions ? `(${mentions}) ` : unread ? "• " : ""}${place ? `#${place.name}` : "Playground"} · ${state.guild?.name ?? "Playground"}`;
  }

  // On a narrow screen the channels lie over the chat: the focus goes there and comes back.
  function side(open) {
    const { classList } = document.getElementById("app");
    if (classList.contains("side-open") === open) return;
    const sidebar = document.getElementById("sidebar");
    const held = sidebar.contains(document.activeElement);
    classList.toggle("side-open", open);
    burger.setAttribute("aria-expanded", String(open));
    if (open) sidebar.querySelector(".channel.here, button")?.focus();
    else if (held) burger.focus();
  }
}

export function glyph(channel) {
  return { thread: "thread", dm: "at" }[channel.kind] ?? "hash";
}

function round(name, label, action) {
  return h("button", { class: "round", type: "button", title: label, aria: { label }, on: { click: action } }, icon(name));
}
