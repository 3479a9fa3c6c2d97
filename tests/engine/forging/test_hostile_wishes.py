"""Two hundred hostile wishes and hostile answers come to nothing but what moderators can find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import pytest_asyncio
from siege import Siege, besiege

from tests.hostile import CANARIES_IN, PINGS, Case, answers, wishes

LONGEST_STEP = 1.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def siege(tmp_path_factory: pytest.TempPathFactory) -> Siege:
    """All of it at once, upon one running game."""
    return await besiege(tmp_path_factory.mktemp("siege"), [*answers(), *wishes()])


def test_there_are_enough_of_them() -> None:
    """A hundred of each, every one different."""
    assert len({case.answer for case in answers()}) >= 100
    assert len({case.wish for case in wishes()}) >= 100


def test_harm_comes_to_nothing(siege: Siege) -> None:
    """All that is to be held of all of them, which come upon the game once."""
    only_what_does_no_harm_becomes_a_tool(siege)
    no_secret_gets_anywhere(siege)
    nothing_shown_pings_or_leads_anywhere(siege)
    the_loop_is_never_held(siege)
    a_wish_stays_in_its_place_in_the_prompt(siege)
    moderators_find_those_in_vain(siege)


def only_what_does_no_harm_becomes_a_tool(siege: Siege) -> None:
    """A harmful answer is found out before anybody holds it, or is held to what it was seen to do.

    A wish as such does no harm: it becomes the tool the model writes.
    """
    cases: list[Case] = [*answers(), *wishes()]
    assert siege.made == {case.name for case in cases if case.kept}
    assert siege.harm == []


def no_secret_gets_anywhere(siege: Siege) -> None:
    """Neither into a message, the log, or a prompt, nor into any file of the game."""
    assert [text[:200] for text in siege.everything() if CANARIES_IN.search(text)] == []
    files = {name: content.decode("latin-1") for name, content in siege.kept_files.items()}
    assert [name for name, content in files.items() if CANARIES_IN.search(content)] == []
    assert files
    assert not Path("/tmp/hostile-canary-file").exists()  # noqa: S108


def nothing_shown_pings_or_leads_anywhere(siege: Siege) -> None:
    """What a tool, a wish or a model says stands there as it is and nothing more."""
    shown = [(name, text) for name, texts in siege.shown.items() for text in texts]
    assert len(shown) > 500
    assert [(name, found[0]) for name, text in shown if (found := PINGS.search(text))] == []
    assert max(len(text) for _, text in shown) <= 4_000


def the_loop_is_never_held(siege: Siege) -> None:
    """No single step of the event loop takes a second of the processor's time."""
    seconds, step = siege.longest
    assert seconds < LONGEST_STEP, step


def a_wish_stays_in_its_place_in_the_prompt(siege: Siege) -> None:
    """Whatever it looks like, it is one JSON text between one pair of marks, before the task."""
    first = [one for one in siege.prompts if one.startswith("<scene>")]
    wished = {case.wish.strip() for case in wishes() if case.kept}
    seen: set[str] = set()
    for prompt in first:
        assert prompt.count("<player_words>") == prompt.count("</player_words>") == 1
        assert prompt.count("</task>") == 1
        slot = prompt.partition("<player_words>")[2].partition("</player_words>")[0]
        seen.add(json.loads(slot))
    assert wished <= seen


def moderators_find_those_in_vain(siege: Siege) -> None:
    """Each wish that came to nothing is listed, with what was wrong."""
    listed = "\n".join(text for name in ("north", "east", "south") for text in siege.shown[name])
    assert "came to nothing" in listed
    assert "Not written in 4 attempts" in listed
    assert "The model refused: " in listed
    assert "The Orb asked back: " in listed
