// The tab "Functions": each with its source, what was found wrong, what it was seen to do.

import { h, replace } from "./h.js";
import { highlightLines } from "./highlight.js";
import { createTab, facts, fold, listIn } from "./tab.js";
import { createTree } from "./tree.js";

export function functionsTab() {
  const drawn = new Map();

  async function update(body, ask, current) {
    const all = listIn(await ask("functions"), "functions");
    // What was wished for while playing is what one looks for.
    const functions = [...all.filter(({ wish }) => wish), ...all.filter(({ wish }) => !wish)];
    if (!current()) return;
    const names = new Set(functions.map(({ name }) => name));
    for (const [name, { element }] of drawn) {
      if (names.has(name)) continue;
      element.remove();
      drawn.delete(name);
    }
    for (const one of functions) {
      const version = JSON.stringify(one);
      const known = drawn.get(one.name);
      if (known?.version === version) continue;
      const element = card(one, ask, known?.element.open ?? false);
      if (known) known.element.replaceWith(element);
      else body.insertBefore(element, before(functions, one));
      drawn.set(one.name, { version, element });
    }
  }

  // What stands after it, of what is drawn already.
  function before(functions, one) {
    const later = functions.slice(functions.indexOf(one) + 1).find(({ name }) => drawn.has(name));
    return later ? drawn.get(later.name).element : null;
  }

  return createTab("Functions", { update, forget: () => drawn.clear(), empty: "No function is written yet." });
}

function card(one, ask, open) {
  const summary = [
    h("code", { class: "function-name" }, one.name),
    h("span", { class: "badge" }, `v${one.version ?? 1}`),
    one.enabled === false && h("span", { class: "badge off" }, "set aside"),
    one.description && h("span", { class: "quiet function-words" }, one.description),
  ];
  return fold(summary, () => (one.source === undefined ? later(one, ask) : detail(one)), { className: "fold function", open });
}

function later(one, ask) {
  const box = h("div", {}, h("p", { class: "quiet" }, "Looking…"));
  ask(`functions/${encodeURIComponent(one.name)}`).then(
    (answer) => replace(box, detail({ ...one, ...(answer.function ?? answer) })),
    (trouble) => replace(box, h("p", { class: "quiet" }, trouble.message)),
  );
  return box;
}

function detail(one) {
  const findings = one.findings ?? [];
  const label = one.label ?? {};
  return [
    one.wish && h("blockquote", { class: "wish" }, one.wish),
    facts([["written for", one.maker ?? one.author], ["by", one.model], ["attempts", count(one.attempts)]]),
    source(one.source ?? "", findings),
    findings.length > 0 && h("ul", { class: "findings" }, findings.map(finding)),
    effects(one, label),
    one.parameters && fold("Parameters", () => createTree({ depth: 3 }).draw(one.parameters), { className: "fold small" }),
  ].filter(Boolean);
}

export function source(text, findings = []) {
  const marks = new Map(findings.filter(({ line }) => line).map(({ line, message }) => [line, message]));
  return h("pre", { class: "source", tabindex: "0" }, h("code", {}, highlightLines(text, marks)));
}

export function finding(one) {
  const words = typeof one === "string" ? one : one.message;
  return h("li", { class: `finding ${one.severity ?? "error"}` },
    one.line && h("span", { class: "number" }, `line ${one.line}`), h("span", {}, words), one.rule && h("code", {}, one.rule));
}

function effects(one, label) {
  const listed = (one.effects ?? []).map((words) => h("li", {}, typeof words === "string" ? words : JSON.stringify(words)));
  return [
    listed.length > 0 && h("ul", { class: "effects" }, listed),
    facts([
      ["reads", words(label.reads)], ["writes", words(label.writes)], ["touches", words(label.targets)],
      ["lasts", label.duration ? `${label.duration} s` : ""],
    ]),
  ];
}

function words(list) {
  return (list ?? []).join(", ");
}

function count(attempts) {
  return Array.isArray(attempts) ? String(attempts.length) : attempts === undefined ? "" : String(attempts);
}
