// Dialogs the bot opens: fields with labels and limits, Submit, Cancel, Escape.

import { buildField } from "./fields.js";
import { h } from "./h.js";
import { icon } from "./icons.js";

export function showModals(app) {
  const { state, store } = app;
  let shown = null;

  store.on("modals", () => {
    if (shown && !state.modals.some((one) => one.interaction_id === shown.id)) {
      const { leave } = shown;
      shown = null;
      leave();
    }
    const next = state.modals.at(-1);
    if (!shown && next) shown = { id: next.interaction_id, leave: open(app, next) };
  });
}

function open(app, modal) {
  const fields = modal.fields.map(buildField).filter(Boolean);
  const comeBack = wayBack(app);
  const trouble = h("p", { class: "trouble", role: "alert" });
  const submit = h("button", { class: "button primary", type: "submit" }, "Submit", h("span", { class: "spin" }));
  const cancel = () => {
    app.store.apply({ type: "modal_gone", interaction_id: modal.interaction_id });
    app.act.dismissModal(modal);
  };
  const dialog = h("dialog", {
    class: "modal", aria: { label: modal.title },
    on: {
      // A select's list inside takes its own Escape.
      cancel: (event) => {
        event.preventDefault();
        cancel();
      },
      // A browser lets Escape pass the second time.
      close: cancel,
    },
  },
  h("form", { class: "modal-form", novalidate: true, on: { submit: send } },
    h("header", { class: "modal-head" }, h("h2", {}, modal.title),
      h("button", { class: "round", type: "button", title: "Close", aria: { label: "Close" }, on: { click: cancel } }, icon("close"))),
    h("div", { class: "modal-body" }, fields.map((one) => one.element)),
    h("footer", { class: "modal-foot" }, trouble,
      h("button", { class: "button secondary", type: "button", on: { click: cancel } }, "Cancel"), submit)));
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form").requestSubmit();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields.find((one) => one.focus)?.focus();
  return leave;

  function leave() {
    dialog.removeEventListener("close", cancel);
    dialog.close();
    dialog.remove();
    comeBack();
  }

  async function send(event) {
    event.preventDefault();
    trouble.textContent = "";
    const wrong = fields.filter((one) => one.check && !one.check());
    if (wrong.length > 0) {
      wrong[0].focus();
      return;
    }
    const values = Object.fromEntries(fields.filter((one) => one.value).map((one) => [one.customId, one.value()]));
    submit.disabled = true;
    submit.setAttribute("aria-busy", "true");
    try {
      await app.act.submit(modal, values);
    } catch (refusal) {
      trouble.textContent = refusal.message;
    }
    submit.disabled = false;
    submit.removeAttribute("aria-busy");
  }
}

// Back to what was pressed, drawn anew or not, if it is still there; a command's line is gone by then.
function wayBack(app) {
  const pressed = document.activeElement;
  const place = pressed.closest(".message")?.dataset.id;
  const { customId } = pressed.dataset;
  return () => {
    const row = place && document.querySelector(`.message[data-id="${CSS.escape(place)}"]`);
    const same = customId && row?.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`);
    const target = (pressed.isConnected && row && pressed) || same || row;
    if (target) target.focus({ preventScroll: true });
    else app.composer.focus();
  };
}
