"""What is behind a channel's chat, as JSON: its world, its journal, its functions, the model."""

from __future__ import annotations

from typing import cast

from bot.app import App
from bot.engine.channels.channels import Channels
from bot.engine.errors import NotFound
from bot.engine.journal import JournalEntry
from bot.engine.world import World
from bot.executor.history import Asked, asked_for
from bot.executor.specification import DynamicFunction, Finding
from bot.terminal.overhearing import Overheard
from bot.values import Json, JsonObject, as_text

ENTRIES = 200
"""How many actions of the journal are told at once."""


class Inspection:
    """Looks at what a channel holds; changes nothing.

    Every method raises `NotFound` where the channel has no world.
    """

    def __init__(self, app: App, heard: Overheard) -> None:
        self._app = app
        self._heard = heard
        self._channels = Channels(app.database)

    async def world(self, channel_id: str) -> JsonObject:
        """The world's state."""
        world = await self._world(channel_id)
        return {"world": {"name": world.chronicle.name, "id": world.id, **world.document()}}

    async def journal(self, channel_id: str, after: int) -> JsonObject:
        """The actions that follow number `after`."""
        world = await self._world(channel_id)
        entries = await self._app.game.store.journal(world.id, after, ENTRIES)
        return {"entries": [_entry(one, world) for one in entries]}

    async def functions(self, channel_id: str) -> JsonObject:
        """The functions, without their sources."""
        world = await self._world(channel_id)
        library = self._app.library
        current = [(one, True) for one in await library.all(world.id)]
        current += [(one, False) for one in await library.set_aside(world.id)]
        return {
            "functions": [
                {
                    "name": one.name,
                    "version": one.version,
                    "enabled": enabled,
                    "description": one.wish or one.description,
                    "wish": one.wish,
                }
                for one, enabled in current
            ]
        }

    async def function(self, channel_id: str, name: str) -> JsonObject:
        """One function with its source; raises `NotFound` where there is none of that name."""
        world = await self._world(channel_id)
        library = self._app.library
        known = [*await library.all(world.id), *await library.set_aside(world.id)]
        found = next((one for one in known if one.name == name), None)
        if found is None:
            raise NotFound(f"There is no function {name!r} here.")
        tries = await library.generations(world.id, name)
        mine = [one for one in tries if one.function and one.function.version == found.version]
        attempts = mine[-1].attempts if mine else ()
        findings = attempts[-1].findings if attempts else ()
        return {"function": _function(found, world, findings, len(attempts))}

    async def model(self, channel_id: str, after: int) -> JsonObject:
        """What the model was asked and answered, after number `after`."""
        world_id = await self._channels.world_of(channel_id)
        asked = await asked_for(self._app.database, world_id, after)
        return {"calls": [self._call(one) for one in asked]}

    async def _world(self, channel_id: str) -> World:
        return await self._app.game.world(await self._channels.world_of(channel_id))

    def _call(self, one: Asked) -> JsonObject:
        attempt = one.attempt
        return {
            "number": one.number,
            "purpose": one.specification.name,
            "attempt": attempt.number,
            "at": one.at,
            "model": attempt.model,
            "seconds": attempt.seconds,
            "prompt_tokens": attempt.prompt_tokens,
            "completion_tokens": attempt.completion_tokens,
            "asked": self._asked(one),
            "answer": attempt.answer,
            "findings": [_finding(found) for found in attempt.findings],
            "error": None if one.version or not attempt.findings else "Nothing was kept of it.",
        }

    def _asked(self, one: Asked) -> Json:
        """The conversation to the letter where it was heard, else what is kept of it."""
        heard = self._heard.before(one.attempt.answer)
        if heard is not None:
            return [_said(as_text(part.get("role")), part.get("content")) for part in heard]
        task = one.specification
        parts = [_said("task", task.description)]
        if task.wish:
            parts.append(_said("the player's words", task.wish))
        if one.before is not None:
            wrong = "\n".join(str(found) for found in one.before.findings)
            parts.append(_said("what was wrong before", wrong))
        return cast(Json, parts)


def _said(role: str, text: Json) -> JsonObject:
    return {"role": role, "text": text}


def _entry(entry: JournalEntry, world: World) -> JsonObject:
    soul = world.souls.get(entry.soul_id or "")
    return {
        "number": entry.number,
        "at": entry.at,
        "kind": entry.kind,
        "soul": soul.name if soul else entry.soul_id,
        "details": entry.details,
        "narration": entry.narration,
        "lines": [{"text": line.text, "kind": line.kind.value} for line in entry.lines],
        "changes": [
            {"table": one.table, "key": one.key, "before": one.before, "after": one.after}
            for one in entry.changes
        ],
        "functions": dict(entry.functions),
        "seed": entry.seed,
        "reference": entry.reference,
    }


def _function(
    one: DynamicFunction, world: World, findings: tuple[Finding, ...], attempts: int
) -> JsonObject:
    maker = world.souls.get(one.maker or "")
    return {
        "name": one.name,
        "version": one.version,
        "description": one.description,
        "wish": one.wish,
        "author": one.author.value,
        "maker": maker.name if maker else None,
        "model": one.model,
        "attempts": attempts,
        "source": one.source,
        "parameters": one.parameters or None,
        "findings": [_finding(found) for found in findings],
        "label": one.label.document() if one.label else {},
    }


def _finding(one: Finding) -> JsonObject:
    return {
        "rule": one.rule,
        "message": one.message,
        "line": one.line,
        "severity": one.severity.value,
    }
