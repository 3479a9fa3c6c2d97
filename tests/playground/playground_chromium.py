"""A Chromium without a window, led by its own debugging protocol: it presses, types and looks."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38}
PRESS = """(() => {
  const shown = [...document.querySelectorAll(%s)].filter(one => one.getClientRects().length);
  const found = shown.filter(one => !one.disabled && one.textContent.trim().includes(%s)).at(-1);
  if (!found || found.closest(".waiting")) return false;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = found.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  if (!found.contains(hit)) return false;
  found.focus();
  found.click();
  return true;
})()"""
"""Presses what a mouse would hit, at once: a chat moves on between looking and pressing."""


class Chromium:
    """The browser's process and the connection to it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.problems: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def ask(self, method: str, session: str | None = None, **given: Any) -> dict[str, Any]:
        """Send a command; its result."""
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        command = {"id": number, "method": method, "params": given}
        await self._socket.send_json({**command, **({"sessionId": session} if session else {})})
        async with asyncio.timeout(20):
            return await self._waiting[number]

    async def tab(self, url: str, width: int = 1280, height: int = 900) -> Tab:
        """A new tab that shows a page."""
        target = (await self.ask("Target.createTarget", url="about:blank"))["targetId"]
        joined = await self.ask("Target.attachToTarget", targetId=target, flatten=True)
        tab = Tab(self, joined["sessionId"])
        for domain in ("Page", "Runtime", "Log"):
            await tab.ask(f"{domain}.enable")
        await tab.ask("Emulation.setFocusEmulationEnabled", enabled=True)
        await tab.size(width, height)
        await tab.ask("Page.navigate", url=url)
        return tab

    async def close(self) -> None:
        """Let go of the connection."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        async for frame in self._socket:
            said = json.loads(frame.data)
            if said.get("method") == "Runtime.exceptionThrown":
                self.problems.append(json.dumps(said["params"]["exceptionDetails"])[:500])
            if (
                said.get("method") == "Log.entryAdded"
                and said["params"]["entry"]["level"] == "error"
            ):
                self.problems.append(json.dumps(said["params"]["entry"])[:500])
            waiting = self._waiting.pop(said.get("id", 0), None)
            if waiting is not None and not waiting.done():
                if "error" in said:
                    waiting.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    waiting.set_result(said["result"])


class Tab:
    """One tab: one member at the playground."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser = browser
        self._session = session

    async def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """Send a command to this tab."""
        return await self._browser.ask(method, self._session, **given)

    async def size(self, width: int, height: int) -> None:
        """Make it so large."""
        await self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    async def find(self, code: str) -> Any:
        """The value of a piece of JavaScript."""
        asked = await self.ask("Runtime.evaluate", expression=code, returnByValue=True)
        return asked["result"].get("value")

    async def wait(self, code: str, seconds: float = 10.0) -> Any:
        """Wait until a piece of JavaScript has a true value, and return it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := await self.find(code):
                return found
            await asyncio.sleep(0.03)
        shown = await self.find("document.body.innerText")
        raise AssertionError(f"{code} did not come true; the page says:\n{shown}")

    async def text(self) -> str:
        """Everything in the timeline."""
        return await self.find("document.querySelector('#timeline')?.innerText ?? ''")

    async def sees(self, words: str, where: str = "#timeline", seconds: float = 10.0) -> None:
        """Wait until the page says this."""
        look = (
            f"document.querySelector({json.dumps(where)})?.innerText.includes({json.dumps(words)})"
        )
        await self.wait(look, seconds)

    async def press(self, words: str, where: str = "button", seconds: float = 10.0) -> None:
        """Press the last thing of this kind that says so, once it is free and nothing covers it."""
        await self.wait(PRESS % (json.dumps(where), json.dumps(words)), seconds)

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self.ask("Input.insertText", text=text)

    async def key(self, name: str) -> None:
        """Press a key."""
        key = {"key": name, "code": name, "windowsVirtualKeyCode": KEYS[name]}
        text = {"text": "\r"} if name == "Enter" else {}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", **key, **text)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **key)

    async def picture(self, file: Path) -> None:
        """Write what it looks like to a PNG file."""
        await self.ask("Page.bringToFront")
        shot = await self.ask("Page.captureScreenshot", format="png")
        await asyncio.to_thread(file.write_bytes, base64.b64decode(shot["data"]))


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """A browser with an empty profile in a folder, while the block lasts."""
    process = await asyncio.create_subprocess_exec(
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        port, path = (await _listening(folder / "DevToolsActivePort")).split()
        address = f"ws://127.0.0.1:{port}{path}"
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(address, max_msg_size=0) as socket,
        ):
            browser = Chromium(socket)
            try:
                yield browser
            finally:
                await browser.close()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _listening(file: Path) -> str:
    """What the browser writes down once it listens: its port and a path."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError):
            said = await asyncio.to_thread(file.read_text)
            if len(said.split()) == 2:
                return said
        await asyncio.sleep(0.05)
    raise TimeoutError("the browser does not listen")
