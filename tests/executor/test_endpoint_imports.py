"""The openai client beside a library that is being imported in another thread."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import asyncio, importlib, sys, threading, time
from bot.executor.apprentice.transport import ApprenticeTransport
from bot.executor.model import ChatModel

half = threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "httpx._api":
            half.set()
            time.sleep(0.5)

sys.meta_path.insert(0, Slow())

async def main():
    model = ChatModel(
        base_url="http://here/v1", api_key="k", model="m", transport=ApprenticeTransport()
    )
    importlib.import_module("openai")
    other = threading.Thread(target=importlib.import_module, args=("httpx",))
    other.start()
    half.wait()
    await model.complete([{"role": "user", "content": "hello"}], temperature=0.0)
    print("answered")
    other.join()
    await model.close()

asyncio.run(main())
"""


def test_a_library_half_imported_in_another_thread_does_not_break_a_request() -> None:
    """The client looks into a module that Chroma imports; a request waits until it is whole."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    assert ended.stdout == "answered\n", ended.stderr
