// What this tab knows: the protocol's events come in, topics that changed go out.

import { follow } from "./times.js";

export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const byId = (items) => new Map((items ?? []).map((item) => [item.id, item]));
const EVERYTHING = ["phase", "channels", "people", "timeline", "modals", "typing", "commands", "inspector", "place"];
const PATIENCE = 300;

export function createStore() {
  const state = {
    phase: "connecting", connection: "connecting", guild: null, me: null, bot: null, members: new Map(), roles: [],
    channels: new Map(), messages: new Map(), more: new Map(), commands: [], modals: [], interactions: new Map(),
    typing: new Map(), inspector: false, place: null, divider: null,
  };
  const listeners = [];
  const waiting = new Set();

  function emit(...topics) {
    if (waiting.size === 0) queueMicrotask(flush);
    for (const topic of topics) waiting.add(topic);
  }

  function flush() {
    const topics = new Set(waiting);
    waiting.clear();
    for (const [wanted, listener] of listeners) if (wanted.some((one) => topics.has(one))) listener(state, topics);
  }

  return {
    state,
    emit,
    on: (topics, listener) => listeners.push([topics.split(" "), listener]),
    apply: (event) => emit(...(reducers[event.type]?.(state, event, emit) ?? [])),
    set(changes, ...topics) {
      Object.assign(state, changes);
      emit(...topics);
    },
    go(channelId) {
      if (!state.channels.has(channelId)) return;
      enter(state, channelId);
      emit("place", "channels", "timeline", "typing");
    },
    older(channelId, messages, more) {
      for (const message of messages) shelf(state, channelId).set(message.id, message);
      state.more.set(channelId, more);
      emit("timeline");
    },
    forget(interactionId) {
      state.interactions.delete(interactionId);
      emit("timeline");
    },
  };
}

export function messagesOf(state, channelId) {
  return [...(state.messages.get(channelId)?.values() ?? [])].sort((a, b) => compareIds(a.id, b.id));
}

export function commandsOf(state, kind) {
  return state.commands.filter((command) => (command.kind ?? "slash") === kind);
}

const reducers = {
  hello(state, event) {
    Object.assign(state, { guild: event.guild, members: byId(event.members), bot: event.bot });
    follow(event.now);
    return ["phase", "people", "channels"];
  },
  snapshot(state, event) {
    follow(event.now);
    Object.assign(state, {
      phase: "in", me: event.me, guild: event.guild, bot: event.bot, roles: event.roles ?? [],
      members: byId(event.members), channels: byId(event.channels), commands: event.commands ?? [],
      modals: event.modals ?? [], interactions: byId(event.interactions), inspector: Boolean(event.inspector),
      messages: new Map(Object.entries(event.messages ?? {}).map(([id, list]) => [id, byId(list)])),
      more: new Map(Object.entries(event.more ?? {})), typing: new Map(),
    });
    for (const interaction of state.interactions.values()) interaction.shown = true;
    if (!state.channels.has(state.place)) enter(state, event.channels?.[0]?.id ?? null);
    return EVERYTHING;
  },
  message(state, { message }) {
    shelf(state, message.channel_id).set(message.id, message);
    const typing = state.typing.get(message.channel_id);
    typing?.delete(message.author.name);
    return ["timeline", "typing"];
  },
  message_gone(state, event) {
    state.messages.get(event.channel_id)?.delete(event.message_id);
    return ["timeline"];
  },
  channel(state, { channel }) {
    state.channels.set(channel.id, channel);
    return ["channels"];
  },
  channel_gone(state, event) {
    state.channels.delete(event.channel_id);
    if (state.place === event.channel_id) enter(state, state.channels.keys().next().value ?? null);
    return ["channels", "place", "timeline"];
  },
  members(state, event) {
    state.members = byId(event.members);
    state.me = state.members.get(state.me?.id) ?? state.me;
    return ["people", "phase"];
  },
  commands(state, event) {
    state.commands = event.commands;
    return ["commands"];
  },
  interaction(state, { interaction }, emit) {
    keep(state, interaction);
    if (interaction.kind !== "component" && interaction.state === "sent") {
      // Most answers are quicker than the eye: a waiting row is drawn only for slower ones.
      setTimeout(() => {
        interaction.shown = true;
        emit("timeline");
      }, PATIENCE);
    }
    return ["timeline"];
  },
  modal(state, { modal }) {
    state.modals = [...state.modals.filter((one) => one.interaction_id !== modal.interaction_id), modal];
    return ["modals"];
  },
  modal_gone(state, event) {
    state.modals = state.modals.filter((one) => one.interaction_id !== event.interaction_id);
    return ["modals"];
  },
  typing(state, event, emit) {
    if (!state.typing.has(event.channel_id)) state.typing.set(event.channel_id, new Map());
    const until = Date.now() + event.seconds * 1000;
    state.typing.get(event.channel_id).set(event.name, until);
    setTimeout(() => emit("typing"), event.seconds * 1000 + 50);
    return ["typing"];
  },
  bot(state, { bot }) {
    state.bot = bot;
    return ["people"];
  },
};

function keep(state, interaction) {
  const { interactions } = state;
  if (interaction.state === "done") {
    interactions.delete(interaction.id);
    return;
  }
  // A new press on a message takes the old press's complaint away.
  for (const [id, other] of interactions) {
    if (id !== interaction.id && other.message_id && other.message_id === interaction.message_id && other.state === "failed") {
      interactions.delete(id);
    }
  }
  interactions.set(interaction.id, interaction);
}

function shelf(state, channelId) {
  if (!state.messages.has(channelId)) state.messages.set(channelId, new Map());
  return state.messages.get(channelId);
}

function enter(state, channelId) {
  const channel = state.channels.get(channelId);
  state.place = channelId;
  state.divider = channel?.unread ? channel.last_read_id : null;
}
