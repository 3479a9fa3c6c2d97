"""Pictures in words: the alt text that says what the picture shows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.engine.pictures.plainly import elided
from bot.engine.pictures.stage import Chart, Doorway, Figure, Isle, Solid, Span, Stage

LONGEST = 1000
"""The most characters of an alt text."""

_LIMITS = ((120, 99), (60, 99), (36, 99), (24, 99), (16, 99), (12, 40), (12, 24), (10, 14), (8, 8))
"""How long a name may be and how many of a kind are named, from generous to sparing."""


@cache
def _phrases(locale: str) -> dict[str, str]:
    known = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
    return known.get(locale.split("-")[0].casefold(), known["en"])


def stage_in_words(stage: Stage, locale: str) -> str:
    """What a stage shows, in at most 1,000 characters; everything is named while there is room."""
    return fitting(lambda limit, most: _stage_text(stage, _Speech(locale, limit, most)))


def chart_in_words(chart: Chart, locale: str) -> str:
    """What a chart shows, in at most 1,000 characters."""
    return fitting(lambda limit, most: _chart_text(chart, _Speech(locale, limit, most)))


def fitting(text_of: Callable[[int, int], str]) -> str:
    """The longest text that fits, from how long a name may be and how many may be named."""
    found = ""
    for limit, most in _LIMITS:
        found = text_of(limit, most)
        if len(found) <= LONGEST:
            return found
    return elided(found, LONGEST)


class _Speech:
    """How things are said in a locale, with names and lists of some length."""

    def __init__(self, locale: str, limit: int, most: int) -> None:
        self._phrases = _phrases(locale)
        self._limit = limit
        self._most = most

    def say(self, phrase: str, **parts: str) -> str:
        return self._phrases[phrase].format(**parts)

    def name(self, text: str) -> str:
        return elided(text, self._limit)

    def named(self, text: str, notes: list[str]) -> str:
        """A name, with what is to be noted about it."""
        return f"{self.name(text)} ({', '.join(notes)})" if notes else self.name(text)

    def listed(self, phrase: str, items: list[str]) -> list[str]:
        """The sentence of a list; none where it is empty."""
        if not items:
            return []
        shown = items[: self._most]
        if len(items) > len(shown):
            shown.append(self.say("more", count=str(len(items) - len(shown))))
        return [self.say(phrase, items=", ".join(shown))]


def _stage_text(stage: Stage, speech: _Speech) -> str:
    parts = [f"{speech.name(stage.title)}."]
    parts += [speech.say("light", word=speech.name(stage.light))] if stage.light else []
    parts += [speech.say("weather", word=speech.name(stage.weather))] if stage.weather else []
    solids = sorted(stage.solids, key=lambda one: not one.is_focus)
    parts += speech.listed("figures", [_figure(one, speech) for one in stage.figures])
    parts += speech.listed("spans", [_span(one, speech) for one in stage.spans])
    parts += speech.listed("solids", [_solid(one, speech) for one in solids])
    parts += speech.listed("doorways", [_doorway(one, speech) for one in stage.doorways])
    if not (stage.solids or stage.spans or stage.doorways):
        parts.append(speech.say("empty"))
    return " ".join(parts)


def _solid(solid: Solid, speech: _Speech) -> str:
    notes = [speech.say("focus")] if solid.is_focus else []
    notes += [speech.say("glowing")] if solid.glow else []
    notes += [_way(solid.way, solid.leads_to, speech)] if solid.way else []
    return speech.named(solid.name, notes)


def _way(way: str, leads_to: str, speech: _Speech) -> str:
    if not leads_to:
        return speech.say(f"{way}_bare")
    return speech.say(way, name=speech.name(leads_to))


def _span(span: Span, speech: _Speech) -> str:
    here = speech.say("here")
    name, end = speech.name(span.name), speech.name(span.to_name) or here
    if span.start is None:
        return speech.say("at", name=name, end=end)
    return speech.say("span", name=name, start=speech.name(span.from_name) or here, end=end)


def _figure(figure: Figure, speech: _Speech) -> str:
    notes = [speech.say("you")] if figure.is_viewer else []
    return speech.named(figure.name, [*notes, *map(speech.name, figure.statuses[:4])])


def _doorway(one: Doorway, speech: _Speech) -> str:
    return speech.named(one.name, [_way("open" if one.is_open else "sealed", one.leads_to, speech)])


def _chart_text(chart: Chart, speech: _Speech) -> str:
    isles = [_isle(chart, isle, speech) for isle in chart.isles]
    parts = [speech.say("map", name=speech.name(chart.title)), *speech.listed("solids", isles)]
    if chart.left_out:
        parts.append(speech.say("more", count=str(chart.left_out)))
    return " ".join(parts)


def _isle(chart: Chart, isle: Isle, speech: _Speech) -> str:
    names = {one.id: one.name for one in chart.isles}
    notes = [speech.say("is_here")] if isle.is_here else []
    if isle.souls:
        souls = ", ".join(speech.name(one.name) for one in isle.souls)
        notes.append(speech.say("souls", items=souls))
    for road in chart.roads:
        if road.one == isle.id:
            phrase = "way_open" if road.is_open else "way_sealed"
            notes.append(speech.say(phrase, name=speech.name(names[road.other])))
    return speech.named(isle.name, notes)
