// Moments in words: Discord's timestamp styles, clock times and days, in the reader's own locale.

const FORMATS = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relatively = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const formats = new Map();
let ahead = 0;

// The server's clock may have been moved on: relative times follow it.
export function follow(now) {
  if (now) ahead = Date.parse(now) - Date.now();
}

export function now() {
  return Date.now() + ahead;
}

export function write(date, style) {
  if (style === "R") return relative(date);
  if (!formats.has(style)) formats.set(style, new Intl.DateTimeFormat(undefined, FORMATS[style] ?? FORMATS.f));
  return formats.get(style).format(date);
}

function relative(date) {
  const seconds = Math.round((date.getTime() - now()) / 1000);
  if (Math.abs(seconds) < 1) return "now";
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  return relatively.format(Math.trunc(seconds / size), unit);
}

export function spoken(iso) {
  const date = new Date(iso);
  const days = Math.round((midnight(new Date(now())) - midnight(date)) / 86400000);
  if (days === 0) return `Today at ${write(date, "t")}`;
  if (days === 1) return `Yesterday at ${write(date, "t")}`;
  return `${write(date, "d")} ${write(date, "t")}`;
}

export function dayOf(iso) {
  return write(new Date(iso), "D");
}

export function clock(iso) {
  return write(new Date(iso), "t");
}

export function tick(root = document) {
  for (const element of root.querySelectorAll(".time[data-time]")) {
    const date = new Date(Number(element.dataset.time) * 1000);
    if (Number.isNaN(date.getTime())) continue;
    const text = write(date, element.dataset.style || "f");
    if (element.textContent !== text) element.textContent = text;
    if (!element.title) element.title = write(date, "F");
  }
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
