"""What the card showed is what happens: the preview's changes are those of the first use."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from playing import WORLD, Stage

from bot.engine.forging.drafts import draft
from bot.engine.forging.forge import accept
from bot.engine.world import Change
from bot.values import canonical, dump, load

pytestmark = pytest.mark.asyncio(loop_scope="session")

WISHES = (
    "Create a temporary light bridge to the keyhole platform.",
    "A grappling rope that reaches to the keyhole platform",
    "A pair of wings that lets me fly for a while",
    "Freeze the waterfall",
    "A lamp that lights this place",
    "Make it rain here",
    "A shield that protects me for a minute",
    "A whistle that tells everybody where I am",
)
NEW_TOOL = "the_new_tool"
_NUMBERED = re.compile(r"\b(temporary|timer|object|artifact|tool|landmark|location)_\d+\b")


def told(changes: Iterable[Change], tool_id: str) -> list[str]:
    """Changes as plain text, without the numbers of what was made and the tool's own id."""
    found: list[str] = []
    for change in changes:
        if change.table == "chronicle":
            continue
        text = dump([change.table, change.key, change.before, change.after])
        text = _NUMBERED.sub(r"\1_n", text.replace(tool_id, NEW_TOOL))
        found.append(canonical(_without_tool(load(text))).decode())
    return found


def _without_tool(value: object) -> object:
    """Without the tool in the hands of whoever tries it, and without consents given for a trial."""
    if isinstance(value, dict):
        return {key: _without_tool(one) for key, one in value.items() if key != "consents"}
    if isinstance(value, list):
        return [_without_tool(one) for one in value if one != NEW_TOOL]
    return value


@pytest.mark.parametrize("wish", WISHES)
async def test_the_first_use_does_what_the_preview_showed(vault: Stage, wish: str) -> None:
    """On the same state an accepted tool makes the changes that were seen when it was tried."""
    drafted = await draft(vault.game, WORLD, vault.souls["Ada"], wish)
    assert drafted.preview is not None
    before = await vault.world()
    made = await accept(vault.game, drafted)
    place = before.locations[str(before.souls[vault.souls["Ada"]].location_id)]
    targets = [
        mark.target_object_id
        for mark in place.landmarks.values()
        if mark.name == drafted.preview.target
    ]
    assert drafted.preview.where == place.name
    await vault.use("Ada", made.artifact_id, targets[0] if targets else None)
    entry = (await vault.record()).journal[-1]
    assert told(entry.changes, made.artifact_id) == told(
        drafted.preview.changes, drafted.preview.tool_id
    )
