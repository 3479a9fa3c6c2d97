"""Whatever a function passes, a host API answers, and the world can still be kept."""

from __future__ import annotations

import asyncio
from typing import Any

from engine_play import Begin
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine.host_apis import declared_apis
from bot.engine.world import World
from bot.values import dump

NAMES = ("trial_chamber", "vault_approach", "pedestal_fire", "mark_fire", "ada", "bob", "key_01")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text(st.characters(categories=["Cs", "Cc"]))
    | st.sampled_from((*NAMES, "elemental_trial", "df_part", "a", "10"))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, Any]:
    """A host API and an argument that may have some of its keys, of any kind."""
    api = draw(st.sampled_from(sorted(declared_apis().values(), key=lambda one: one.name)))
    if draw(st.booleans()):
        likely: dict[str | None, st.SearchStrategy[Any]] = {
            "string": st.sampled_from((*NAMES, "elemental_trial", "df_part", "new")),
            "object": st.dictionaries(st.sampled_from((*NAMES, "protected")), VALUES, max_size=3),
            "number": st.floats(),
            "integer": st.integers(),
        }
        keys = {one.name: likely.get(one.kind, VALUES) | VALUES for one in api.parameters}
        return api.name, draw(st.fixed_dictionaries({}, optional=keys))
    return api.name, draw(VALUES)


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(calls(), min_size=1, max_size=5), st.booleans())
def test_any_argument_has_a_reply(
    trial: World, begin: Begin, sequence: list[tuple[str, Any]], is_tool: bool
) -> None:
    """No argument raises, and the world keeps coming back from its document the same."""
    play = begin(trial, tool_of="ada" if is_tool else None, df_part='{"condition_met": true}')

    async def go() -> None:
        for api, argument in sequence:
            await play.raw(api, argument)

    asyncio.run(go())
    world = play.world
    dump(world.document())
    assert World.from_document("copy", world.document()).state_hash() == world.state_hash()
    replayed = trial.draft()
    replayed.apply(world.changes_since(trial))
    assert replayed.state_hash() == world.state_hash()
