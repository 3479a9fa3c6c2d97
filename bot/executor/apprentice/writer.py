"""The apprentice at work: from a prompt's messages to a function, or to why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.executor.apprentice import effects, errands, spells, ways
from bot.executor.apprentice.brief import Brief, read_brief
from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.lexicon import Kind, Lexicon
from bot.executor.apprentice.recorded import RecordedFunction, find_recording
from bot.executor.apprentice.refusals import protected_exit, refusal_of
from bot.executor.apprentice.scene import Scenery, Sort, scenery
from bot.executor.apprentice.source import Bodies, Plan
from bot.executor.apprentice.wish import Wish, understand
from bot.values import Json

RECORDED = "apprentice/recorded"
RULES = "apprentice/rules"
UNABLE = "apprentice/unable"
MODELS = (RECORDED, RULES, UNABLE)
"""The names the apprentice answers under; none of them is a language model."""

Drafter: TypeAlias = Callable[[Draft], list[Plan]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the apprentice answers, and as which of its models."""

    model: str
    content: str


class Apprentice:
    """Answers prompts by recordings and rules; the same prompt gets the same answer."""

    def __init__(self, recordings: Sequence[RecordedFunction] = ()) -> None:
        self._recordings = tuple(recordings)
        self._lexicon = Lexicon.read()
        self._bodies = Bodies()

    def answer(self, messages: Sequence[Json]) -> Answer:
        """The function a prompt asks for, or a plain explanation without code."""
        brief = read_brief(messages)
        try:
            return self._written(brief)
        except Unable as reason:
            return Answer(UNABLE, self._explanation(reason, _language(brief.words)))

    def _written(self, brief: Brief) -> Answer:
        if not brief.name:
            raise Unable("no_name")
        recording = find_recording(self._recordings, brief.name, brief.task)
        if recording is not None and not brief.words:
            if _was_given(recording.source, brief):
                raise Unable("recording_refused")
            return Answer(RECORDED, recording.source)
        if not brief.is_wish:
            raise Unable("recipe")
        if not brief.words:
            raise Unable("no_words")
        return Answer(RULES, self._tool(brief))

    def _tool(self, brief: Brief) -> str:
        scene = scenery(brief.scene)
        wish = understand(brief.words, scene, self._lexicon)
        kind = self._kind(wish, scene)
        draft = Draft(wish=wish, kind=kind, scenery=scene, lexicon=self._lexicon)
        try:
            plans = _DRAFTERS[kind](draft)
        except Unable as reason:
            raise Unable(reason.reason, kind=kind.value, **reason.values) from None
        return self._chosen(plans, kind, brief)

    def _kind(self, wish: Wish, scene: Scenery) -> Kind:
        """What the wish comes down to; raises `Unable` for what is not or cannot be written."""
        if refusal := refusal_of(wish, self._lexicon):
            raise Unable(refusal)
        if name := protected_exit(wish, scene):
            raise Unable("protected", target=name)
        if wish.kind is not None:
            return wish.kind
        aimed = wish.aimed(*Sort)
        if aimed:
            raise Unable("about", target=aimed[0].spot.name)
        raise Unable("unknown")

    def _chosen(self, plans: Sequence[Plan], kind: Kind, brief: Brief) -> str:
        """The first plan the world has the APIs for that comes after those already given."""
        missing = [
            self._bodies.apis(plan) - (brief.apis or self._bodies.apis(plan)) for plan in plans
        ]
        possible = [plan for plan, lacks in zip(plans, missing, strict=True) if not lacks]
        if not possible:
            raise Unable("no_api", kind=kind.value, apis=", ".join(sorted(missing[0])))
        sources = list(dict.fromkeys(self._bodies.render(brief.name, plan) for plan in possible))
        given = [at for at, source in enumerate(sources) if _was_given(source, brief)]
        if given:
            sources = sources[given[-1] + 1 :]
        if not sources:
            raise Unable("exhausted", kind=kind.value)
        return sources[0]

    def _explanation(self, reason: Unable, language: str) -> str:
        opening, said, model = (
            self._lexicon.sentence("unable", part, language)
            for part in ("opening", reason.reason, "model")
        )
        return f"{opening} {said.format_map(reason.values)}\n\n{model}"


def _language(words: str) -> str:
    """The language of some words as far as their letters tell, also where nothing is understood."""
    return "ru" if any("\u0430" <= one <= "\u044f" for one in words.casefold()) else "en"


def _was_given(source: str, brief: Brief) -> bool:
    return any(source.strip() in answer for answer in brief.answers)


_DRAFTERS: dict[Kind, Drafter] = {
    **dict.fromkeys((Kind.SPAN, Kind.CLIMB), ways.ways),
    **dict.fromkeys(effects.EFFECTS, effects.effects),
    **dict.fromkeys((Kind.LIGHT, Kind.DARK), spells.lights),
    **dict.fromkeys((Kind.FLY, Kind.SHIELD, Kind.HEAL, Kind.SLEEP, Kind.CONCEAL), spells.statuses),
    **dict.fromkeys((Kind.SUMMON, Kind.CONJURE, Kind.SPARKS), errands.appearances),
    Kind.WEATHER: spells.weathers,
    Kind.TELEPORT: ways.portals,
    Kind.CARRY: errands.messages,
    Kind.TIMER: errands.timers,
    Kind.READ: errands.readings,
    Kind.COMBINE: errands.combinations,
    Kind.GIVE: errands.gifts,
    Kind.CHANCE: errands.chances,
    Kind.BARGAIN: errands.bargains,
}
