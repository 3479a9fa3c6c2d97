// What a member can do, as requests; a refusal becomes a toast and the answer null.

import { toast } from "./toasts.js";

export function createActions(store, wire) {
  const { state } = store;

  async function tell(type, fields) {
    try {
      return await wire.ask(type, fields);
    } catch (refusal) {
      toast(refusal.message);
      return null;
    }
  }

  async function become(type, fields) {
    const result = await wire.ask(type, fields);
    sessionStorage.setItem("playground-member", result.member_id);
  }

  return {
    be: (memberId) => become("be", { member_id: memberId }),
    join: (name) => become("join", { name }),
    say: (content, uploads) => tell("say", { channel_id: state.place, content, uploads }),
    slash: (command, options) => tell("slash", { channel_id: state.place, command, options }),
    context: (command, targetId) => tell("context", { channel_id: state.place, command, target_id: targetId }),
    autocomplete: (command, options, focused) =>
      wire.ask("autocomplete", { channel_id: state.place, command, options, focused }),
    click: (message, customId) => tell("click", { message_id: message.id, custom_id: customId }),
    select: (message, customId, values) => tell("select", { message_id: message.id, custom_id: customId, values }),
    submit: (modal, fields) => wire.ask("submit", { interaction_id: modal.interaction_id, fields }),
    dismissModal: (modal) => tell("dismiss_modal", { interaction_id: modal.interaction_id }),
    dismiss: (message) => tell("dismiss", { message_id: message.id }),
    seen: (channelId, messageId) => wire.ask("seen", { channel_id: channelId, message_id: messageId }).catch(() => null),
    async older(channelId, before) {
      const page = await tell("history", { channel_id: channelId, before, limit: 50 });
      if (page) store.older(channelId, page.messages, page.more);
    },
  };
}
