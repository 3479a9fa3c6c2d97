"""Where the state and the attachments lie: in memory, or in a folder that outlives the process."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path
from typing import Any

from playground.server.locking import FolderLock
from playground.server.state import (
    Attachment,
    Channel,
    Guild,
    Interaction,
    Json,
    Member,
    Message,
    Role,
    State,
    User,
)

LOG = logging.getLogger("playground.keeping")
PAUSE = 0.5
"""Seconds between a change and its being written, so that a burst is written once."""
FORMAT = 1


class Keeper:
    """Writes the state after changes, whole and at once, and reads it back; bytes of files too."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._bytes: dict[str, bytes] = {}
        self._writing: asyncio.Task[None] | None = None
        self._lock: FolderLock | None = None

    def load(self) -> State:
        """The kept state, or an empty one; the folder is this keeper's from now on.

        Raises:
            OSError: The folder cannot be written to.
            ValueError: The file is not one of this format, or another playground has the folder.
        """
        if self._folder is None:
            return State()
        self._lock = FolderLock(self._folder)
        try:
            state = _read(self._folder / "playground.json")
        except ValueError:
            self._lock.close()
            raise
        _sweep(self._folder / "attachments", state)
        return state

    def changed(self, state: State) -> None:
        """Have the state written soon."""
        if self._folder is None or (self._writing is not None and not self._writing.done()):
            return
        self._writing = asyncio.get_running_loop().create_task(self._soon(self._folder, state))

    async def close(self, state: State) -> None:
        """Write what is left to write, and let go of the folder."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        if self._folder is not None:
            await asyncio.to_thread(_write, self._folder, _text(state))
        if self._lock is not None:
            self._lock.close()

    def put(self, attachment_id: str, content: bytes) -> None:
        """Keep a file's bytes."""
        if self._folder is None:
            self._bytes[attachment_id] = content
            return
        folder = self._folder / "attachments"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / attachment_id).write_bytes(content)

    def get(self, attachment_id: str) -> bytes | None:
        """A file's bytes; None if there is none of this id."""
        if self._folder is None:
            return self._bytes.get(attachment_id)
        path = self._folder / "attachments" / attachment_id
        return path.read_bytes() if attachment_id.isdigit() and path.is_file() else None

    async def _soon(self, folder: Path, state: State) -> None:
        await asyncio.sleep(PAUSE)
        self._writing = None
        text = _text(state)
        try:
            await asyncio.to_thread(_write, folder, text)
        except OSError as error:
            LOG.error("What is said is not kept: %s", error)


def _read(file: Path) -> State:
    if not file.exists():
        return State()
    try:
        kept = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{file} cannot be read: {error}") from None
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise ValueError(f"{file} is of another version")
    try:
        return _state(kept["state"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file} cannot be read: {error!r}") from None


def _sweep(folder: Path, state: State) -> None:
    """Delete the files that no message shows any more, such as a panel's earlier pictures."""
    messages = [one for place in state.channels.values() for one in place.messages.values()]
    shown = {file.id for message in messages for file in message.attachments}
    for file in folder.glob("*"):
        if file.name not in shown:
            file.unlink(missing_ok=True)


def _text(state: State) -> str:
    # Every part is a plain dataclass; `asdict` would copy the whole state first.
    return json.dumps({"format": FORMAT, "state": state}, ensure_ascii=False, default=vars)


def _write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / "playground.json.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / "playground.json")


def _state(kept: Json) -> State:
    state = State(**{**kept, "users": {}, "guilds": {}, "channels": {}, "interactions": {}})
    state.users = {key: User(**one) for key, one in kept["users"].items()}
    state.guilds = {key: _guild(one) for key, one in kept["guilds"].items()}
    state.channels = {key: _channel(one) for key, one in kept["channels"].items()}
    state.interactions = {key: Interaction(**one) for key, one in kept["interactions"].items()}
    return state


def _guild(kept: Json) -> Guild:
    roles = {key: Role(**one) for key, one in kept["roles"].items()}
    members = {key: Member(**one) for key, one in kept["members"].items()}
    return Guild(**{**kept, "roles": roles, "members": members})


def _channel(kept: Json) -> Channel:
    messages: dict[str, Any] = {key: _message(one) for key, one in kept["messages"].items()}
    return Channel(**{**kept, "messages": messages})


def _message(kept: Json) -> Message:
    return Message(**{**kept, "attachments": [Attachment(**one) for one in kept["attachments"]]})
