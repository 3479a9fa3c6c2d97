// The tab "World": its state as a tree.

import { replace } from "./h.js";
import { createTab } from "./tab.js";
import { createTree } from "./tree.js";

export function worldTab() {
  const tree = createTree({ depth: 1 });
  let known = "";

  async function update(body, ask, current) {
    const answer = await ask("world");
    const world = answer?.world ?? answer;
    const text = JSON.stringify(world);
    if (!current() || text === known) return;
    known = text;
    replace(body, tree.draw(world));
  }

  function forget() {
    known = "";
    tree.forget();
  }

  return createTab("World", { update, forget, empty: "There is no world in this channel." });
}
