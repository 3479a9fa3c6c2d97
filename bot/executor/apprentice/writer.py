"""The apprentice at work: from a prompt's messages to a function, or to why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.executor.apprentice import (
    appearances,
    composing,
    effects,
    errands,
    facts,
    spells,
    times,
    ways,
)
from bot.executor.apprentice.brief import Brief, read_brief
from bot.executor.apprentice.composing import Drafter
from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.lexicon import Kind, Lexicon
from bot.executor.apprentice.recorded import RecordedFunction, find_recording
from bot.executor.apprentice.refusals import explanation, protected_exit
from bot.executor.apprentice.scene import Scenery, Sort, scenery
from bot.executor.apprentice.source import Bodies, Plan
from bot.executor.apprentice.suggesting import suggested
from bot.executor.apprentice.wish import Wish, understand
from bot.executor.apprentice.wording import Reader
from bot.values import Json

RECORDED = "apprentice/recorded"
RULES = "apprentice/rules"
UNABLE = "apprentice/unable"
MODELS = (RECORDED, RULES, UNABLE)
"""The names the apprentice answers under; none of them is a language model."""


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
        self._reader = Reader(self._lexicon)
        self._bodies = Bodies()

    def answer(self, messages: Sequence[Json]) -> Answer:
        """The function a prompt asks for, or a plain explanation without code."""
        brief = read_brief(messages)
        scene = scenery(brief.scene)
        wish = self.understood(brief.words, scene)
        try:
            return self._written(brief, wish, scene)
        except Unable as reason:
            said = explanation(reason, scene, self._lexicon.phrases, wish.language)
            return Answer(UNABLE, said)

    def understood(self, words: str, scene: Scenery) -> Wish:
        """What a player's words are taken to mean in a scene."""
        return understand(words, scene, self._lexicon, self._reader)

    def _written(self, brief: Brief, wish: Wish, scene: Scenery) -> Answer:
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
        kinds, plans = self.planned(wish, scene)
        return Answer(RULES, self._chosen(plans, kinds[0], brief))

    def planned(self, wish: Wish, scene: Scenery) -> tuple[tuple[Kind, ...], list[Plan]]:
        """What a wish comes down to, and the plans for it; raises `Unable` where there is none."""
        if wish.refusal:
            raise Unable(wish.refusal)
        if name := protected_exit(wish, scene):
            raise Unable("protected", target=name)
        kinds = self._kinds(wish, scene)
        return kinds, self._plans(wish, kinds, scene)

    def _kinds(self, wish: Wish, scene: Scenery) -> tuple[Kind, ...]:
        """What the wish comes down to; raises `Unable` where that is nothing."""
        draft = Draft(wish=wish, kind=Kind.COMBINE, scenery=scene, lexicon=self._lexicon)
        if len(composing.own_tools(draft)) > 1 and wish.kind not in (Kind.GIVE, Kind.STORE):
            return (Kind.COMBINE,)
        if wish.kind is Kind.COMBINE and (only := composing.only_effect(draft)):
            return (only,)
        if wish.kinds:
            return wish.kinds
        if kind := suggested(wish, scene):
            return (kind,)
        articles = self._lexicon.grammar.particles["indefinite"]
        if wish.text.words and not articles.isdisjoint(wish.text.words[:3]):
            return (Kind.CONJURE,)
        if aimed := wish.aimed(*Sort):
            raise Unable("about", target=aimed[0].spot.name)
        raise Unable("unknown")

    def _plans(self, wish: Wish, kinds: Sequence[Kind], scene: Scenery) -> list[Plan]:
        """The plans for the kinds, one tool for all; raises `Unable` where none can be drafted."""
        drafted: list[list[Plan]] = []
        wanting: list[Unable] = []
        for kind in kinds:
            draft = Draft(wish=wish, kind=kind, scenery=scene, lexicon=self._lexicon)
            try:
                drafted.append(_drafters()[kind](draft))
            except Unable as reason:
                wanting.append(Unable(reason.reason, kind=kind.value, **reason.values))
        if not drafted:
            raise wanting[0]
        return composing.composed(drafted)

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


def _was_given(source: str, brief: Brief) -> bool:
    return any(source.strip() in answer for answer in brief.answers)


def _combined(draft: Draft) -> list[Plan]:
    return composing.combinations(draft, _drafters())


def _drafters() -> dict[Kind, Drafter]:
    """Who drafts tools of which kind."""
    return {
        **dict.fromkeys((Kind.SPAN, Kind.CLIMB), ways.ways),
        **dict.fromkeys(effects.EFFECTS, effects.effects),
        **dict.fromkeys((Kind.LIGHT, Kind.DARK), spells.lights),
        **dict.fromkeys((Kind.FLY, Kind.SHIELD, Kind.HEAL, Kind.SLEEP), spells.statuses),
        **dict.fromkeys((Kind.CONCEAL, Kind.STATE), spells.statuses),
        **dict.fromkeys((Kind.SUMMON, Kind.CONJURE), appearances.appearances),
        **dict.fromkeys((Kind.SPARKS, Kind.ADORN), appearances.appearances),
        **dict.fromkeys((Kind.MAP, Kind.COMPASS, Kind.POCKETS), facts.facts),
        **dict.fromkeys((Kind.SWAP, Kind.TOGETHER), ways.journeys),
        Kind.TRANSFORM: spells.transformations,
        Kind.FOLLOW: appearances.followers,
        Kind.WEATHER: spells.weathers,
        Kind.TELEPORT: ways.portals,
        Kind.ROOM: ways.rooms,
        Kind.CARRY: errands.messages,
        Kind.CALL: errands.calls,
        Kind.TIMER: times.timers,
        Kind.RING: times.rounds,
        Kind.REWIND: times.rewinds,
        Kind.READ: facts.readings,
        Kind.COMBINE: _combined,
        Kind.GIVE: errands.gifts,
        Kind.STORE: errands.stores,
        Kind.CHANCE: errands.chances,
        Kind.BARGAIN: errands.bargains,
    }
