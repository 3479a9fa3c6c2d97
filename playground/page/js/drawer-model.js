// The tab "Model": what it was asked and what it answered.

import { h } from "./h.js";
import { finding } from "./drawer-functions.js";
import { highlight } from "./highlight.js";
import { createTab, facts, fold, listIn, moment } from "./tab.js";

export function modelTab() {
  let last = 0;

  async function update(body, ask, current) {
    const calls = listIn(await ask("model", { after: last }), "calls", "attempts");
    if (!current()) return;
    for (const one of calls.filter(({ number }) => number > last)) {
      last = one.number;
      body.append(call(one));
    }
  }

  return createTab("Model", { update, follows: true, empty: "The model was not asked anything yet.", forget: () => (last = 0) });
}

function call(one) {
  const findings = one.findings ?? [];
  const tokens = [one.prompt_tokens && `${one.prompt_tokens} in`, one.completion_tokens && `${one.completion_tokens} out`].filter(Boolean).join(", ");
  const { error, asked, answer } = one;
  return h("article", { class: ["model-call", (error || findings.length > 0) && "has-findings"] },
    h("div", { class: "journal-head" },
      h("span", { class: "number" }, `#${one.number}`),
      h("strong", {}, one.purpose ?? "asked"),
      one.attempt > 1 && h("span", { class: "badge" }, `attempt ${one.attempt}`),
      h("time", { class: "quiet" }, moment(one.at))),
    facts([["model", one.model], ["took", one.seconds === undefined || one.seconds === null ? "" : `${Number(one.seconds).toFixed(1)} s`], ["tokens", tokens]]),
    fold("Asked", () => said(asked), { className: "fold small" }),
    answer && fold("Answered", () => text(answer), { className: "fold small", open: false }),
    findings.length > 0 && h("ul", { class: "findings" }, findings.map(finding)),
    error && h("p", { class: "trouble" }, error));
}

// A conversation or one text.
function said(asked) {
  if (!Array.isArray(asked)) return text(asked);
  return asked.map((part) => h("div", { class: "side" }, h("span", { class: "quiet" }, part.role), text(part.text ?? part.content)));
}

function text(value) {
  const words = typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2);
  const code = /(^|\n)(async )?def |```/.test(words);
  return h("pre", { class: "source plain", tabindex: "0" }, h("code", {}, code ? highlight(words) : words));
}
