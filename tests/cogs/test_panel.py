"""The panel, with as many controls as a scene has actions, within Discord's limits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from cogs_play import assert_within_limits, ids_of, parts, scene, step, text_of, use

from bot.cogs.pages import Picture
from bot.cogs.ui.controls import button, control_rows
from bot.cogs.ui.panel import inventory, joining, panel, resting, waiting_for_words
from bot.cogs.ui.stage import stage_text
from bot.engine.actions import ActionKind
from bot.engine.journal import LineKind
from bot.engine.party import Goal, Missed, Party
from bot.engine.storage.rows import LoggedLine

MISSED = Missed(
    lines=tuple(
        LoggedLine(number=n, position=0, at=0.0, kind=LineKind.WORLD, text=f"Line {n}. " * 40)
        for n in range(40)
    ),
    earlier=3,
    number=40,
)


@pytest.mark.parametrize(
    ("uses", "steps"), [(0, 0), (2, 1), (15, 5), (15, 50), (2, 60), (13, 12), (40, 20), (150, 60)]
)
def test_every_action_has_a_control(uses: int, steps: int) -> None:
    """Over all its pages the panel offers each action once."""
    whole = scene(uses, steps)
    _, _, pages = control_rows("en", whole, 1)
    offered: list[str] = []
    for number in range(1, pages + 1):
        shown = panel("en", whole, number=number, notice="Done.", missed=MISSED)
        assert_within_limits(shown)
        for one in parts(shown):
            if one.get("custom_id", "").startswith("orb:1:act:"):
                offered.append(one["custom_id"].rpartition(":")[2])
            offered += [option["value"] for option in one.get("options", [])]
    assert sorted(offered) == sorted(action.code for action in whole.actions)


def test_a_buttons_label_ends_with_a_whole_word() -> None:
    """What is too long is cut after a word, and inside one only where little else is left."""
    cuts = {
        "Use Orb: Create a temporary light bridge": "Use Orb: Create a temporary light…",
        "Use Orb: Make a bridge of the light, so": "Use Orb: Make a bridge of the light…",
        "Use " + "o" * 60: f"Use {'o' * 33}…",
        "Use Orb": "Use Orb",
    }
    for text, shown in cuts.items():
        assert button(text, "act").label == shown


def test_the_stage_keeps_the_order_of_what_is_to_be_done() -> None:
    """What is done stays where it stood among what is not."""
    goals = [Goal(puzzle_id=f"p{n}", text=f"Goal {n}", number=n) for n in range(3)]
    party = Party(
        world_id="w",
        world_name="Yard",
        gatherings=(),
        resting=(),
        goals=(goals[0], goals[2]),
        solved=(goals[1],),
        is_born=True,
        paused_at=None,
    )
    assert re.findall(r"Goal \d", stage_text("en", party)) == ["Goal 0", "Goal 1", "Goal 2"]


def test_few_actions_are_buttons_with_the_worlds_words() -> None:
    """A use is worded as its rule says, a way in the member's language."""
    page = panel("en", scene(2, 1))
    rows = [
        [each["label"] for each in one["components"]] for one in parts(page) if one["type"] == 1
    ]
    assert rows == [
        ["«Use thing 0»", "«Use thing 1»"],
        ["Step up to «mark 0»"],
        ["Look again", "Map", "Log"],
    ]
    russian = [one["label"] for one in parts(panel("ru", scene(0, 1))) if one["type"] == 2]
    assert russian[0] == "Подойти: «mark 0»"


def test_what_one_can_step_up_to_is_a_row_or_a_select() -> None:
    """Five landmarks are a row of buttons, six a select of their names; uses stay buttons."""
    few, many = parts(panel("en", scene(2, 5))), parts(panel("en", scene(2, 6)))
    assert [one["label"] for one in few if one["type"] == 2][2:7] == [
        f"Step up to «mark {number}»" for number in range(5)
    ]
    (select,) = [one for one in many if one["type"] == 3]
    assert select["placeholder"] == "Step up to …"
    assert [one["label"] for one in select["options"]] == [f"«mark {n}»" for n in range(6)]
    assert [one["label"] for one in many if one["type"] == 2][:2] == [
        "«Use thing 0»",
        "«Use thing 1»",
    ]
    (other,) = [one for one in parts(panel("en", scene(2, 7))) if one["type"] == 3]
    assert other["custom_id"] != select["custom_id"]


def test_labels_are_as_short_as_phones_show_them() -> None:
    """A long one is cut; those that would look the same then are told apart in a select."""
    long = "Use the rope that somebody knotted in the dark on the"
    actions = tuple(use(n, f"{long} {mark}") for n, mark in enumerate(("beam", "hook")))
    lone = use(2, "Open the gate of the farthest garden of all")
    found = parts(panel("en", scene(0, 0, actions=(*actions, lone, use(3, "Wait")))))
    labels = [one["label"] for one in found if one["type"] == 2]
    assert labels[:2] == ["Open the gate of the farthest garden…", "Wait"]
    assert max(map(len, labels)) <= 38
    (select,) = [one for one in found if one["type"] == 3]
    assert [one["label"] for one in select["options"]] == [f"{long} beam", f"{long} hook"]
    worst = tuple(
        replace(use(n), label=f"{'x' * 40} {n}", kind=kind)
        for n, kind in enumerate((*[ActionKind.USE] * 7, *[ActionKind.GO] * 8))
    )
    steps = tuple(step(n) for n in range(50))
    assert_within_limits(panel("en", scene(0, 50, actions=(*worst, *steps)), missed=MISSED))


def test_a_use_the_world_has_no_words_for_is_worded_for_the_member() -> None:
    """Only the world's own words stay in the world's language."""
    plain = replace(use(0), label="Use «thing 0»")
    on = replace(use(1), label="Use «thing 1» on «mark 0»", landmark_key="mark_0")
    shown = scene(2, 1, actions=(plain, on, use(2, "Sing")))
    for locale, labels in (
        ("ru", ["Применить: «thing 0»", "«thing 1» → «mark 0»", "Sing"]),
        ("en-US", ["Use «thing 0»", "Use «thing 1» on «mark 0»", "Sing"]),
    ):
        buttons = [one for one in parts(panel(locale, shown)) if one["type"] == 2]
        assert [one["label"] for one in buttons][:3] == labels


def test_a_page_beyond_the_last_is_the_last() -> None:
    """A made-up page number leads nowhere else."""
    assert ids_of(panel("en", scene(150, 0), number=999)) == ids_of(
        panel("en", scene(150, 0), number=2)
    )


@pytest.mark.parametrize("size", [0, 1, 100, 5_000])
def test_texts_of_any_length_fit(size: int) -> None:
    """However long a world's texts are, the panel is one Discord takes."""
    long = "*_`@everyone <@1> # \n" * size
    action = use(0, label=long or "x")
    shown = scene(1, 1, name=long, description=long, actions=(action,), light=long)
    page = panel("en", shown, notice=long, missed=MISSED)
    assert_within_limits(page)


def test_names_show_as_they_are_and_ping_nobody() -> None:
    """Markdown and mentions in names are only characters."""
    page = panel("en", scene(0, 0, name="**@everyone** <@123> [x](http://y)"))
    text = text_of(page)
    assert "**@everyone**" not in text
    assert "<@123>" not in text
    assert "[x](http" not in text.replace("\\[", "")
    assert "\\*\\*" in text


def test_a_picture_is_shown_with_words_that_say_the_same() -> None:
    """The picture has its description, and is sent once for the same message."""
    picture = Picture("scene-1.png", b"png", "A yard.")
    page = panel("en", scene(), picture=picture)
    gallery = next(one for one in parts(page) if one["type"] == 12)
    assert gallery["items"][0]["media"]["url"] == "attachment://scene-1.png"
    assert gallery["items"][0]["description"] == "A yard."
    assert [file.filename for file in page.files()] == ["scene-1.png"]
    assert_within_limits(page)


def test_the_other_pages_are_within_limits() -> None:
    """Joining, resting, the inventory and the Orb's button are pages Discord takes."""
    names = [f"Somebody {number}" for number in range(500)]
    for page in (
        joining("en", "World" * 100, names),
        joining("en", "World", []),
        resting("en", "World", "You go to rest."),
        inventory("en", scene(200, 0)),
        inventory("en", scene(0, 0)),
        waiting_for_words("en", "0123456789"),
    ):
        assert_within_limits(page)


def test_a_stopped_view_is_not_kept() -> None:
    """discord.py need not remember a page."""
    assert panel("en", scene()).view.timeout is None


def test_of_what_was_missed_the_newest_is_shown() -> None:
    """Where not all of it has room, the older lines are counted."""
    text = text_of(panel("en", scene(), missed=MISSED))
    assert "- Line 39. " in text
    told = text.count("- Line ")
    assert 1 < told < 10
    assert f"and {43 - told} more: /log" in text
