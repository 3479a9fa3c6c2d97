// A small highlighter for the functions' Python: words, strings, comments, numbers and calls.

const KEYWORDS = new Set((
  "and as assert async await break class continue def del elif else except finally for from global if import in is "
  + "lambda nonlocal not or pass raise return try while with yield match case"
).split(" "));
const CONSTANTS = new Set(["True", "False", "None", "self"]);
const TOKEN = new RegExp([
  /(?<comment>#[^\n]*)/,
  /(?<string>\b[rbfRBF]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$))|[rbfRBF]{0,2}(?:"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
  /(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)/,
  /(?<decorator>@[\w.]+)/,
  /(?<word>[^\W\d]\w*)/,
].map((part) => part.source).join("|"), "gu");

export function highlight(source) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of source.matchAll(TOKEN)) {
    if (match.index > at) fragment.append(source.slice(at, match.index));
    at = match.index + match[0].length;
    const kind = kindOf(match, source[at]);
    fragment.append(kind ? token(kind, match[0]) : match[0]);
  }
  fragment.append(source.slice(at));
  return fragment;
}

// One element per line, so that findings can point at them.
export function highlightLines(source, marks = new Map()) {
  const lines = document.createDocumentFragment();
  let line = fresh(1);
  for (const node of [...highlight(source).childNodes]) {
    const parts = node.textContent.split("\n");
    parts.forEach((part, index) => {
      if (index > 0) {
        lines.append(line);
        line = fresh(Number(line.dataset.line) + 1);
      }
      if (part) line.append(node.nodeType === Node.TEXT_NODE ? part : token(node.className.slice(2), part));
    });
  }
  if (line.hasChildNodes()) lines.append(line);
  for (const one of lines.children) {
    const mark = marks.get(Number(one.dataset.line));
    if (mark) Object.assign(one, { title: mark }).classList.add("marked");
  }
  return lines;
}

function kindOf(match, next) {
  const { comment, string, number, decorator, word } = match.groups;
  if (comment) return "comment";
  if (string) return "string";
  if (number) return "number";
  if (decorator) return "decorator";
  if (KEYWORDS.has(word)) return "keyword";
  if (CONSTANTS.has(word)) return "constant";
  return next === "(" ? "call" : null;
}

function token(kind, text) {
  const element = document.createElement("span");
  element.className = `k-${kind}`;
  element.textContent = text;
  return element;
}

function fresh(number) {
  const line = document.createElement("span");
  line.className = "code-line";
  line.dataset.line = number;
  return line;
}
