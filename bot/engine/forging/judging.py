"""What is wrong with a tool, and what it is allowed from now on, by what its trials showed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.engine import deeds
from bot.engine.forging.trials import Trial
from bot.engine.host_apis import Access, declared_apis
from bot.engine.host_apis.subject import LONGEST
from bot.engine.turn import Effects
from bot.executor.specification import Author, DynamicFunction, Finding, Label, Severity
from bot.executor.syntax import parse
from bot.values import as_text

TELLING = frozenset({"host_log_message_to_world", "host_trigger_world_event", "host_call_function"})
"""Writes by which alone the world's state does not change."""

_SPANS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "hour": 3600}
_SPAN = r"(\d+(?:\.\d+)?)\s*(second|sec|s|minute|min|hour)s?\b"
_CLAIMED = re.compile(rf"\b(?:for|lasts?)\s+{_SPAN}(?:(?:\s*,)?(?:\s+and)?\s*{_SPAN})*", re.I)


def wrong_with(trial: Trial) -> Iterator[Finding]:
    """What one trial shows: what it failed at, and what it told the player that is not so."""
    yield from trial.findings
    if trial.findings or trial.is_error:
        return
    said, refusals = _said(trial), trial.effects.refusals
    if refusals and not trial.changes and not any(_reason(one) in said for one in refusals):
        yield Finding(
            rule="hid-refusal",
            message=(
                f"{trial.where}: a host API answered {refusals[0]!r}, nothing was changed, and yet "
                f"it told the player {said[:200]!r}. Check the replies; where it cannot work, "
                "return a JSON object with 'error' that says why."
            ),
        )
    lasts = trial.effects.duration
    claimed = {_seconds_in(one[0]) for one in _CLAIMED.finditer(said)}
    if lasts is not None and claimed and not any(_is_near(one, lasts) for one in claimed):
        yield Finding(
            rule="wrong-duration",
            message=(
                f"{trial.where}: it told the player that it lasts {max(claimed):g} seconds, and "
                f"what it made lasts {lasts:g}."
            ),
        )


def wrong_with_all(function: DynamicFunction, trials: Sequence[Trial]) -> Iterator[Finding]:
    """What only all trials together show."""
    if all(trial.is_error for trial in trials):
        yield Finding(
            rule="only-errors", message=f"it failed wherever it was tried: {trials[0].text}"
        )
    elif not any(trial.effects.reads or trial.effects.writes for trial in trials):
        yield Finding(
            rule="no-effect",
            message="it called no host API, so nothing happens whatever it tells the player",
        )
    elif _would_write(function) and not any(trial.has_changed for trial in trials):
        yield Finding(
            rule="nothing-changed",
            message=(
                f"wherever it was tried nothing changed, and it told the player "
                f"{_said(trials[0])[:200]!r}. Make it work on what is in the scene; where it "
                "cannot work, return a JSON object with 'error' that says why."
            ),
        )
    if any("others" in trial.effects.reach for trial in trials):
        yield Finding(
            rule="others",
            message="it acts on other souls, which needs their consent every time",
            severity=Severity.WARNING,
        )


def wrong_between(maker: Trial, other: Trial) -> Iterator[Finding]:
    """What two trials of the same by its maker and by somebody else show."""
    seen = other.changes if maker.changes else other.has_changed
    if maker.did_something and not other.findings and not seen:
        yield Finding(
            rule="maker-only",
            message=(
                f"{maker.where} it works for its maker; for somebody else nothing changed and it "
                f"answered {other.text[:200]!r}. It must work for whoever uses it: take the user "
                "from params['soul_id']."
            ),
        )
    if other.is_robbed and not maker.is_robbed:
        yield Finding(
            rule="robs-user",
            message=(
                f"{other.where} it takes from its user what they carry, and from its maker "
                "nothing. A tool may not rob whoever uses it."
            ),
        )


def label_of(function: DynamicFunction, effects: Iterable[Effects]) -> Label | None:
    """What a tool may do from now on: what it was seen to do, and the host APIs it names."""
    if function.author is Author.WORLD:
        return None
    nodes = list(ast.walk(parse(function.source)))
    seen = [one.label() for one in effects]
    durations = [one.duration for one in seen if one.duration is not None]
    reads, writes = (_named(nodes, access) for access in (Access.READ, Access.WRITE))
    return Label(
        reads=reads.union(*(one.reads for one in seen)),
        writes=writes.union(*(one.writes for one in seen)),
        targets=frozenset[str]().union(*(one.targets for one in seen)),
        reach=frozenset[str]().union(*(one.reach or () for one in seen)),
        duration=max(chain(durations, _durations_in(nodes)), default=None),
    )


def _named(nodes: Iterable[ast.AST], access: Access) -> frozenset[str]:
    """The host APIs that no trial need have come to, but that the source names."""
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    apis = declared_apis().values()
    return frozenset(one.name for one in apis if one.access is access and one.name in texts)


def _durations_in(nodes: Iterable[ast.AST]) -> Iterator[float]:
    """The durations in seconds that a source gives as numbers, none longer than it can be."""
    for node in nodes:
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                is_duration = isinstance(key, ast.Constant) and key.value == "duration"
                number = value.value if isinstance(value, ast.Constant) else None
                if is_duration and isinstance(number, int | float):
                    yield float(min(number, LONGEST))


def _seconds_in(claim: str) -> float:
    """The seconds that a claim such as `for 2 minutes and 30 seconds` comes to."""
    spans = re.finditer(_SPAN, claim, re.I)
    return sum(float(one[1]) * _SPANS[one[2].lower()] for one in spans)


def _would_write(function: DynamicFunction) -> bool:
    return bool(_named(ast.walk(parse(function.source)), Access.WRITE) - TELLING)


def _said(trial: Trial) -> str:
    result = deeds.parsed(trial.text)
    return trial.text if result is None else as_text(result.get("message"), trial.text)


def _reason(refusal: str) -> str:
    """A refusal without the API's name before it."""
    return refusal.partition(": ")[2] or refusal


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.1 * max(one, other)
