// The names of members in what is written, as mentions.

// "@Ada" becomes a mention where a whole name stands, the longest first: "@Ada B" is not cut to "@Ada".
export function withMentions(text, members) {
  const ids = new Map(members.map((one) => [one.name, one.id]));
  if (ids.size === 0) return text;
  const names = [...ids.keys()].sort((a, b) => b.length - a.length).map(plain);
  const named = new RegExp(`(?<![\\p{L}\\p{N}_])@(${names.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  return text.replace(named, (_, name) => `<@${ids.get(name)}>`);
}

function plain(name) {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
