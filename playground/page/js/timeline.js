// The conversation: rows reconciled in place, stuck to the bottom when one reads the bottom.

import { carryOver } from "./carry.js";
import { h, replace } from "./h.js";
import { icon } from "./icons.js";
import { decorate } from "./notices.js";
import { planOf } from "./plan.js";
import { watchPresses } from "./presses.js";
import { compareIds } from "./store.js";

const NEAR = 60;
const REACH = 240;
const GAP = 12;

export function createTimeline(app) {
  const { state, store, act } = app;
  const lines = h("div", { class: "lines", role: "log", tabindex: "0", aria: { label: "Messages", relevant: "additions" } });
  const column = h("div", { class: "column" });
  const jump = h("button", { class: "jump", type: "button", hidden: true, on: { click: toNewest } }, icon("down", 18), h("span", {}, "To the newest"));
  lines.append(column);
  document.getElementById("timeline").append(lines, jump);

  const rows = new Map();
  const places = new Map();
  const seen = new Map();
  let shownPlace = null;
  let shownMember = null;
  let stuck = true;
  let rest = 0;
  let size = "";
  let played = null;
  let loading = false;

  store.on("timeline place people", render);
  lines.addEventListener("keydown", walk);
  lines.addEventListener("scroll", scrolled, { passive: true });
  document.addEventListener("visibilitychange", noteSeen);
  window.addEventListener("focus", noteSeen);
  lines.addEventListener("chosen", render);
  lines.addEventListener("click", (event) => {
    if (event.target.closest("[data-custom-id]")) played = event.target.closest(".message").dataset.key;
  });
  document.getElementById("foot").addEventListener("focusin", () => {
    played = null;
  });
  const presses = watchPresses(lines, render);
  new ResizeObserver(settle).observe(column);
  new ResizeObserver(settle).observe(lines);

  function render() {
    if (state.phase !== "in" || presses.held()) return;
    if (shownPlace !== state.place || shownMember !== state.me.id) change();
    const anchor = stuck ? null : lines.scrollHeight - lines.scrollTop;
    const older = column.firstElementChild?.dataset.key;
    const plan = planOf(app);
    reconcile(plan);
    for (const { message, key } of plan) if (message) decorate(app, rows.get(key).element, message);
    if (stuck) settle();
    else if (older && column.firstElementChild.dataset.key !== older && loading) lines.scrollTop = lines.scrollHeight - anchor;
    noteSeen();
  }

  function reconcile(plan) {
    const wanted = new Set(plan.map((item) => item.key));
    for (const [key, row] of rows) if (!wanted.has(key)) drop(key, row);
    const known = rows.size > 0;
    let next = column.firstElementChild;
    for (const item of plan) {
      const row = rows.get(item.key);
      if (row && (row.version === item.version || isOpen(row))) {
        if (row.element === next) next = next.nextElementSibling;
        else column.insertBefore(row.element, next);
        continue;
      }
      const element = item.build();
      element.dataset.key = item.key;
      if (row) {
        if (row.element === next) next = next.nextElementSibling;
        carryOver(row.element, element);
      } else {
        column.insertBefore(element, next);
        // What only I can see is the answer to what I have just done: it is not to be missed.
        if (known && !next && item.message?.ephemeral) {
          stuck = true;
          played = null;
        }
      }
      rows.set(item.key, { element, version: item.version });
    }
  }

  function drop(key, row) {
    const held = row.element.contains(document.activeElement);
    row.element.remove();
    rows.delete(key);
    if (held) app.composer.focus();
  }

  function change() {
    if (shownPlace) places.set(shownPlace, stuck ? null : lines.scrollTop);
    if (shownMember !== state.me.id) seen.clear();
    shownPlace = state.place;
    shownMember = state.me.id;
    played = null;
    rows.clear();
    replace(column);
    const kept = places.get(shownPlace) ?? null;
    stuck = kept === null;
    if (kept !== null) requestAnimationFrame(() => lines.scrollTo({ top: kept }));
  }

  function scrolled() {
    // What grows or shrinks moves the view too; only a reader's own scrolling lets go of the end.
    if (stuck && size !== sizeOf(lines)) {
      settle();
      return;
    }
    const below = lines.scrollHeight - lines.scrollTop - lines.clientHeight;
    stuck = below < NEAR || Math.abs(lines.scrollTop - rest) < 2;
    jump.hidden = below < NEAR;
    if (stuck) noteSeen();
    if (lines.scrollTop < REACH) loadOlder();
  }

  // Arrows go from message to message; Enter opens what can be done with one.
  function walk(event) {
    const row = event.target.closest(".message");
    if (event.target !== lines && event.target !== row) return;
    const all = [...column.querySelectorAll(".message")];
    const at = row ? all.indexOf(row) : all.length;
    const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1] }[event.key];
    if (next) next.focus();
    else if (event.key === "Enter" && row) row.querySelector(".message-tools")?.click();
    else return;
    event.preventDefault();
  }

  async function loadOlder() {
    const place = state.place;
    if (loading || !state.more.get(place)) return;
    const first = column.querySelector(".message")?.dataset.id;
    if (!first) return;
    loading = true;
    await act.older(place, first);
    await Promise.resolve();
    loading = false;
  }

  function toNewest() {
    stuck = true;
    played = null;
    settle();
  }

  // The newest is shown, but what one plays with is not pushed out of sight by it.
  function settle() {
    if (!stuck || presses.held()) return;
    const bottom = lines.scrollHeight - lines.clientHeight;
    lines.scrollTop = Math.min(bottom, inSight(rows.get(played)?.element) ?? bottom);
    rest = lines.scrollTop;
    size = sizeOf(lines);
    jump.hidden = bottom - rest < NEAR;
  }

  // As far down as still shows a message whole, or its end, and never less than its controls.
  function inSight(row) {
    const control = row?.querySelector("[data-custom-id]");
    if (!control) return null;
    const from = lines.getBoundingClientRect().top - lines.scrollTop + GAP;
    const { top, bottom } = row.getBoundingClientRect();
    const whole = Math.max(top - from, bottom - from + 2 * GAP - lines.clientHeight);
    return Math.min(whole, control.getBoundingClientRect().top - from);
  }

  function noteSeen() {
    const channel = state.channels.get(state.place);
    if (!channel || !stuck || document.hidden) return;
    const last = column.querySelector(".message:last-of-type")?.dataset.id;
    const known = seen.get(channel.id) ?? channel.last_read_id;
    if (!last || (known && compareIds(last, known) <= 0)) return;
    seen.set(channel.id, last);
    act.seen(channel.id, last);
  }

  return { toNewest, lines };
}

function sizeOf(lines) {
  return `${lines.scrollHeight} ${lines.clientHeight}`;
}

// A list that is open stays the one that was opened.
function isOpen(row) {
  return row.element.querySelector('.select[aria-expanded="true"]') !== null;
}
