"""Journal entries as sentences, whatever became of what they speak of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playing import yard_world

from bot.engine.channels.files import wake
from bot.engine.channels.world_settings import WorldSettings, settings_from
from bot.engine.delays import later, put_off
from bot.engine.errors import NotFound, StoreFailed
from bot.engine.journal import JournalEntry, LogLine
from bot.engine.moderating.history import undone_by
from bot.engine.moderating.undo import Choice, take_back
from bot.engine.retelling import in_short, retold, touched
from bot.engine.storage.trouble import told
from bot.engine.world import Change, ScheduledEvent, plain

MOD: dict[str, Any] = {"id": "9", "name": "Mod"}


def entry(kind: str, soul_id: str | None = "s1", lines: str = "", **details: Any) -> JournalEntry:
    """An action of the yard."""
    said = (LogLine(lines),) if lines else ()
    return JournalEntry(
        world_id="w1", number=1, at=0.0, kind=kind, soul_id=soul_id, details=details, lines=said
    )


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (entry("join", None, name="Cid"), "Cid joined."),
        (entry("return"), "Ada came back from rest."),
        (entry("leave"), "Ada went to rest."),
        (entry("use", artifact_id="wand", args={}), "Ada used Wand."),
        (
            entry("use", artifact_id="old_rod", args={"n": 3, "target": "thin_air"}),
            "Ada used Old rod on Thin air.",
        ),
        (entry("ask", artifact_id="wand"), "Ada asked for consent to Wand."),
        (entry("go", exit_key="lane"), "Ada left by Lane."),
        (entry("focus", landmark_key="no_such_thing"), "Ada stepped up to No such thing."),
        (entry("focus", landmark_key=None), "Ada stepped back."),
        (entry("move", location_id="barn"), "Ada was set down in Barn."),
        (entry("move", location_id="loft"), "Ada was set down in a place that is gone."),
        (entry("give", artifact_id="stone", receiver_id="s2"), "Ada gave Stone to Ben."),
        (entry("give", artifact_id="stone", receiver_id="s9"), "Ada gave Stone to somebody."),
        (entry("forge", wish="a rope."), "Ada forged a tool from the wish “a rope”."),
        (entry("undo", None, by=MOD, undone=[4, 3]), "Mod took back #4, #3."),
        (entry("undo", None, by=MOD, undone=[9, 7, 6, 5, 3]), "Mod took back #9, #7…#5, #3."),
        (
            entry("undo", None, by=MOD, undone=[19, 17, 15, 13, 11, 9]),
            "Mod took back #19, #17, #15, #13, #11 ….",
        ),
        (entry("undo", None, by=MOD, reason="spam"), "Mod took back nothing (spam)."),
        (entry("agree"), "Ada agreed to what was asked."),
        (entry("decline"), "Ada declined what was asked."),
        (entry("genesis", None), "The world came into being."),
        (entry("import", None), "The world brought a world in."),
        (entry("expiry", None, "A plank fades."), "The world let something end: A plank fades."),
        (entry("event", None), "The world let something happen."),
        (entry("dance", lines="Ada dances."), "Ada did something: Ada dances."),
    ],
)
def test_every_kind_of_action_is_a_sentence(happened: JournalEntry, sentence: str) -> None:
    """Who did what to what; things that are gone are named by their ids."""
    assert retold(happened, yard_world()) == sentence


def test_a_forged_tool_is_named_and_long_words_are_cut() -> None:
    """The artifact the forging made is the tool; a wish longer than a line ends in an ellipsis."""
    made = Change("artifacts", "t", None, {"name": "Rope"})
    forged = replace(entry("forge", wish="a " * 200), changes=(made,))
    assert retold(forged, yard_world()).startswith("Ada forged Rope from the wish “a a")
    assert (len(in_short("a " * 200)), in_short("a\n b")) == (120, "a b")


def test_what_was_changed_is_named_in_short() -> None:
    """With a plus for what came, a minus for what went, by name or display name or id."""
    changes = [
        Change("chronicle", "world", {}, {}),
        Change("souls", "s1", {"name": "Ada"}, {"name": "Ada"}),
        Change("objects", "well", None, {"details": {"display_name": "Old Well"}}),
        Change("temporary", "plank_1", {"type": "oak_plank"}, None),
        Change("temporary", "t_2", None, {"type": "b", "config": {"display_name": "Bridge"}}),
        Change("properties", "weather_now", 1, 2),
    ]
    assert touched(changes) == ("Ada", "+Old Well", "-Oak plank", "+Bridge", "Weather now")


def test_times_to_come_are_put_off_and_nothing_else() -> None:
    """A scheduled event is later; what holds no time stays, and so does what is no entry.

    A world from where the clock was ahead goes on now, with all that was to come as far away.
    """
    world = yard_world()
    world.schedule["e"] = ScheduledEvent(id="e", event_id="ring", due_at=50.0)
    put_off(world, 10)
    assert world.schedule["e"].due_at == 60.0
    assert later("artifacts", {"id": "x"}, 10) == {"id": "x"}
    assert later("temporary", None, 10) is None
    wake(world, 990.0)
    assert (world.chronicle.time, world.schedule["e"].due_at) == (990.0, 50.0)


def test_an_undo_without_numbers_takes_nothing_back() -> None:
    """A damaged undo entry is passed over."""
    assert undone_by([entry("undo")]) == frozenset()


def test_pauses_are_seen_through_when_something_is_taken_back() -> None:
    """What was put off since is compared as it stands now, and is put back as late."""
    world = yard_world()
    before = plain(ScheduledEvent(id="e", event_id="ring", due_at=1.0))
    world.schedule["e"] = ScheduledEvent(id="e", event_id="ring", due_at=25.0)
    change = Change("schedule", "e", before, {**before, "due_at": 10.0})
    acted = replace(entry("use"), changes=(change,))
    take_back(world, Choice(chosen=(acted,), since=(acted,), pauses={1: (5.0, 10.0)}))
    assert world.schedule["e"].due_at == 16.0


def test_settings_that_are_none_any_more_are_left_out() -> None:
    """A document of another version still gives settings."""
    assert settings_from({"card": False, "size": 3}) == WorldSettings(card=False)


def test_what_cannot_be_read_is_told() -> None:
    """A record of another program is trouble with the store; what the game says passes."""
    with pytest.raises(StoreFailed, match="cannot read"), told():
        raise ValueError("no JSON")
    with pytest.raises(NotFound), told():
        raise NotFound("Nowhere.")
