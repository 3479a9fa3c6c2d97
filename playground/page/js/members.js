// Who is here, and who one is: the member list, the card at its foot and the switcher.

import { avatar, tag } from "./avatar.js";
import { h, replace } from "./h.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { commandsOf } from "./store.js";
import { toast } from "./toasts.js";

export function createMembers(app) {
  const { state, store, act } = app;
  const list = h("section", { class: "members", aria: { label: "Members" } });
  const card = h("div", { class: "me" });
  document.getElementById("sidebar").append(list, card);
  app.memberMenu = (anchor, id) => openMenu(anchor, itemsFor(id), { label: state.members.get(id)?.name ?? "Member" });

  store.on("people", () => {
    const members = [...state.members.values()].sort((a, b) => Number(b.bot) - Number(a.bot) || Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
    replace(list,
      h("h2", { class: "side-title" }, `Members — ${members.filter((one) => one.online).length} here`),
      members.map(row));
    drawCard();
  });

  function row(member) {
    return h("button", {
      class: ["member", !member.online && "away"], type: "button", aria: { haspopup: "menu" },
      on: { click: (event) => app.memberMenu(event.currentTarget, member.id) },
    },
    avatar(member, { size: 28, presence: true }),
    h("span", { class: "member-name" }, member.name),
    member.bot && tag(),
    member.moderator && !member.bot && h("span", { class: "crown", title: "Moderator" }, icon("crown", 15)),
    member.id === state.me?.id && h("span", { class: "quiet" }, "you"));
  }

  function drawCard() {
    if (!state.me) return;
    replace(card, h("button", {
      class: "me-card", type: "button", aria: { haspopup: "menu", label: `You are ${state.me.name}. Change member` },
      on: { click: (event) => openMenu(event.currentTarget, switcher(), { label: "Be another member" }) },
    },
    avatar(state.me, { size: 34, presence: true }),
    h("span", { class: "me-words" },
      h("span", {}, "You are ", h("strong", {}, state.me.name)),
      h("span", { class: "quiet" }, state.me.moderator ? "Moderator · change" : "Member · change")),
    icon("chevron", 18)));
  }

  function switcher() {
    const others = [...state.members.values()].filter((one) => !one.bot && one.id !== state.me.id);
    return [
      ...others.map((one) => ({
        label: `Be ${one.name}`, picture: avatar(one, { size: 24, presence: true }), action: () => become(() => act.be(one.id)),
        side: { label: `Open ${one.name} in a new tab`, icon: "link", action: () => openTab(one.id) },
      })),
      { prompt: "Join as …", placeholder: "A new name", action: (name) => become(() => act.join(name)) },
    ];
  }

  function itemsFor(id) {
    const member = state.members.get(id);
    if (!member) return [];
    const commands = commandsOf(state, "user").map((one) => ({ label: one.name, icon: "slash", action: () => act.context(one.name, id) }));
    const other = !member.bot && id !== state.me?.id;
    return [
      { label: "Mention", icon: "at", action: () => app.composer.insert(`@${member.name} `) },
      ...(other ? [
        { label: `Be ${member.name} here`, icon: "user", action: () => become(() => act.be(id)) },
        { label: `Be ${member.name} in a new tab`, icon: "link", action: () => openTab(id) },
      ] : []),
      ...commands,
    ];
  }

  async function become(way) {
    try {
      await way();
    } catch (refusal) {
      toast(refusal.message);
    }
  }
}

function openTab(id) {
  window.open(`/#member=${id}`, "_blank", "noopener");
}
