// The page's own small drawings, as inline SVG.

const SPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  thread: "M5 5h14v9H11l-4 4v-4H5zM9 9h6",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  panel: "M4 5h16v14H4zM14 5v14",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  chevron: "M7 10l5 5 5-5",
  down: "M12 5v13M6.5 12.5 12 18l5.5-5.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14",
  link: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  check: "M5 12.5 10 17.5 19.5 7",
  warning: "M12 4 21.5 20h-19zM12 10v4.5M12 17.3v.01",
  slash: "M16 4 8 20",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  reply: "M10 6 4 11.5 10 17M4 11.5h9a7 7 0 0 1 7 7",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  left: "M14.5 6 8.5 12l6 6",
  right: "M9.5 6l6 6-6 6",
  crown: "M4 18h16M4.5 15 3.5 7.5 8.5 11 12 5l3.5 6 5-3.5-1 7.5z",
};

export function icon(name, size = 20) {
  const svg = shape("svg", {
    viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
    class: "icon",
  });
  svg.append(shape("path", { d: PATHS[name] }));
  return svg;
}

export function orb(size = 40) {
  const svg = shape("svg", { viewBox: "0 0 40 40", width: size, height: size, "aria-hidden": "true", class: "orb" });
  svg.append(
    shape("circle", { cx: 20, cy: 20, r: 20, class: "orb-night" }),
    shape("circle", { cx: 20, cy: 20, r: 13, class: "orb-body" }),
    shape("ellipse", { cx: 20, cy: 20, rx: 17.5, ry: 5.5, class: "orb-ring", transform: "rotate(-24 20 20)" }),
    shape("path", { d: "M20 12l1.9 6.1L28 20l-6.1 1.9L20 28l-1.9-6.1L12 20l6.1-1.9z", class: "orb-star" }),
  );
  return svg;
}

function shape(tag, attributes) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
