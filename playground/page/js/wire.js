// The websocket: requests with answers, events, and coming back after a loss.

const DELAYS = [300, 800, 1500, 3000, 5000];

export class Wire {
  constructor({ onEvent, onState }) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.pending = new Map();
    this.ref = 0;
    this.tries = 0;
    this.timer = null;
    this.locked = false;
  }

  connect() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.tries = 0;
      this.locked = false;
      this.onState("open");
    });
    socket.addEventListener("message", ({ data }) => this.receive(JSON.parse(data)));
    socket.addEventListener("close", () => this.lost(socket));
  }

  // The answer's result; rejects with a sentence.
  ask(type, fields = {}) {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error("There is no connection to the playground just now."));
    }
    const ref = ++this.ref;
    this.socket.send(JSON.stringify({ ref, type, ...fields }));
    return new Promise((resolve, reject) => this.pending.set(ref, { resolve, reject }));
  }

  receive(event) {
    if (event.type !== "answer") {
      this.onEvent(event);
      return;
    }
    const waiting = this.pending.get(event.ref);
    this.pending.delete(event.ref);
    if (event.ok) waiting?.resolve(event.result ?? {});
    else waiting?.reject(new Error(event.error ?? "The playground refused this."));
  }

  lost(socket) {
    if (socket !== this.socket) return;
    for (const { reject } of this.pending.values()) reject(new Error("The connection was lost before the answer came."));
    this.pending.clear();
    this.onState(this.locked ? "locked" : "lost");
    this.timer = setTimeout(() => this.retry(), DELAYS[Math.min(this.tries, DELAYS.length - 1)]);
    this.tries += 1;
  }

  async retry() {
    // A websocket cannot tell a server that is away from one that has a new key.
    const answer = await fetch("/", { cache: "no-store" }).catch(() => null);
    this.locked = answer?.status === 403;
    if (this.locked) this.onState("locked");
    this.connect();
  }
}

export async function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  const answer = await fetch("/upload", { method: "POST", body: form }).catch(() => null);
  if (answer?.ok) return answer.json();
  const said = await answer?.text().catch(() => "");
  throw new Error(sentence(said) || `${file.name} could not be uploaded.`);
}

function sentence(said) {
  try {
    return JSON.parse(said).error;
  } catch {
    return said && said.length < 300 && !said.includes("<") ? said : "";
  }
}
