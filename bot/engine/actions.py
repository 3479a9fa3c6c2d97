"""What a soul may do where it stands, read from the interaction rules of what it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from bot.engine.errors import Refused
from bot.engine.world import Artifact, Landmark, Location, Soul
from bot.values import Json, JsonObject, as_object, as_text, digest

TARGET_PARAM = "target_env_object_id"
"""The param that carries the target where a rule names no other."""

ANY_TYPE = "any"
"""The interaction type that every landmark has."""

_SLOT = re.compile(r"\{(artifact_name|target_name)\}")


class ActionKind(StrEnum):
    """The kinds of action a scene offers."""

    USE = "use"
    GO = "go"
    FOCUS = "focus"
    STEP_BACK = "step back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a soul may do now.

    `key` says what it is and stays the same as long as it is the same thing; `code` is a short
    form of it (10 hexadecimal digits) for places where a key is too long. `params` is what a use
    passes to the artifact's function.
    """

    key: str
    kind: ActionKind
    label: str
    artifact_id: str | None = None
    landmark_key: str | None = None
    params: JsonObject = field(default_factory=dict[str, Json])

    @property
    def code(self) -> str:
        """The short form of the key."""
        return digest(self.key)[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One interaction rule of an artifact: where it may be used and how that is worded."""

    template: str = ""
    needs_type: str = ANY_TYPE
    target_param: str = TARGET_PARAM
    is_general: bool = False

    def label(self, artifact: Artifact, mark: Landmark | None) -> str:
        """The words of an action by this rule."""
        if not self.template or (mark is None and "{target_name}" in self.template):
            on = f" on {mark.name}" if mark else ""
            return f"Use {artifact.name}{on}"
        names = {"artifact_name": artifact.name, "target_name": mark.name if mark else ""}
        return _SLOT.sub(lambda slot: names[slot[1]], self.template)

    def fits(self, mark: Landmark | None) -> bool:
        """Whether the rule offers a use on this landmark, or without one."""
        if mark is None or mark.target_object_id is None:
            is_plain = self.is_general or self.needs_type == ANY_TYPE
            return is_plain or (mark is not None and mark.interaction_type == self.needs_type)
        if self.is_general and self.needs_type == ANY_TYPE:
            return False
        return self.needs_type in (ANY_TYPE, mark.interaction_type)


def rules_of(artifact: Artifact) -> tuple[Rule, ...]:
    """The interaction rules of an artifact; one without any can be used anywhere."""
    value = artifact.properties.get("client_interaction_rules")
    items = cast("list[Json]", value) if isinstance(value, list) else [value]
    rules = tuple(_rule(item) for item in items if isinstance(item, dict) and item)
    return rules or (Rule(is_general=True),)


def actions_of(
    location: Location,
    soul: Soul,
    *,
    usable: tuple[Artifact, ...],
    open_exits: Mapping[str, str],
) -> tuple[Action, ...]:
    """Everything a soul may do in a place, uses first; `open_exits` maps exit keys to names."""
    here = soul.focus or ""
    focus = location.landmarks.get(here)
    found = [action for artifact in usable for action in _uses(artifact, focus)]
    if here in open_exits:
        found.append(
            Action(
                key=f"go/{here}",
                kind=ActionKind.GO,
                label=f"Go to {open_exits[here]}",
                landmark_key=here,
            )
        )
    found += [
        Action(
            key=f"focus/{mark.key}",
            kind=ActionKind.FOCUS,
            label=f"Step up to {mark.name}",
            landmark_key=mark.key,
        )
        for mark in location.landmarks.values()
        if mark is not focus
    ]
    if focus:
        found.append(Action(key="step back", kind=ActionKind.STEP_BACK, label="Step back"))
    first: dict[str, Action] = {}
    for action in found:
        first.setdefault(action.key, action)
    return tuple(first.values())


def targeted(
    location: Location | None, soul: Soul, artifact: Artifact, args: JsonObject
) -> JsonObject:
    """The params of a use, where a rule allows it; raises `Refused` saying what to do first."""
    focus = location.landmarks.get(soul.focus or "") if location else None
    rules = rules_of(artifact)
    wanted = _wanted_target(rules, args)
    if wanted is not None and (focus is None or focus.target_object_id != wanted):
        mark = location.landmark_targeting(wanted) if location else None
        if mark is None:
            raise Refused(
                "There is nothing here to use {artifact} on by that name.", artifact=artifact.name
            )
        raise Refused("Step up to {mark} first.", mark=mark.name)
    for rule in sorted(rules, key=lambda one: one.is_general):
        if rule.fits(focus):
            return {**args, **_passed(rule, focus)}
    if any(rule.is_general for rule in rules):
        return {**args}
    if focus is None:
        raise Refused("Step up to what {artifact} is to be used on first.", artifact=artifact.name)
    raise Refused("{artifact} does nothing to {focus}.", artifact=artifact.name, focus=focus.name)


def _uses(artifact: Artifact, focus: Landmark | None) -> Iterator[Action]:
    for rule in rules_of(artifact):
        if rule.fits(focus):
            mark = focus if focus and focus.target_object_id else None
            yield _use(artifact, rule, mark)
        elif rule.is_general:
            yield _use(artifact, rule, None)


def _use(artifact: Artifact, rule: Rule, mark: Landmark | None) -> Action:
    return Action(
        key=f"use/{artifact.id}/{mark.key}" if mark else f"use/{artifact.id}",
        kind=ActionKind.USE,
        label=rule.label(artifact, mark),
        artifact_id=artifact.id,
        landmark_key=mark.key if mark else None,
        params=_passed(rule, mark),
    )


def _passed(rule: Rule, mark: Landmark | None) -> JsonObject:
    target = mark.target_object_id if mark else None
    return {rule.target_param: target} if target else {}


def _wanted_target(rules: tuple[Rule, ...], args: JsonObject) -> str | None:
    names = (*(rule.target_param for rule in rules), TARGET_PARAM)
    return next((as_text(args[name]) for name in names if as_text(args.get(name))), None)


def _rule(value: Json) -> Rule:
    given = as_object(value)
    needs = given.get("requires_landmark_interaction_type_key")
    is_general = given.get("is_general_use") is True
    param = given.get("passes_target_env_object_id_as_param")
    return Rule(
        template=as_text(given.get("action_name_template")),
        needs_type=as_text(needs) or ANY_TYPE,
        target_param=as_text(param) or TARGET_PARAM,
        is_general=is_general,
    )
