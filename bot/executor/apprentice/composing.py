"""One tool made of several: tools the wisher has, and effects that are wished for beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import TypeAlias

from bot.executor.apprentice.drafting import NAMED, Draft, Unable
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.scene import Sort, Spot
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.wish import MOST_PARTS

TOOL = "df_user_"
"""How the functions of players' tools begin."""

Drafter: TypeAlias = Callable[[Draft], list[Plan]]

_NO_PART = frozenset({Kind.COMBINE, Kind.CONJURE, Kind.SPARKS, Kind.ADORN, Kind.GIVE, Kind.READ})


def composed(parts: Iterable[list[Plan]]) -> list[Plan]:
    """One tool that does what all the parts do; for each later try the next plan of each part."""
    rows = list(parts)
    if len(rows) == 1:
        return rows[0]
    tries = zip_longest(*rows)
    first = [row[0] for row in rows]
    plans: list[Plan] = []
    for tried in tries:
        first = [plan or kept for plan, kept in zip(tried, first, strict=True)]
        summary = " ".join(plan.summary for plan in first)
        plans.append(Plan(bodies=("compose",), summary=summary, parts=tuple(first)))
    return plans


def own_tools(draft: Draft, *, least: float = NAMED) -> list[Spot]:
    """The wisher's tools that the words name at least so well, none twice."""
    named = (aim.spot for aim in draft.wish.aimed(Sort.ARTIFACT) if aim.score >= least)
    return list({spot.id: spot for spot in named if spot.function.startswith(TOOL)}.values())


def only_effect(draft: Draft) -> Kind | None:
    """The one effect that is wished for where no tool is named: pieces are joined, not tools."""
    if own_tools(draft, least=0.0):
        return None
    effects = _effects_beside(draft, [])
    return effects[0] if len(effects) == 1 else None


def combinations(draft: Draft, drafters: dict[Kind, Drafter]) -> list[Plan]:
    """What two tools do, or a tool and an effect, or two effects, one after the other."""
    tools = own_tools(draft, least=0.0)[:MOST_PARTS]
    parts = [[_use(draft, tool)] for tool in tools]
    for kind in _effects_beside(draft, tools)[: MOST_PARTS - len(parts)]:
        wished = Draft(wish=draft.wish, kind=kind, scenery=draft.scenery, lexicon=draft.lexicon)
        parts.append(drafters[kind](wished))
    if len(parts) < 2 and not tools:
        carried = draft.scenery.of(Sort.ARTIFACT)
        others = [item for item in carried if item.function.startswith(TOOL)]
        parts = parts or [[_use(draft, tool)] for tool in others[:2]]
    if not parts or (tools and len(parts) < 2):
        raise Unable("no_tools")
    return composed(parts)


def _effects_beside(draft: Draft, tools: list[Spot]) -> list[Kind]:
    """The effects that are wished for and that none of the tools has by its name."""
    if len(tools) > 1:
        return []
    fitting = {
        part for tool in tools for word in tool.words for part in draft.lexicon.index.fitting(word)
    }
    by_name = {
        entry.kind
        for entry in draft.lexicon.entries.values()
        for row in entry.pattern.groups[0]
        if entry.pattern.is_plain and fitting.issuperset(row)
    }
    return [kind for kind in draft.wish.effects if kind not in _NO_PART | by_name]


def _use(draft: Draft, tool: Spot) -> Plan:
    return Plan(
        bodies=("combine",),
        summary=f"Use {tool.name}.",
        constants={
            "tool": tool.function,
            "done": draft.say("and_so"),
            "refused": draft.say("refused"),
        },
    )
