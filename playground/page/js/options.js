// What an option of a command takes: suggestions while typing, and the value that is sent.

import { avatar } from "./avatar.js";

const KINDS = {
  string: "text", integer: "a whole number", number: "a number", boolean: "true or false", user: "a member",
  channel: "a channel", role: "a role", mentionable: "a member or a role", attachment: "a file",
};
const REQUIRED = "This option is required. Give it a value.";

export function kindOf(option) {
  return KINDS[option.kind] ?? option.kind;
}

// What there is to choose from here; null where one types freely.
export function choicesOf(option, state) {
  if (option.choices?.length) return option.choices.map((one) => ({ label: one.name, value: one.value }));
  if (option.kind === "boolean") return [{ label: "True", value: true }, { label: "False", value: false }];
  if (option.kind === "user") return members(state);
  if (option.kind === "channel") return [...state.channels.values()].map((one) => ({ label: `#${one.name}`, value: one.id }));
  if (option.kind === "role") return roles(state);
  if (option.kind === "mentionable") return [...members(state), ...roles(state)];
  return null;
}

export function matching(choices, text) {
  const wanted = text.trim().toLowerCase().replace(/^[@#]/, "");
  const ranked = choices.map((one) => [one.label.toLowerCase().replace(/^[@#]/, "").indexOf(wanted), one]);
  return ranked.filter(([place]) => place >= 0).sort((a, b) => Math.min(a[0], 1) - Math.min(b[0], 1)).map(([, one]) => one).slice(0, 25);
}

// {value} to send, {} for nothing given, or {error} with a sentence.
export function settle(option, entry, state) {
  if (option.kind === "attachment") {
    if (entry.upload) return { value: { upload: entry.upload.id } };
    return option.required ? { error: "This option is required. Choose a file." } : {};
  }
  const text = entry.text.trim();
  if (entry.picked && entry.picked.label === entry.text) return { value: entry.picked.value };
  if (!text) return option.required ? { error: REQUIRED } : {};
  const choices = choicesOf(option, state);
  if (choices) return chosen(choices, text, option);
  return option.kind === "integer" || option.kind === "number" ? numeric(option, text) : worded(option, text);
}

function chosen(choices, text, option) {
  const bare = text.toLowerCase().replace(/^[@#]/, "");
  const found = choices.find((one) => one.label.toLowerCase().replace(/^[@#]/, "") === bare);
  return found ? { value: found.value } : { error: `Choose ${option.choices?.length ? "one of the list" : kindOf(option)}.` };
}

function numeric(option, text) {
  const value = Number(text.replace(",", "."));
  if (Number.isNaN(value)) return { error: "This has to be a number." };
  if (option.kind === "integer" && !Number.isInteger(value)) return { error: "This has to be a whole number." };
  if (option.min !== null && option.min !== undefined && value < option.min) return { error: `At least ${option.min}.` };
  if (option.max !== null && option.max !== undefined && value > option.max) return { error: `At most ${option.max}.` };
  return { value };
}

function worded(option, text) {
  if (option.min_length && text.length < option.min_length) return { error: `At least ${option.min_length} characters.` };
  if (option.max_length && text.length > option.max_length) return { error: `At most ${option.max_length} characters.` };
  return { value: text };
}

function members(state) {
  return [...state.members.values()].map((one) => ({ label: one.name, value: one.id, picture: avatar(one, { size: 24 }) }));
}

function roles(state) {
  return state.roles.map((one) => ({ label: `@${one.name.replace(/^@/, "")}`, value: one.id }));
}
