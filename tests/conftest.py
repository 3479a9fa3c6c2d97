"""What every test stands on: no network beyond this machine, no variables of the developer's."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = ("127.0.0.1", "::1", "localhost")
TESTS = Path(__file__).parent
LONG = ("e2e", "terminal", "playground")
"""The folders of tests that mostly wait for other processes."""


def pytest_configure() -> None:
    """Let Ctrl-C reach the programs that are tested, also where the tests run in the background.

    What is compiled is kept, or each of many short-lived processes would compile everything.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that in the end no worker is waited for.

    One worker then waits for other processes while the others keep the processor busy.
    """
    items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0] not in LONG)


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine is an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise OSError(f"tests do not connect to {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """The settings of whoever runs the tests have no say in them, nor in what tests share."""
    names = ("GEMINI_", "OPENAI_", "LANGCHAIN_", "CHROMA_", "DISCORD_", "DATABASE_URL", "ORB_")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(names) and not name.startswith("ORB_TEST_"):
                patch.delenv(name)
        yield
