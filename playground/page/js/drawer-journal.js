// The tab "Journal": the world's actions as they are written down.

import { h } from "./h.js";
import { createTab, facts, fold, listIn, moment } from "./tab.js";
import { createTree } from "./tree.js";

export function journalTab() {
  let last = 0;

  async function update(body, ask, current) {
    const entries = listIn(await ask("journal", { after: last }), "entries", "journal");
    if (!current()) return;
    for (const one of entries.filter(({ number }) => number > last)) {
      last = one.number;
      body.append(entry(one));
    }
  }

  return createTab("Journal", { update, follows: true, empty: "Nothing is written yet.", forget: () => (last = 0) });
}

function entry(one) {
  const lines = (one.lines ?? []).map((line) => (typeof line === "string" ? { text: line, kind: "world" } : line));
  const changes = one.changes ?? [];
  return h("article", { class: "journal-entry" },
    h("div", { class: "journal-head" },
      h("span", { class: "number" }, `#${one.number}`),
      h("strong", {}, one.kind),
      (one.soul ?? one.soul_id) && h("span", {}, one.soul ?? one.soul_id),
      h("time", { class: "quiet" }, moment(one.at))),
    one.narration && h("p", { class: "narration" }, one.narration),
    lines.map((line) => h("p", { class: `log-line ${line.kind ?? "world"}` }, line.text)),
    changes.length > 0 && fold(`${changes.length} ${changes.length === 1 ? "change" : "changes"}`, () => changes.map(change), { className: "fold small" }),
    fold("More", () => more(one), { className: "fold small" }));
}

function change({ table, key, before, after }) {
  const word = before === null || before === undefined ? "new" : after === null || after === undefined ? "gone" : "changed";
  return fold([h("span", { class: `change ${word}` }, word), ` ${table}/${key}`],
    () => [side("before", before), side("after", after)], { className: "fold small" });
}

function side(name, value) {
  if (value === null || value === undefined) return null;
  return h("div", { class: "side" }, h("span", { class: "quiet" }, name), createTree({ depth: 2 }).draw(value));
}

function more(one) {
  const functions = Object.entries(one.functions ?? {}).map(([name, version]) => `${name} v${version}`).join(", ");
  const { details, seed, reference } = one;
  return [
    facts([["functions", functions], ["seed", seed === undefined ? "" : String(seed)], ["reference", reference]]),
    details && Object.keys(details).length > 0 && createTree({ depth: 2 }).draw(details),
  ].filter(Boolean);
}
