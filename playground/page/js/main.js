// The page's beginning: the store, the wire and every region, put together.

import { createActions } from "./actions.js";
import { createChannels } from "./channels.js";
import { createComposer } from "./composer.js";
import { createDrawer } from "./drawer.js";
import { createMembers } from "./members.js";
import { showModals } from "./modal.js";
import { createStore } from "./store.js";
import { createTimeline } from "./timeline.js";
import { tick } from "./times.js";
import { createTop } from "./top.js";
import { applyTheme } from "./theme.js";
import { createWelcome } from "./welcome.js";
import { Wire } from "./wire.js";

applyTheme();

const store = createStore();
const wire = new Wire({
  onEvent(event) {
    store.apply(event);
    if (event.type === "hello") welcome.arrive();
  },
  onState(connection) {
    store.set({ connection }, "connection");
  },
});
const app = { store, state: store.state, act: createActions(store, wire) };
const welcome = createWelcome(app);

createTop(app);
createChannels(app);
createMembers(app);
app.timeline = createTimeline(app);
app.composer = createComposer(app);
createDrawer(app);
showModals(app);

document.addEventListener("mention", ({ detail }) => {
  if (detail.kind === "channel") store.go(detail.id);
  if (detail.kind === "command") app.composer.begin(detail.text.replace(/^\//, ""));
});
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  }
  if (event.target === document.body || event.target.closest?.("#timeline > .lines")) write(event);
});
setInterval(tick, 1000);
wire.connect();

// Typing anywhere in the chat goes to the message box, as in a chat client.
function write(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
  if (event.target.closest?.("button, a, input, [role=button], [role=combobox]") && event.key !== "/") return;
  app.composer.focus();
}

function step(by) {
  const ids = [...app.state.channels.keys()];
  const next = ids[ids.indexOf(app.state.place) + by];
  if (next) store.go(next);
}
