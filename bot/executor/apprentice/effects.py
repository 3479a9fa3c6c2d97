"""Tools that change what stands in a place: burn, freeze, wet, grow, break, mend, unlock …"""

from __future__ import annotations

import re

from bot.executor.apprentice.drafting import NAMED, Draft, Unable
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.looks import look_of_thing, tint_of
from bot.executor.apprentice.scene import Sort, Spot
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.text import clean
from bot.executor.apprentice.ways import frozen_ways, ways
from bot.values import Json, JsonObject

_MOST_NAMES = 60

EFFECTS: dict[Kind, JsonObject] = {
    Kind.BURN: {
        "burning": True,
        "lit": True,
        "heated": True,
        "frozen": False,
        "wet": False,
        "touched_by": "fire",
    },
    Kind.FREEZE: {"frozen": True, "burning": False, "touched_by": "ice"},
    Kind.WET: {"wet": True, "burning": False, "lit": False, "touched_by": "water"},
    Kind.BLOW: {"blown": True, "touched_by": "wind"},
    Kind.GROW: {"grown": True, "overgrown": True, "size": "large"},
    Kind.BREAK: {"broken": True, "intact": False},
    Kind.MEND: {"mended": True, "repaired": True, "broken": False, "intact": True},
    Kind.UNLOCK: {"unlocked": True, "locked": False, "open": True},
    Kind.REVEAL: {"revealed": True, "hidden": False},
    Kind.CONCEAL: {"hidden": True, "revealed": False},
    Kind.REMOVE: {"gone": True, "hidden": True},
    Kind.MOVE: {"moved": True},
    Kind.FILL: {"filled": True, "passable": True},
    Kind.LIGHT: {"lit": True, "glowing": True},
    Kind.DARK: {"lit": False, "glowing": False},
    Kind.TRANSFORM: {"transformed": True},
    Kind.SLEEP: {"asleep": True, "awake": False},
    Kind.WAKE: {"awake": True, "asleep": False},
    Kind.BIND: {"caught": True, "held": True},
    Kind.DISTRACT: {"distracted": True, "charmed": True},
}
"""What each kind writes into an object's details; every effect starts with its core."""

_PARTICULAR = frozenset({Kind.UNLOCK, Kind.MEND, Kind.REVEAL, Kind.CONCEAL, Kind.BREAK})
"""Kinds that fit only what is locked, broken, hidden …; the others fit anything."""

_SIGNS = {
    Kind.BURN: "burst of flame",
    Kind.FREEZE: "frost",
    Kind.WET: "trickle of water",
    Kind.BLOW: "breeze",
    Kind.GROW: "tuft of green",
    Kind.BREAK: "cloud of dust",
    Kind.MEND: "gleam of glue",
    Kind.UNLOCK: "key of light",
    Kind.REVEAL: "pale gleam",
    Kind.CONCEAL: "veil of mist",
    Kind.FILL: "heap of sand",
    Kind.BIND: "snare",
    Kind.DISTRACT: "glittering decoy",
    Kind.WAKE: "crowing cock",
}
_PASSING = frozenset({Kind.SLEEP, Kind.BIND, Kind.DISTRACT})
"""Kinds that never last for good."""
_CROSSED = frozenset({Kind.FREEZE, Kind.FILL})
_INTO = re.compile(
    r"\b(?:into|to|in2|in|в|zu|en)\s+((?!(?:which|that|so|der|die|das)\b)[^\W\d_][\w -]{1,39})",
    re.IGNORECASE,
)
_IN_COLOR = re.compile(r"цвет|\bcolou?r|\bfarbe|\bcouleur", re.IGNORECASE)
_ENOUGH = re.compile(r"\s+(?:so that|so|for|with|damit|чтобы|pour|para)\b.*", re.IGNORECASE)


def effects(draft: Draft) -> list[Plan]:
    """Change the object the words name; a gap that is frozen or filled becomes a way."""
    if draft.kind in _CROSSED and (plans := _over_gap(draft)):
        return plans
    if targets := draft.objects():
        return _on(draft, targets[0])
    if marks := draft.wish.aimed(Sort.LANDMARK):
        return [_visible(draft, marks[0].spot)]
    if not draft.scenery.of(Sort.OBJECT):
        raise Unable("no_object")
    return [_on_anything(draft)]


def effect_or_none(draft: Draft) -> list[Plan]:
    """As `effects`, but empty where the words do not clearly name an object."""
    targets = draft.objects(least=NAMED)
    return _on(draft, targets[0]) if targets else []


def _over_gap(draft: Draft) -> list[Plan]:
    """The plans for a chasm or the like: its object where there is one, else a way over it."""
    named = draft.objects()
    if named and named[0].id not in draft.scenery.gaps and not named[0].is_gap:
        return []
    is_at_gap = "gap" in draft.wish.traits
    if draft.wish.aimed(Sort.LANDMARK) and not is_at_gap and not named:
        return []
    gap = named[0] if named else draft.scenery.first_gap()
    if gap and gap.id not in draft.scenery.gaps and draft.scenery.beyond:
        return [*frozen_ways(draft, gap, _effect(draft)), *_on(draft, gap)]
    if gap:
        return _on(draft, gap, more={"passable": True})
    return ways(draft) if draft.scenery.of(Sort.LANDMARK) else []


def _on(draft: Draft, target: Spot, *, more: JsonObject | None = None) -> list[Plan]:
    """The full effect on one object, and its bare core for a second try."""
    effect = {**_effect(draft), **(more or {})}
    core: JsonObject = {key: effect[key] for key in [next(iter(effect)), *(more or {})]}
    targets: JsonObject = {target.place_id: target.id}
    summary = f"Work on {target.name}: {draft.kind.value}."

    def plan(bodies: tuple[str, ...], each: JsonObject, **own: Json) -> Plan:
        known = _constants(draft, each, target.name)
        constants: JsonObject = {"targets": targets, **known, **own}
        return Plan(bodies=bodies, summary=summary, constants=constants)

    plans = [plan(("find_known", "effect"), each) for each in (effect, core)]
    if draft.wish.seconds is not None or draft.kind in _PASSING:
        plans.insert(0, plan(("find_known", "passing"), effect, seconds=draft.seconds))
    if uses := draft.wish.uses:
        own: JsonObject = {"uses": uses, "spent": draft.say("spent")}
        plans.insert(0, plan(("find_known", "counting", "counted_effect"), effect, **own))
    return plans


def _on_anything(draft: Draft) -> Plan:
    """The effect on whatever in the place is not yet so, what lies behind exits spared."""
    marks = draft.scenery.of(Sort.LANDMARK)
    spared: list[Json] = [mark.object_id for mark in marks if mark.exit_to and mark.object_id]
    return Plan(
        bodies=("find_any", "effect"),
        summary=f"Work on the nearest thing it fits: {draft.kind.value}.",
        constants={
            "spared": spared,
            "is_for_anything": draft.kind not in _PARTICULAR,
            **_constants(draft, _effect(draft), ""),
        },
    )


def _constants(draft: Draft, effect: JsonObject, target: str) -> JsonObject:
    things = draft.scenery.of(Sort.OBJECT)[:_MOST_NAMES]
    part = _part(draft)
    return {
        "effect": effect,
        "names": {thing.id: thing.name for thing in things},
        "done": draft.say(part, target="{target}", result=outcome(draft)),
        "already": draft.say("already", target="{target}"),
        "absent": draft.say("absent", target=target) if target else draft.say("nowhere"),
        "refused": draft.say("refused"),
    }


def _effect(draft: Draft) -> JsonObject:
    effect = dict(EFFECTS[draft.kind])
    if _is_melting(draft):
        melting: JsonObject = {"melted": True, "heated": True, "frozen": False}
        effect = melting
    if draft.kind is Kind.WET and "flooding" in draft.wish.traits:
        effect["flooded"] = True
    if draft.kind is Kind.TRANSFORM:
        effect["appearance"] = outcome(draft)
    tint = tint_of(draft.wish, draft.kind, draft.lexicon)
    return {**effect, "client_visual_update": tint} if tint else effect


def _is_melting(draft: Draft) -> bool:
    return draft.kind is Kind.BURN and "melting" in draft.wish.traits


def _part(draft: Draft) -> str:
    """Which sentence tells what came of it."""
    if _is_melting(draft):
        return "melted"
    if draft.kind is not Kind.TRANSFORM or not draft.wish.color:
        return "done"
    into = _INTO.search(draft.wish.words)
    return "done" if into and not _IN_COLOR.search(into[1]) else "colored"


def outcome(draft: Draft) -> str:
    """What a transformation ends in, in the player's words."""
    if draft.kind is not Kind.TRANSFORM:
        return ""
    if found := _INTO.search(draft.wish.words):
        return clean(_ENOUGH.sub("", found[1]), limit=40)
    return draft.wish.color.name if draft.wish.color else draft.say("different")


def _visible(draft: Draft, mark: Spot) -> Plan:
    """Something to be seen at a landmark that has no state to change."""
    name = _SIGNS.get(draft.kind, "shimmer")
    look = look_of_thing(draft.wish, draft.kind, name, draft.lexicon)
    return Plan(
        bodies=("visible",),
        summary=f"Let something be seen at {mark.name}: {name}.",
        constants={
            "thing": look.type,
            "seconds": draft.seconds,
            "look": look.config,
            "spots": {mark.place_id: mark.id},
            "done": draft.say("visible", target=mark.name),
            "absent": draft.say("absent", target=mark.name),
            "refused": draft.say("refused"),
        },
    )
