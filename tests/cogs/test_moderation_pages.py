"""What moderators see: within Discord's limits, in the member's language, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cogs_play import assert_within_limits, ids_of, parts, scene, seen_by_members, text_of

from bot.cogs.pages import Picture
from bot.cogs.ui.demo import Shown, demo_page
from bot.cogs.ui.settings import settings_page
from bot.cogs.ui.spending import spending_page
from bot.cogs.ui.tools import SOURCE, list_page, report_dialog, titles, tool_page
from bot.cogs.ui.wishes import wishes_page
from bot.cogs.ui.worlds import (
    backups_page,
    confirmation,
    export_page,
    history_page,
    making_page,
    missing,
    overview,
)
from bot.cogs.words import PSEUDO, found
from bot.engine.channels.backups import Backup
from bot.engine.channels.channels import Status
from bot.engine.channels.files import ExportedFile
from bot.engine.channels.world_settings import WorldSettings
from bot.engine.forging.tools import Tool, ToolStory
from bot.engine.forging.wishes import FailedWish
from bot.engine.moderating.history import Happening, HistoryPage
from bot.engine.moderating.moderator import Moderator
from bot.engine.moderating.spending import Health, Spending, Standing, Sum
from bot.engine.storage.rows import WorldSummary
from bot.executor.ledger_sums import Allowances
from bot.executor.specification import Attempt, Author, DynamicFunction, Finding, Label

OURS = r"«[^»]*(»|…|$)|<t:\d+:\w>|```(py|diff)?|`[\w#]*`|<[#@]\d+>|df_user_\d+:"
"""What is the world's own, and what Discord puts into the member's language by itself."""
MOD = Moderator(id="1", name="«Ada»")


def backup(number: int, act: str = "reset", channel: str = "1") -> Backup:
    """A backup of that number."""
    return Backup(
        id=number, guild_id="9", channel_id=channel, world_id="1-1", name="«World» " * 20,
        actions=number, at=1_700_000_000.0 + number, expires_at=1_800_000_000.0, by=MOD, act=act,
    )  # fmt: skip


def tool(number: int = 1, **changes: Any) -> Tool:
    """A tool of that number."""
    label = Label(reads=frozenset({"host_get_light"}), writes=frozenset({"host_set_light"}))
    function = DynamicFunction(
        scope="w", name=f"df_user_{number}", version=1, source="«pass»", description="",
        parameters={}, author=Author.PLAYER, maker="s1", model="«model»",
        label=replace(label, duration=30.0),
    )  # fmt: skip
    usual = Tool(
        name=function.name, title="«Bridge»", description="", version=1, is_enabled=True,
        author=Author.PLAYER, maker_id="s1", maker="«Ben»", wish="«A bridge»", model="«model»",
        holders=("«Ben»",), function=function,
    )  # fmt: skip
    return replace(usual, **changes)


def story(one: Tool, before: str = "") -> ToolStory:
    """How a tool came to be, and how it was before."""
    wrong = Finding(rule="failed", message="«It fell. It fell again.» " * 30, line=None)
    made = (
        Attempt(number=1, model="«m»", source=None, findings=(wrong, wrong)),
        Attempt(number=2, model="«m»", source="", rung="apprentice", seconds=1.25),
    )
    earlier = replace(one.function, version=one.version - 1, source=before)
    return ToolStory(
        tool=one,
        versions=(earlier, one.function) if before else (one.function,),
        attempts=2,
        tokens=300,
        made=made,
        origin="«Rope»" if before else "",
    )


def standing(rung: str = "strong", **changes: Any) -> Standing:
    """What a server has spent."""
    some = Sum(requests=12, tokens=34_567)
    many = tuple((f"df_user_{n}", some) for n in range(20))
    well, ill, idle = (
        Health(name=name, model_name=f"«{name}»") for name in ("strong", "cheaper", "apprentice")
    )
    well.answered_at, well.failed_at = 1_700_000_002.0, 1_700_000_001.0
    ill.failed_at, ill.trouble = 1_700_000_000.0, "«It is overloaded.» " * 40
    usual: dict[str, Any] = {
        "allowances": Allowances(everyone=some, guild=Sum(tokens=9), member=Sum(requests=3)),
        "resumes_at": 1_700_000_000.0,
        "guild": some,
        "everyone": some,
        "members": (("", some), *((str(n), some) for n in range(9))),
        "functions": many,
    }
    return Standing(spending=Spending(**{**usual, **changes}), rung=rung, health=(well, ill, idle))


def history(count: int, **changes: Any) -> HistoryPage:
    """A page of so many things that were done."""
    one = Happening(
        number=1, at=0.0, kind="use", who="«Ada»", text="«Ada did it.» " * 30,
        changed=("«Well»",) * 30, is_undone=True,
    )  # fmt: skip
    return HistoryPage(happenings=(replace(one, **changes),) * count, page=1, pages=9, total=90)


def pages() -> Iterator[Any]:
    """Every page, with everything of the world's own in « »."""
    yield making_page(PSEUDO, "«World»", 1, 9)
    yield making_page(PSEUDO, "«World»", 9, 9)
    acts = ("reset", "delete", "import", "restore")
    many = [backup(n, acts[n % 4], channel=str(n % 2)) for n in range(40)]
    yield backups_page(PSEUDO, "1", many)
    yield backups_page(PSEUDO, "1", [])
    yield export_page(PSEUDO, "«World»", ExportedFile(name="w.json", content=b"{}"))
    yield history_page(PSEUDO, "«World»", history(10))
    yield history_page(PSEUDO, "«World»", history(0))
    kept = WorldSummary(id="w", name="«World»", created_at=0.0, actions=3)
    known = [("1", one, kept) for one in Status] * 10
    facts = ["⟦said⟧"]
    yield overview(PSEUDO, known, ["«Ada reported it.» " * 30] * 5, facts)
    yield overview(PSEUDO, [("1", Status.MAKING, None)], [], facts)
    yield overview(PSEUDO, [], [], facts)
    yield settings_page(PSEUDO, "«World»", WorldSettings(), "«Saved.»")
    chosen = WorldSettings(card=False, locale="ru", log_seconds=7.0, who_may_join="moderators")
    yield settings_page(PSEUDO, "«World»", chosen)
    yield list_page(PSEUDO, [tool(n) for n in range(25)])
    yield list_page(PSEUDO, [tool(is_enabled=False, maker=None, maker_id=None, title="«T»")])
    yield list_page(PSEUDO, [])
    yield list_page(PSEUDO, [], "words")
    for one in (tool(), tool(2, is_enabled=False, maker=None, holders=(), wish=None)):
        yield tool_page(PSEUDO, story(one))
        yield tool_page(PSEUDO, story(one, "«other»"))
    yield from demos()
    nothing: dict[str, Any] = {"members": (), "functions": (), "allowances": Allowances()}
    for one in (standing(), standing("cheaper", **nothing), standing("", **nothing)):
        yield spending_page(PSEUDO, one)
    free = replace(standing("apprentice"), health=(Health(name="apprentice", model_name="«a»"),))
    yield spending_page(PSEUDO, free)
    yield wishes_page(PSEUDO, "«World»", ())
    vain = [
        FailedWish(at=1e9, who="«Ada»", wish="«w»", kind=kind, said="«s»", attempts=count)
        for kind in ("asked", "refused", "unsound")
        for count in (1, 4)
    ]
    yield wishes_page(PSEUDO, "«World»", vain)


def test_what_was_wrong_with_a_wish_is_said_in_ones_language() -> None:
    """In English as models are told it, in Russian by its rule, each rule once."""
    wrong = (Finding(rule="failed", message="KeyError: 'x'"), Finding(rule="failed", message="Too"))
    vain = FailedWish(
        at=1e9, who="Ada", wish="w", kind="unsound", said="s", attempts=4, findings=wrong
    )
    russian = text_of(wishes_page("ru", "Yard", [vain]))
    assert "KeyError" not in russian
    assert russian.count(found("ru", "failed", "")) == 1
    assert "KeyError: 'x'; Too" in text_of(wishes_page("en", "Yard", [vain]))


def demos() -> Iterator[Any]:
    """A demo from its beginning to its end."""
    shown = Shown(key="demo-1", title="«Vault»", step=0, count=9, caption="«It begins.»")
    yield demo_page(PSEUDO, shown)
    picture = Picture("scene.png", b"", "«A yard.»")
    yield demo_page(PSEUDO, replace(shown, step=3, scene=scene()), picture)
    yield demo_page(PSEUDO, replace(shown, end="«Over.»", scene=scene(inventory=())))


def test_every_page_is_one_discord_takes() -> None:
    """However much there is to show, it stays within the limits."""
    for page in pages():
        assert_within_limits(page)


def test_no_text_escapes_its_place() -> None:
    """In a language of brackets, everything outside the brackets is the world's own."""
    escaped: list[str] = []
    dialogs = [
        confirmation(PSEUDO, act, "«vault»", "1-1", "ab") for act in ("reset", "delete", "import")
    ]
    for page in (*pages(), *dialogs, report_dialog(PSEUDO, tool())):
        for text in seen_by_members(page):
            left = re.sub(OURS, "", text)
            while (shorter := re.sub(r"⟦[^⟦⟧]*(⟧|…|$)", "", left)) != left:
                left = shorter
            if re.search(r"[^\W\d_]", left):
                escaped.append(text)
    assert escaped == []


def test_a_confirmation_fits_any_channel() -> None:
    """A name of 100 characters still fits into the dialog, whose id names the world."""
    dialog = confirmation("en-US", "reset", "x" * 100, "1234567890123456789-12", "").to_dict()
    assert dialog["custom_id"] == "orb:1:confirm:reset:1234567890123456789-12:"
    (label, _) = dialog["components"]
    assert len(label["description"]) <= 100
    assert len(dialog["title"]) <= 45


def test_backups_of_this_channel_come_first() -> None:
    """The newest of this channel, then the others; no more than a select holds."""
    kept = [backup(1), backup(2, channel="2"), backup(3)]
    found = parts(backups_page("en-US", "1", kept))
    (select,) = [one for one in found if one["type"] == 3]
    assert [one["value"] for one in select["options"]] == ["3", "1", "2"]
    assert "of another channel" in select["options"][2]["description"]


def test_tools_of_one_title_are_told_apart() -> None:
    """Where two share a title, the function's name goes before it."""
    found = titles([tool(1), tool(2), tool(3, title="«Rope»")])
    assert list(found) == ["df_user_1: «Bridge»", "df_user_2: «Bridge»", "«Rope»"]


def test_tools_that_fit_no_page_are_counted() -> None:
    """Of very many tools as many are listed as there is room for, whole lines of them."""
    page = list_page("en-US", [tool(n) for n in range(200)])
    assert_within_limits(page)
    *lines, last = text_of(page).splitlines()
    assert last == f"… and {200 - len(lines) + 1} more: `search` finds them"


@pytest.mark.parametrize("source", ["x" * (SOURCE + 1), "'''```'''"])
def test_a_source_that_fits_no_page_comes_as_a_file(source: str) -> None:
    """A long source, or one that would end its own frame, is attached."""
    function = replace(tool().function, source=source)
    page = tool_page("en-US", story(tool(function=function)))
    assert [(one.name, one.content) for one in page.pictures] == [("df_user_1.py", source.encode())]
    assert source not in text_of(page)


def test_what_changed_in_a_tool_is_shown() -> None:
    """The lines that went and came since the version before; as a file where they do not fit."""
    function = replace(tool().function, source="one\ntwo\nthree")
    text = text_of(tool_page("en-US", story(tool(function=function), "one\n2\nthree")))
    assert "```diff\n@@ -1,3 +1,3 @@\n one\n-2\n+two\n three\n```" in text
    assert "Made from:** «Rope»" in text
    for before in ("x" * 4_000, "```"):
        page = tool_page("en-US", story(tool(function=function), before))
        assert [one.name for one in page.pictures] == ["change.diff"]
        assert_within_limits(page)
    assert "diff" not in text_of(tool_page("en-US", story(tool(function=function))))


def test_a_demo_that_is_over_has_no_stop_button() -> None:
    """While it goes on there is one, which names the demo."""
    first, *_, last = demos()
    assert ids_of(first) == ["orb:1:demo-stop:demo-1"]
    assert ids_of(last) == []


def test_what_a_file_lacks_is_listed() -> None:
    """The names of the functions that are missing, ten of them at most."""
    text = missing("en-US", [f"df_{n}" for n in range(20)])
    assert "`df_0`" in text
    assert "`df_9`, …" in text
    assert "df_10" not in text
