"""What comes of wishes that are not fulfilled: a question back, and the moderators' list."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ButtonStyle, ui

from bot.cogs.pages import Page
from bot.cogs.ui.controls import button
from bot.cogs.ui.text import PANEL, cut, name, plain, quoted, relative
from bot.cogs.ui.worlds import LINE, container
from bot.cogs.words import found, say
from bot.engine.forging.wishes import FailedWish


def question_page(locale: str, wish: str, question: str, orb: str) -> Page:
    """What the Orb wants to know first, and the way to say it; `orb` is a short code."""
    answer = button(say(locale, "wishes.answer"), "wish", orb, style=ButtonStyle.primary)
    asked = say(locale, "wishes.question", text=plain(question, 700))
    text = f"{quoted(plain(wish, 500))}\n{asked}\n{say(locale, 'wishes.how')}"
    return container(ui.TextDisplay(text), ui.ActionRow(answer))


def wishes_page(locale: str, world_name: str, wishes: Sequence[FailedWish]) -> Page:
    """The wishes that came to nothing, the newest first, each with what came in its place."""
    lines = [say(locale, "wishes.title", name=name(world_name))]
    lines += [_line(locale, one) for one in wishes]
    if not wishes:
        lines.append(say(locale, "wishes.none"))
    back = ui.ActionRow(button(say(locale, "spending.back"), "mod"))
    return container(ui.TextDisplay(cut("\n".join(lines), PANEL)), back)


def _line(locale: str, one: FailedWish) -> str:
    wrong = dict.fromkeys(found(locale, each.rule, str(each)) for each in one.findings)
    came = "; ".join(wrong) or one.said
    wish, said = (plain(" ".join(text.split()), LINE // 2) for text in (one.wish, came))
    wished = say(locale, "wishes.line", when=relative(one.at), name=name(one.who), text=wish)
    return f"- {wished}\n-# {say(locale, f'wishes.{one.kind}', count=one.attempts, text=said)}"
