"""The tools of a world: as a list, and one with its source and how it came to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, Picture, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import OPTION, PANEL, cut, label, listed, name, plain
from bot.cogs.words import found, say
from bot.engine.forging.alike import code_of
from bot.engine.forging.tools import REASON_LENGTH, Tool, ToolStory

REASON = "reason"
"""The custom id of the field a report's reason is written in."""
SOURCE = 1_900
"""Up to so many characters the source stands on the page; a longer one comes as a file."""
FACTS = 1_500
ROOM = PANEL - FACTS - 200
"""So many characters the source and what changed in it may have together."""


def tool_code(tool: Tool) -> str:
    """The short form of a tool's name, for custom ids."""
    return code_of(tool.function)


def titles(tools: Sequence[Tool]) -> dict[str, Tool]:
    """The tools by what members call them: the title, with the function's name if it is shared."""
    shown = [label(one.title, OPTION) for one in tools]
    return {
        text if shown.count(text) == 1 else label(f"{one.name}: {text}", OPTION): one
        for text, one in zip(shown, tools, strict=True)
    }


def list_page(locale: str, tools: Sequence[Tool], words: str = "") -> Page:
    """The tools, a line each."""
    lines = [say(locale, "tools.title")]
    room = PANEL - 200
    for number, (shown, tool) in enumerate(titles(tools).items()):
        key = "tools.line" if tool.is_enabled else "tools.line-disabled"
        maker = _maker(locale, tool)
        line = f"- {say(locale, key, name=name(shown), version=tool.version, maker=maker)}"
        room -= len(line) + 1
        if room < 0:
            lines.append(say(locale, "tools.more", count=len(tools) - number))
            break
        lines.append(line)
    if not tools:
        lines.append(say(locale, "tools.none-found" if words else "tools.none"))
    return page(ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=COLOUR))


def tool_page(locale: str, story: ToolStory) -> Page:
    """One tool: whose it is, what it may do, what it cost, and its source."""
    source, code = story.tool.function.source, tool_code(story.tool)
    fits = len(source) <= SOURCE and "```" not in source
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut("\n".join(_facts(locale, story)), FACTS))]
    pictures: list[Picture] = []
    if fits:
        items.append(ui.TextDisplay(f"```py\n{source}\n```"))
    else:
        pictures.append(Picture(f"{label(story.tool.name)}.py", source.encode(), story.tool.name))
        items.append(ui.File(pictures[0].address))
    if change := story.change:
        _show_change(locale, change, items, pictures, room=ROOM - len(source) if fits else ROOM)
    remix = button(say(locale, "tool.remix"), "remix", code, style=ButtonStyle.primary)
    report = button(say(locale, "tool.report"), "report", code)
    items.append(ui.ActionRow(remix, report))
    return page(ui.Container(*items, accent_colour=COLOUR), pictures=pictures)


def _show_change(
    locale: str, change: str, items: list[ui.Item[Any]], files: list[Picture], *, room: int
) -> None:
    """What changed since the version before: on the page where there is room, else as a file."""
    title = say(locale, "tool.change")
    if len(change) <= room and "```" not in change:
        items.append(ui.TextDisplay(f"{title}\n```diff\n{change}\n```"))
        return
    files.append(Picture("change.diff", change.encode(), "change"))
    items += [ui.TextDisplay(title), ui.File(files[-1].address)]


def report_dialog(locale: str, tool: Tool) -> ui.Modal:
    """The dialog in which a member says what is wrong with a tool."""
    dialog = ui.Modal(
        title=say(locale, "report.title"), custom_id=custom_id("reported", tool_code(tool))
    )
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=REASON,
        style=discord.TextStyle.paragraph,
        min_length=1,
        max_length=REASON_LENGTH,
    )
    shown = ui.Label[Any](
        text=say(locale, "report.label"), description=label(tool.title, OPTION), component=field
    )
    return dialog.add_item(shown)


def _facts(locale: str, story: ToolStory) -> Iterator[str]:
    tool, labelled = story.tool, story.tool.function.label
    yield say(locale, "tool.title", name=name(tool.title))
    if not tool.is_enabled:
        yield say(locale, "tool.disabled")
    if tool.wish:
        yield say(locale, "tool.wish", text=plain(tool.wish, 500))
    yield say(locale, "tool.maker", name=_maker(locale, tool), model=name(tool.model))
    yield say(locale, "tool.version", version=tool.version, count=len(story.versions))
    yield say(locale, "tool.cost", count=story.attempts, tokens=story.tokens)
    yield from _made(locale, story)
    if story.origin:
        yield say(locale, "tool.origin", name=name(story.origin))
    if tool.holders:
        yield say(locale, "tool.holders", names=listed(map(name, tool.holders), most=10))
    if labelled is None:
        return
    for key, names in (("tool.reads", labelled.reads), ("tool.writes", labelled.writes)):
        if names:
            yield say(locale, key, names=_codes(names))
    if labelled.duration is not None:
        yield say(locale, "tool.lasts", count=round(labelled.duration))


def _made(locale: str, story: ToolStory) -> Iterator[str]:
    """How the current version was written: who answered, what that cost, what was wrong with it."""
    if story.made:
        yield say(locale, "tool.attempts")
    for one in story.made:
        wrong = "; ".join(
            dict.fromkeys(found(locale, each.rule, str(each)) for each in one.findings)
        )
        findings = plain(label(wrong, 200), 200) if wrong else say(locale, "tool.sound")
        key = "tool.attempt-rung" if one.rung else "tool.attempt"
        yield say(
            locale,
            key,
            number=one.number,
            model=name(one.model),
            rung=say(locale, f"rung.{one.rung}") if one.rung else "",
            tokens=one.prompt_tokens + one.completion_tokens,
            seconds=f"{one.seconds:.1f}",
            findings=findings,
        )


def _codes(names: Iterable[str]) -> str:
    return listed((f"`{label(one)}`" for one in sorted(names)), most=12)


def _maker(locale: str, tool: Tool) -> str:
    if tool.maker is not None:
        return name(tool.maker)
    return say(locale, "tools.world" if tool.maker_id is None else "tools.gone")
