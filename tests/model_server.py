"""A language model on loopback, at the chat-completions protocol: it knows functions by name."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Answer = Callable[[str, str], str | Response]


@dataclass
class ModelServer:
    """What the model is asked and how it answers: `answer(name, prompt)` gives its text."""

    answer: Answer
    latency: float = 0.0
    prompts: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])
    at_once: int = 0
    most_at_once: int = 0
    base_url: str = ""
    models: list[str] = field(default_factory=list[str])

    async def complete(self, request: Request) -> Response:
        """One chat completion."""
        body = await request.json()
        prompt = str(body["messages"][-1]["content"])
        self.prompts.append(prompt)
        self.keys.append(request.headers.get("authorization", ""))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.latency)
        finally:
            self.at_once -= 1
        name = wanted(prompt) if "def " in prompt else ""  # a question, and no function
        text = self.answer(name, prompt)
        return text if isinstance(text, Response) else JSONResponse(completion(body["model"], text))

    async def list_models(self, request: Request) -> Response:
        """The names of the models."""
        self.keys.append(request.headers.get("authorization", ""))
        return JSONResponse({"object": "list", "data": [{"id": name} for name in self.models]})

    @contextlib.contextmanager
    def running(self) -> Iterator[ModelServer]:
        """Serve in a thread on a free port of this machine."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        routes = [
            Route("/v1/chat/completions", self.complete, methods=["POST"]),
            Route("/v1/models", self.list_models),
        ]
        config = uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()


def wanted(prompt: str) -> str:
    """The function's name in the prompt's last line; empty where a plan of a world is wanted."""
    last = prompt.splitlines()[-1]
    if last.endswith("as one JSON object."):
        return ""
    assert last.startswith("def "), last
    assert last.endswith("(params):"), last
    return last.removeprefix("def ").removesuffix("(params):")


def completion(model: str, text: str) -> dict[str, object]:
    """A chat completion as an endpoint sends it."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }


def from_folder(folder: Path, tool: str) -> Answer:
    """Answers with the functions of a folder, and with one source for every player's tool."""

    def answer(name: str, prompt: str) -> str:
        path = folder / f"{name}.py"
        source = path.read_text("utf-8") if path.is_file() else tool.replace("TOOL_NAME", name)
        return f"Here is the function:\n```python\n{source}\n```\n"

    return answer
