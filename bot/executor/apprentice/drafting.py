"""What all kinds of tools are drafted from: the wish, the scene, the words, the sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.executor.apprentice.lexicon import Kind, Lexicon
from bot.executor.apprentice.looks import with_article
from bot.executor.apprentice.scene import Scenery, Sort, Spot
from bot.executor.apprentice.wish import Wish

_SECONDS = {
    Kind.SPAN: 30.0,
    Kind.FLY: 30.0,
    Kind.FREEZE: 30.0,
    Kind.LIGHT: 120.0,
    Kind.SHIELD: 30.0,
    Kind.SLEEP: 20.0,
    Kind.CONCEAL: 30.0,
    Kind.TELEPORT: 10.0,
    Kind.WEATHER: 120.0,
    Kind.SPARKS: 15.0,
    Kind.ADORN: 600.0,
    Kind.FOLLOW: 300.0,
}
_USUAL_SECONDS = 60.0

NAMED = 0.7
"""How well a thing has to be named to be meant before what a kind usually works on."""


class Unable(Exception):
    """The apprentice knows no way to write this; `reason` names a sentence under `unable`."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One effect of one wish on the workbench."""

    wish: Wish
    kind: Kind
    scenery: Scenery
    lexicon: Lexicon

    @property
    def seconds(self) -> float:
        """How long the tool's work lasts: as wished, else as is usual for its kind."""
        return self.wish.seconds or _SECONDS.get(self.kind, _USUAL_SECONDS)

    def say(self, part: str, **values: str) -> str:
        """The sentence for a part of this kind, in the wisher's language where there is one."""
        sentence = self.lexicon.phrases.sentence(self.kind, part, self.wish.language)
        thing = values.get("thing", "")
        time = self.time(self.seconds)
        return sentence.format_map({"A_thing": with_article(thing), "time": time, **values})

    def time(self, seconds: float) -> str:
        """A span of time in the wisher's language, in the greatest unit that fits."""
        unit, size = "second", 1
        for name, length in (("minute", 60), ("hour", 3600)):
            if seconds % length == 0 and seconds >= length:
                unit, size = name, length
        count = seconds / size
        part = unit if count == 1 else f"{unit}s"
        sentence = self.lexicon.phrases.sentence("time", part, self.wish.language)
        return sentence.format_map({"n": f"{count:g}"})

    def objects(self, *, least: float = 0.0) -> list[Spot]:
        """The environment objects the words aim at, best first, none twice."""
        aimed = (aim for aim in self.wish.aimed(Sort.OBJECT, Sort.LANDMARK) if aim.score >= least)
        found = (self.scenery.object_of(aim.spot) for aim in aimed)
        return list({spot.id: spot for spot in found if spot}.values())

    def someone(self) -> Spot | None:
        """The soul the words aim at, unless it is the wisher."""
        souls = (aim.spot for aim in self.wish.aimed(Sort.SOUL) if aim.score >= NAMED)
        return next((soul for soul in souls if soul.id != self.scenery.me), None)


def listed(names: Iterable[str]) -> str:
    """The names as a short list for a sentence."""
    return ", ".join(list(dict.fromkeys(names))[:4])
