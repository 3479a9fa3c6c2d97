"""What the models of a server cost, which of them answers next, and how they fare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import ui

from bot.cogs.pages import Page
from bot.cogs.ui.controls import button
from bot.cogs.ui.text import PANEL, cut, label, name, plain, relative
from bot.cogs.ui.worlds import LINE, container
from bot.cogs.words import say, translated
from bot.engine.moderating.spending import Health, Spending, Standing, Sum

ROWS = 8
"""So many members and functions are listed, those who spent the most."""


def spending_page(locale: str, standing: Standing) -> Page:
    """What a server has spent today of what it may, by member and by function."""
    back = ui.ActionRow(button(say(locale, "spending.back"), "mod"))
    lines = [say(locale, "spending.title"), *_standing(locale, standing)]
    if standing.is_paid:
        lines += _sums(locale, standing.spending)
    models = [say(locale, "spending.models"), *(_health(locale, one) for one in standing.health)]
    return container(
        ui.TextDisplay(cut("\n".join(lines), PANEL - 1_000)),
        ui.Separator(),
        ui.TextDisplay(cut("\n".join(models), 1_000)),
        back,
    )


def clock(moment: float) -> str:
    """A moment in seconds since the epoch as a time of day, in the member's own time zone."""
    return f"<t:{int(moment)}:t>"


def _standing(locale: str, standing: Standing) -> Iterator[str]:
    at = standing.spending.resumes_at
    if not standing.is_paid:
        yield say(locale, "spending.free")
        return
    if standing.rung:
        yield say(locale, "spending.next", rung=say(locale, f"rung.{standing.rung}"))
    else:
        yield say(locale, "spending.paused", at=clock(at), when=relative(at))
    yield say(locale, "spending.anew", when=relative(at))


def _sums(locale: str, spending: Spending) -> Iterator[str]:
    limits = spending.allowances
    yield say(locale, "spending.server", **_of(locale, spending.guild, limits.guild))
    if limits.everyone != Sum():
        yield say(locale, "spending.everyone", **_of(locale, spending.everyone, limits.everyone))
    most = limits.member
    yield say(
        locale,
        "spending.member",
        requests=_count(most.requests) if most.requests else say(locale, "spending.any"),
        tokens=_count(most.tokens) if most.tokens else say(locale, "spending.any"),
    )
    nobody = say(locale, "spending.nobody")
    members = [(f"<@{one}>" if one else nobody, spent) for one, spent in spending.members]
    functions = [(f"`{label(one)}`", spent) for one, spent in spending.functions]
    for key, rows in (("spending.members", members), ("spending.functions", functions)):
        if rows:
            yield say(locale, key)
            yield from _rows(locale, rows)


def _rows(locale: str, rows: Sequence[tuple[str, Sum]]) -> Iterator[str]:
    for who, spent in rows[:ROWS]:
        requests, tokens = _count(spent.requests), _count(spent.tokens)
        yield f"- {say(locale, 'spending.line', name=who, requests=requests, tokens=tokens)}"
    if len(rows) > ROWS:
        yield say(locale, "spending.more", count=len(rows) - ROWS)


def _of(locale: str, spent: Sum, limit: Sum) -> dict[str, str]:
    """Requests and tokens, each with its limit where there is one."""
    pairs = (
        ("requests", spent.requests, limit.requests),
        ("tokens", spent.tokens, limit.tokens),
    )
    return {
        key: say(locale, "spending.of", spent=_count(used), limit=_count(most))
        if most
        else _count(used)
        for key, used, most in pairs
    }


def _health(locale: str, one: Health) -> str:
    said = {"name": name(one.model_name), "rung": say(locale, f"rung.{one.name}")}
    failed, answered = one.failed_at or 0.0, one.answered_at or 0.0
    if failed > answered:
        text = plain(translated(locale, one.trouble), LINE)
        return f"- {say(locale, 'spending.model-ill', when=relative(failed), text=text, **said)}"
    if answered:
        return f"- {say(locale, 'spending.model-well', when=relative(answered), **said)}"
    return f"- {say(locale, 'spending.model-idle', **said)}"


def _count(number: int) -> str:
    """A number that can be read: groups of three digits, narrow blanks between them."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
