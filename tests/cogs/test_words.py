"""What members read comes from one place, in every language, with nothing left out."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cogs_play import scene, seen_by_members, text_of

from bot.cogs.pages import Picture
from bot.cogs.ui.consent import consent_page, request_page
from bot.cogs.ui.ending import ending_page
from bot.cogs.ui.help import help_page
from bot.cogs.ui.logs import log_page
from bot.cogs.ui.orb import (
    DOES,
    EFFECTS,
    card_page,
    failed_page,
    paused_page,
    progress_page,
    wish_dialog,
)
from bot.cogs.ui.panel import inventory, joining, panel, resting, waiting_for_words
from bot.cogs.ui.stage import party_page, stage
from bot.cogs.ui.wishes import question_page
from bot.cogs.ui.worlds import inventing_page
from bot.cogs.words import ENGLISH, PSEUDO, RUSSIAN, say
from bot.engine.consents import Asking
from bot.engine.credits import Credit, Ending
from bot.engine.forging.forge import Drafted
from bot.engine.forging.observed import Observed
from bot.engine.forging.rehearsal import Preview
from bot.engine.host_apis import Access, declared_apis
from bot.engine.journal import LineKind
from bot.engine.party import Gathering, Goal, Member, Missed, Party
from bot.engine.storage.rows import LoggedLine, LogPage
from bot.engine.world import Chronicle, Soul, World
from bot.executor.specification import (
    Attempt,
    Author,
    DynamicFunction,
    Generation,
    Label,
    Specification,
)


def places(text: str | tuple[str, ...]) -> set[str]:
    """The names of the values a text is filled with."""
    forms = text if isinstance(text, tuple) else (text,)
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_both_languages_say_the_same_things() -> None:
    """Each key is in both, filled with the same values."""
    assert ENGLISH.keys() == RUSSIAN.keys()
    different = [key for key in ENGLISH if places(ENGLISH[key]) != places(RUSSIAN[key])]
    assert different == []


def test_forms_are_as_many_as_the_language_has() -> None:
    """English has two forms of a counted text, Russian three."""
    assert {len(one) for one in ENGLISH.values() if isinstance(one, tuple)} == {2}
    assert {len(one) for one in RUSSIAN.values() if isinstance(one, tuple)} == {3}


def test_descriptions_of_commands_are_short_enough() -> None:
    """Discord takes 100 characters."""
    both = [*ENGLISH.items(), *RUSSIAN.items()]
    long = [key for key, text in both if key.startswith("command.") and len(text) > 100]
    assert long == []


@pytest.mark.parametrize(
    ("locale", "count", "expected"),
    [
        ("en-US", 1, "second at"),
        ("en-GB", 2, "seconds at"),
        ("ru", 1, "1 секунды"),
        ("ru", 3, "3 секунд"),
        ("ru", 11, "11 секунд"),
        ("fr", 5, "5 seconds"),
    ],
)
def test_numbers_take_their_form(locale: str, count: int, expected: str) -> None:
    """A counted text agrees with its number, in English where the language has no words here."""
    assert expected in say(locale, "card.lasts", count=count)


def test_every_power_has_words() -> None:
    """Whatever a tool does or does not do can be said."""
    assert all(f"power.{one}" in ENGLISH for one in DOES.values())
    apis = declared_apis().values()
    assert set(DOES) == {api.name for api in apis if api.access is Access.WRITE}


@pytest.mark.parametrize(
    ("writes", "never"),
    [
        ((), "do anything to people or to what they carry; change or make anything for good; "
         "reach beyond the place you are in"),
        (("host_create_temporary_object", "host_move_soul"), "put anyone into a state; take or "
         "pass on what anyone carries; act on other players; change or make anything for good; "
         "reach beyond the place you are in"),
        (("host_set_soul_status", "host_move_soul", "host_transfer_artifact",
          "host_set_light"), "act on other players; reach beyond the place you are in"),
    ],
)  # fmt: skip
def test_what_a_tool_will_never_do_is_one_line(writes: tuple[str, ...], never: str) -> None:
    """In few words, and only what a player cares about."""
    text = text_of(card_page("en", drafted(frozenset(writes))))
    assert f"**It will never:** {never}." in text.splitlines()


def pages() -> Iterator[Any]:
    """Every page and dialog there is, with everything of the world's own in « »."""
    full = scene(3, 2)
    line = LoggedLine(number=1, position=0, at=0.0, kind=LineKind.SYSTEM, text="«It rains.»")
    missed = Missed(lines=(line,) * 12, earlier=2, number=1)
    yield panel(PSEUDO, full, notice="«Done.»", missed=missed)
    yield panel(PSEUDO, scene(0, 0, others=(), inventory=()))
    yield panel(PSEUDO, scene(90, 90), number=2)
    yield panel(PSEUDO, scene(2, 9))
    yield joining(PSEUDO, "«World»", ["«Ada»"])
    yield resting(PSEUDO, "«World»", "«You rest.»")
    yield inventory(PSEUDO, full)
    yield inventory(PSEUDO, scene(0, 0))
    yield waiting_for_words(PSEUDO, "x")
    yield log_page(PSEUDO, "«World»", LogPage(lines=(line,), page=1, pages=3, total=3))
    yield log_page(PSEUDO, "«World»", LogPage(lines=(), page=1, pages=1, total=0))
    yield help_page(PSEUDO)
    for one in (party(), party(is_born=False, paused_at=1.0), party(gatherings=(), resting=())):
        yield stage(PSEUDO, one)
        yield party_page(PSEUDO, one)
    chart = Picture("map.png", b"", "«A map.»")
    yield party_page(PSEUDO, party(), picture=chart, unseen=("«Barn»", "«Loft»"))
    for stage_of_it in ("thinking", "mending"):
        yield inventing_page(PSEUDO, "«a theme»", stage_of_it, 2)
    thanks = [
        Credit(deed=deed, soul_id="a", who="«Ada»", what="«Well»", number=1, at=0.0)
        for deed in ("forged", "woke", "solved")
    ]
    for some in ((), (*thanks,), (*thanks * 10,)):
        yield ending_page(
            PSEUDO,
            Ending(
                world_name="«World»", location_id=None, title="«End»", text="«So.»", credits=some
            ),
        )
    yield wish_dialog(PSEUDO, "x", "")
    for key in ENGLISH:
        if key.startswith("progress."):
            yield progress_page(PSEUDO, "«A wish»", key.removeprefix("progress."), 1, 3)
    yield progress_page(PSEUDO, "«A wish»", "rehearsing", 2, 4)
    yield question_page(PSEUDO, "«A wish»", "«Which one?»", "x")
    yield failed_page(PSEUDO, "«A wish»", "«No.»", "x")
    yield paused_page(PSEUDO, "«A wish»", "«Not today.»", 1_700_000_000.0, "x")
    for rung in ("cheaper", "apprentice"):
        yield card_page(PSEUDO, by(rung, drafted(frozenset())))
    yield card_page(PSEUDO, drafted(frozenset(DOES)))
    for preview in previews():
        yield card_page(PSEUDO, drafted(frozenset(), preview))
    yield from consents()


def party(**changes: Any) -> Party:
    """A party of three."""
    ada, ben = (
        Member(soul_id="a", player_id="1", name="«Ada»"),
        Member(soul_id="b", player_id="2", name="«Ben»"),
    )
    values: dict[str, Any] = {
        "world_id": "w",
        "world_name": "«World»",
        "gatherings": (
            Gathering(location_id="y", name="«Yard»", members=(ada,)),
            Gathering(location_id=None, name="Void", members=(ben,)),
        ),
        "resting": (ben,),
        "goals": (Goal(puzzle_id="p", text="«Open it»"),),
        "solved": (Goal(puzzle_id="q", text="«Light it»"),),
        "is_born": True,
        "paused_at": None,
    }
    return Party(**{**values, **changes})


def previews() -> Iterator[Preview | None]:
    """A tool that did nothing, and one that did everything that can be seen."""
    yield None
    seen = [
        Observed(kind=kind, name="«Thing»", more="«wet»", seconds=seconds, is_user=is_user)
        for kind in ("moves", "state", "no-state", "gets", "loses")
        for seconds in (None, 30.0)
        for is_user in (False, True)
    ]
    seen += [
        Observed(kind=kind, name="«Thing»", more="«wet»", seconds=30.0)
        for kind in (
            "made",
            "gone",
            "changed",
            "light",
            "weather",
            "looks",
            "puzzle",
            "later",
            "says",
        )
    ]
    seen.append(Observed(kind="changed", name="«Thing»"))
    seen += [Observed(kind=kind, name="«Yard»", more="«dim»") for kind in ("light", "weather")]
    for start, end in (("", ""), ("", "«Far»"), ("«Near»", "«Far»")):
        seen.append(Observed(kind="temporary", name="«Rope»", start=start, end=end, seconds=30.0))
    for first in range(0, len(seen), EFFECTS):
        some = tuple(seen[first : first + EFFECTS + 1])
        yield Preview(
            where="«Yard»",
            target="«Well»" * (first // EFFECTS % 2),
            tool_id="",
            seen=some,
            changes=(),
        )


def drafted(writes: frozenset[str], preview: Preview | None = None) -> Drafted:
    """A tool that may call these host APIs."""
    function = DynamicFunction(
        scope="w", name="df_user_1", version=1, source="", description="", parameters={},
        author=Author.PLAYER, maker="s1", model="", wish="«A wish»",
        label=Label(writes=writes, duration=30.0),
    )  # fmt: skip
    asked = Specification(scope="w", name="df_user_1", description="")
    return Drafted(
        world_id="w",
        soul_id="s1",
        wish="«A wish»",
        catalyst_id="orb",
        function=function,
        generation=Generation(specification=asked, attempts=(), function=function),
        preview=preview,
    )


def by(rung: str, one: Drafted) -> Drafted:
    """A tool that another than the usual model wrote."""
    attempt = Attempt(number=1, model="m", source="", rung=rung)
    return replace(one, generation=replace(one.generation, attempts=(attempt,)))


def consents() -> Iterator[Any]:
    """What a member decided, and what they are asked."""
    asking = Asking(
        number=1, asker_id="b", asked=("a",), artifact_id="x", args={}, function_name=None,
        until=0.0, text="«Ben asks.»",
    )  # fmt: skip
    world = World(id="w", chronicle=Chronicle(name="«World»", seed=1))
    world.souls["b"] = Soul(id="b", name="«Ben»")
    for given in ((), ("*", "b", "«df_tool»")):
        soul = Soul(id="a", name="«Ada»", consents=given)
        yield consent_page(PSEUDO, world, soul, [asking], "«Done.»")
    yield request_page(PSEUDO, asking, "«member»")


def test_no_text_escapes_its_place() -> None:
    """In a language of brackets, everything outside the brackets is the world's own."""
    escaped: list[str] = []
    for page in pages():
        for text in seen_by_members(page):
            left = re.sub(r"«[^»]*»|<t:\d+:\w>", "", text)
            while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", left)) != left:
                left = shorter
            if re.search(r"[^\W\d_]", left):
                escaped.append(text)
    assert escaped == []
