"""Where presses and dialogs are led, and that none of them is believed or done twice."""

from __future__ import annotations

from typing import Any

import pytest
from cogs_play import Interaction, Note, Wire, text_of

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, words
from bot.cogs.router import Press, Router
from bot.cogs.seen import Seen


class Counter:
    """Answers presses, and remembers them."""

    def __init__(self) -> None:
        self.presses: list[Press] = []

    async def __call__(self, press: Press) -> None:
        """Answer one."""
        self.presses.append(press)
        await press.answer.show(words("Done."))


@pytest.fixture
def counter() -> Counter:
    """What answers the verb `act`."""
    return Counter()


@pytest.fixture
def router(counter: Counter) -> Router:
    """A router that knows one verb."""
    router = Router(Seen())
    router.add(act=counter)
    return router


async def press(router: Router, number: int = 1, **data: Any) -> Wire:
    """What came of a press."""
    wire = Wire()
    interaction: Any = Interaction(wire, Note(ephemeral=True), number=number, **data)
    await router.route(interaction)
    return wire


async def test_a_press_comes_to_what_answers_its_verb(router: Router, counter: Counter) -> None:
    """Arguments and choices are handed on."""
    await press(router, custom_id=custom_id("act", "abc"), values=["v"])
    assert counter.presses[0].parts.text() == "abc"
    assert counter.presses[0].values == ("v",)


async def test_a_press_delivered_twice_is_done_once(router: Router, counter: Counter) -> None:
    """The second delivery has no effect and no answer."""
    await press(router, 7, custom_id=custom_id("act"))
    second = await press(router, 7, custom_id=custom_id("act"))
    assert len(counter.presses) == 1
    assert second.kinds == []


@pytest.mark.parametrize(
    "made_up", ["", "x", "orb:1:nothing", "orb:0:act", "orb:1:act:" + "x" * 200 + " ", "🔥" * 50]
)
async def test_a_made_up_id_is_answered_and_does_nothing(
    router: Router, counter: Counter, made_up: str
) -> None:
    """An id of no control of ours is answered with a sentence."""
    wire = await press(router, custom_id=made_up)
    assert counter.presses == []
    assert wire.kinds == ["message"]
    assert "/play" in text_of(Page(wire.sent[0][1]))


async def test_a_dialog_hands_on_what_was_written(router: Router, counter: Counter) -> None:
    """Fields are found in whatever they stand in, chosen values too."""
    components = [
        {"type": 18, "component": {"type": 4, "custom_id": "wish", "value": "A bridge"}},
        {"type": 1, "components": [{"type": 4, "custom_id": "name", "value": "Ada"}]},
        {"type": 18, "component": {"type": 3, "custom_id": "which", "values": ["a", "b"]}},
        {"type": 18, "component": {"type": 4, "custom_id": "empty", "value": None}},
    ]
    await press(router, custom_id=custom_id("act"), components=components)
    found = counter.presses[0]
    assert [found.field(key) for key in ("wish", "name", "empty", "other")] == [
        "A bridge", "Ada", "", "",
    ]  # fmt: skip
    assert found.fields is not None
    assert found.fields["which"] == ("a", "b")


def test_a_verb_is_answered_by_one(router: Router, counter: Counter) -> None:
    """Two cogs with the same verb are a mistake of the program."""
    with pytest.raises(ValueError, match="act"):
        router.add(act=counter)


def test_only_the_latest_ids_are_remembered() -> None:
    """Memory is bounded."""
    seen = Seen(keep=2)
    assert [seen.is_new(number) for number in (1, 1, 2, 3, 3, 1)] == [
        True, False, True, True, False, True,
    ]  # fmt: skip
