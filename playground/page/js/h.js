// The element builder: every string it is given becomes text or a checked attribute.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "indeterminate", "tabIndex"]);

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  element.append(...children.flat(Infinity).filter(present));
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(present));
  return element;
}

export function outside(url) {
  return /^https?:\/\//i.test(url ?? "");
}

function present(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (name === "data") {
    for (const [key, one] of Object.entries(value)) if (present(one)) element.dataset[key] = one;
  } else if (name === "aria") {
    for (const [key, one] of Object.entries(value)) if (present(one)) element.setAttribute(`aria-${key}`, one);
  } else if (name === "style") {
    for (const [key, one] of Object.entries(value)) if (present(one)) element.style.setProperty(key, one);
  } else if (name === "class") {
    element.className = Array.isArray(value) ? value.filter(Boolean).join(" ") : value;
  } else if (name === "href" || name === "src") {
    if (safe(name, value)) element.setAttribute(name, value);
  } else if (PROPERTIES.has(name)) {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

function safe(name, url) {
  if (/^\/(?!\/)/.test(url) || (name === "href" && url.startsWith("#"))) return true;
  return name === "href" ? outside(url) : /^(data:image\/|blob:)/.test(url);
}
