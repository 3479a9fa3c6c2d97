"""Scenes, pages and a Discord of a few lines, for the tests of the front end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from bot.cogs.pages import Page
from bot.engine.actions import Action, ActionKind
from bot.engine.scene import Exit, Presence, Scene, Sight
from bot.engine.world import Artifact, Soul, TemporaryObject

NOW = 1_700_000_000.0


def use(number: int, label: str | None = None) -> Action:
    """The use of the artifact of that number."""
    return Action(
        key=f"use/item_{number}",
        kind=ActionKind.USE,
        label=label or f"«Use thing {number}»",
        artifact_id=f"item_{number}",
    )


def step(number: int) -> Action:
    """Stepping up to the landmark of that number."""
    return Action(
        key=f"focus/mark_{number}",
        kind=ActionKind.FOCUS,
        label=f"Step up to «mark {number}»",
        landmark_key=f"mark_{number}",
    )


def scene(uses: int = 1, steps: int = 1, **changes: Any) -> Scene:
    """A scene with so many uses and landmarks; all that is the world's own stands in « »."""
    marks = [Sight(key=f"mark_{n}", name=f"«mark {n}»", config={}, update={}) for n in range(steps)]
    items = [
        Artifact(id=f"item_{n}", name=f"«thing {n}»", description="«old»") for n in range(uses)
    ]
    values: dict[str, Any] = {
        "world_id": "w",
        "world_name": "«World»",
        "soul": Soul(id="s1", name="«Ada»", location_id="yard"),
        "now": NOW,
        "location_id": "yard",
        "name": "«Yard»",
        "description": "«A yard.»",
        "config": {},
        "light": "«dim»",
        "weather": "«rain»",
        "statuses": ("«flying»",),
        "landmarks": tuple(marks),
        "others": (Presence(id="s2", name="«Ben»", statuses=("«asleep»",)),),
        "inventory": tuple(items),
        "temporary": (
            TemporaryObject(
                id="t", type="«bridge»", location_id="yard", from_landmark_id="", created_at=NOW,
                to_landmark_id="", duration=30,
            ),
        ),
        "exits": (
            Exit(key="gate", name="«Gate»", to_location_id="b", to_name="«Barn»"),
            Exit(key="door", name="«Door»", to_location_id="b", to_name="«Barn»", sealed="«Shut.»"),
        ),
        "actions": (*(use(n) for n in range(uses)), *(step(n) for n in range(steps))),
    }  # fmt: skip
    return Scene(**{**values, **changes})


def parts(page: Page | discord.ui.View | discord.ui.LayoutView) -> list[dict[str, Any]]:
    """Every component of a page, as Discord gets it."""
    view = page.view if isinstance(page, Page) else page
    return list(_walk(view.to_components()))


def _walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from _walk(one.get("components", []))
        if "accessory" in one:
            yield from _walk([one["accessory"]])
        if "component" in one:
            yield from _walk([one["component"]])


def text_of(page: Page) -> str:
    """All the text of a page."""
    return "\n".join(one["content"] for one in parts(page) if one["type"] == 10)


def ids_of(page: Page) -> list[str]:
    """The custom ids of a page's controls."""
    return [one["custom_id"] for one in parts(page) if "custom_id" in one]


def seen_by_members(page: Any) -> Iterator[str]:
    """Every text of a page or a dialog that a member reads."""
    for one in parts(page):
        for key in ("content", "label", "placeholder", "description"):
            if isinstance(one.get(key), str):
                yield one[key]
        for option in one.get("options", []):
            yield option["label"]


def assert_within_limits(page: Page) -> None:
    """Discord takes the page: at most 40 components, 4000 characters, every id once and short."""
    found = parts(page)
    assert len(found) <= 40
    texts = [one["content"] for one in found if one["type"] == 10]
    assert sum(map(len, texts)) <= 4000
    assert all(text.strip() for text in texts)
    ids = ids_of(page)
    assert len(set(ids)) == len(ids)
    assert all(0 < len(one) <= 100 for one in ids)
    for one in found:
        if one["type"] == 1:
            assert 1 <= len(one["components"]) <= 5
        if one["type"] == 2:
            assert 0 < len(one["label"]) <= 80
        if one["type"] == 3:
            assert 1 <= len(one["options"]) <= 25
            values = [option["value"] for option in one["options"]]
            assert len(set(values)) == len(values)
            assert all(0 < len(option["label"]) <= 100 for option in one["options"])


class Wire:
    """Discord's side of one interaction: keeps what was sent to it, in order."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.failure: Exception | None = None
        self.failures: dict[str, Exception] = {}

    async def take(self, kind: str, what: Any = None) -> None:
        """Something arrives."""
        if failure := self.failure or self.failures.get(kind):
            raise failure
        self.sent.append((kind, what))

    @property
    def kinds(self) -> list[str]:
        """What came, in short."""
        return [kind for kind, _ in self.sent]


class Interaction:
    """An interaction over a wire; `message` is what the control stood on."""

    def __init__(self, wire: Wire, message: Any = None, *, number: int = 1, **data: Any) -> None:
        self.id = number
        self.channel_id = 1
        self.locale = "en-US"
        self.message = message
        self.data = data
        self.extras: dict[str, Any] = {}
        self.response = Response(wire)
        self.followup = Followup(wire)
        self._wire = wire

    async def edit_original_response(self, *, view: Any, attachments: Any) -> None:
        """Edit what was answered."""
        await self._wire.take("edit", view)


class Response:
    """The first answer."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def defer(self, *, ephemeral: bool = False, thinking: bool = False) -> None:
        """Say that an answer will come."""
        await self._wire.take("think" if thinking else "defer")

    async def send_message(self, *, view: Any, ephemeral: bool, files: Any = ()) -> None:
        """A new message."""
        await self._wire.take("message", view)

    async def edit_message(self, *, view: Any, attachments: Any) -> None:
        """The message the control stands on, anew."""
        await self._wire.take("update", view)

    async def send_modal(self, modal: Any) -> None:
        """A dialog."""
        await self._wire.take("modal", modal)


class Followup:
    """What comes after the answer."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def send(self, *, view: Any, files: Any, ephemeral: bool, wait: bool) -> Sent:
        """A further message."""
        await self._wire.take("follow", view)
        return Sent(self._wire)


class Sent:
    """A further message that was sent."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def edit(self, *, view: Any, attachments: Any) -> None:
        """Change it."""
        await self._wire.take("change", view)


class Note:
    """A message a control stood on."""

    def __init__(self, *, ephemeral: bool) -> None:
        self.id = 1
        self.flags = discord.MessageFlags(ephemeral=ephemeral)
        self.attachments: list[Any] = []
