"""The world log: embeds that hold what fits and count the rest, pages that hold everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cogs_play import assert_within_limits, text_of

from bot.cogs.ui.logs import LINES, embed_of, log_page
from bot.cogs.words import say
from bot.engine.genesis import BORN
from bot.engine.journal import LineKind
from bot.engine.storage.rows import LoggedLine, LogPage


def line(number: int, text: str = "", kind: LineKind = LineKind.WORLD) -> LoggedLine:
    """A line of the log."""
    return LoggedLine(number=number, position=0, at=0.0, kind=kind, text=text or f"Line {number}.")


@pytest.mark.parametrize("length", [1, 100, 5_000])
@pytest.mark.parametrize("count", [1, 2, LINES, LINES + 1, 500])
def test_an_embed_is_within_limits(count: int, length: int) -> None:
    """However many lines there are and however long, Discord takes the embed."""
    embed = embed_of("en", [line(n, "x*" * length) for n in range(count)])
    assert embed.description
    assert len(embed.description) <= 4096
    assert len(embed) <= 6000


def test_what_does_not_fit_is_counted() -> None:
    """The newest lines are shown, and it says how many more there are."""
    embed = embed_of("en", [line(n) for n in range(LINES + 12)])
    assert embed.description is not None
    assert embed.description.endswith(f"Line {LINES + 11}.")
    assert embed.footer.text == "and 12 more: /log"
    assert embed_of("en", [line(1)]).footer.text is None


def test_what_souls_did_is_told_in_the_servers_language() -> None:
    """The engine's own lines are, in the channel and on the pages; a world's are the world's."""
    told = line(1, "Ben arrives in Yard.", LineKind.DEED)
    said = replace(told, kind=LineKind.WORLD, text="Ben arrives in triumph.")
    found = LogPage(lines=(told, said), page=1, pages=1, total=2)
    for text in (embed_of("ru", found.lines).description, text_of(log_page("ru", "W", found))):
        assert "Ben входит в мир. Место: Yard." in str(text)
        assert "Ben arrives in triumph." in str(text)


def test_a_new_world_invites() -> None:
    """Where it says that the world is born, members read how to come in."""
    born = line(1, BORN, LineKind.SYSTEM)
    assert embed_of("en", [born]).description == f"*{say('en', 'log.born')}*"
    assert "/play" in text_of(log_page("ru", "W", LogPage(lines=(born,), page=1, pages=1, total=1)))


def test_lines_ping_nobody() -> None:
    """What a line says is only words."""
    embed = embed_of("en", [line(1, "Hello @everyone, <@123> and **you**")])
    assert embed.description is not None
    assert "@everyone" not in embed.description
    assert "<@123>" not in embed.description
    assert "**you**" not in embed.description


def test_a_long_line_is_whole_on_a_page_where_there_is_room() -> None:
    """What the channel saw cut short is read in full; many long lines are cut alike."""
    whole = "A very long tale. " * 100
    told = (line(1, whole), *(line(n) for n in range(2, 15)))
    page = log_page("en", "World", LogPage(lines=told, page=1, pages=1, total=14))
    assert whole.strip() in text_of(page)
    assert_within_limits(page)
    many = log_page("en", "World", LogPage(lines=(line(1, whole),) * 15, page=1, pages=1, total=15))
    assert text_of(many).count("A very long tale.") > 15 * 10
    assert_within_limits(many)


def test_a_page_of_the_log_leads_to_the_others() -> None:
    """The pages before and after can be turned to, where there are any."""
    found = LogPage(lines=tuple(line(n, "y" * 900) for n in range(15)), page=2, pages=9, total=130)
    page = log_page("en", "World", found)
    assert_within_limits(page)
    assert "page 2 of 9" in text_of(page)
    only = log_page("en", "World", LogPage(lines=(), page=1, pages=1, total=0))
    assert "Nothing has happened yet." in text_of(only)
