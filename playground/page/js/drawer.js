// Behind the chat, for the curious: the world, its journal, its functions, the model. Read only.

import { h, replace } from "./h.js";
import { icon } from "./icons.js";
import { functionsTab } from "./drawer-functions.js";
import { journalTab } from "./drawer-journal.js";
import { modelTab } from "./drawer-model.js";
import { worldTab } from "./drawer-world.js";

const EVERY = 2500;
const OPEN = "playground-drawer";
const TABS = [worldTab, journalTab, functionsTab, modelTab];

export function createDrawer(app) {
  const { state, store } = app;
  const root = document.getElementById("drawer");
  const bar = h("div", { class: "tabs", role: "tablist", aria: { label: "Behind the chat" }, on: { keydown: move } });
  const content = h("div", { class: "drawer-body", role: "tabpanel", tabindex: "0", id: "drawer-panel" });
  const tabs = TABS.map((make) => make());
  const buttons = tabs.map((tab) => h("button", {
    class: "tab", type: "button", role: "tab", aria: { controls: "drawer-panel" }, on: { click: () => choose(tab) },
  }, tab.title));
  bar.append(...buttons);
  root.append(
    h("header", { class: "drawer-head" }, bar,
      h("button", { class: "round", type: "button", title: "Close", aria: { label: "Close" }, on: { click: () => open(false) } }, icon("close"))),
    content,
  );
  let chosen = tabs[0];
  let timer = null;
  let turn = 0;
  let place = null;

  document.addEventListener("drawer", () => open(root.hidden));
  root.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  store.on("inspector phase", () => open(state.inspector && sessionStorage.getItem(OPEN) === "yes"));
  store.on("place", () => !root.hidden && refresh());
  store.on("timeline", soon);
  choose(chosen);

  function open(wanted) {
    if (wanted === !root.hidden) return;
    const held = root.contains(document.activeElement);
    root.hidden = !wanted;
    if (held) document.getElementById("peek")?.focus();
    document.getElementById("app").classList.toggle("drawer-open", wanted);
    document.getElementById("peek")?.setAttribute("aria-expanded", String(wanted));
    if (state.inspector) sessionStorage.setItem(OPEN, wanted ? "yes" : "no");
    if (wanted) refresh();
    else clearTimeout(timer);
  }

  function choose(tab) {
    chosen = tab;
    tabs.forEach((one, index) => {
      buttons[index].setAttribute("aria-selected", String(one === tab));
      buttons[index].tabIndex = one === tab ? 0 : -1;
    });
    replace(content, tab.element);
    if (!root.hidden) refresh();
  }

  function soon() {
    if (root.hidden || document.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  }

  async function refresh() {
    clearTimeout(timer);
    const mine = (turn += 1);
    if (place !== state.place) {
      place = state.place;
      for (const tab of tabs) tab.forget();
    }
    const down = content.scrollHeight - content.scrollTop - content.clientHeight < 40;
    if (!document.hidden && place) await update(chosen, mine);
    if (mine !== turn || root.hidden) return;
    if (chosen.follows && down) content.scrollTop = content.scrollHeight;
    timer = setTimeout(refresh, EVERY);
  }

  async function update(tab, mine) {
    const ask = (path, query = {}) => look(path, { channel_id: place, ...query });
    try {
      await tab.update(ask, () => mine === turn);
    } catch (trouble) {
      if (mine === turn) tab.trouble(trouble.message);
    }
  }

  function move(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = (tabs.indexOf(chosen) + by + tabs.length) % tabs.length;
    choose(tabs[next]);
    buttons[next].focus();
  }
}

async function look(path, query) {
  const answer = await fetch(`/inspector/${path}?${new URLSearchParams(query)}`, { cache: "no-store" }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (answer?.ok && said !== null) return said;
  throw new Error(said?.error ?? "Nothing answers behind the chat just now.");
}
