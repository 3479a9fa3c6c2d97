"""A demo script: the steps of a session played by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from bot.engine.files.reading import Fields, nearest, read_entries, read_text
from bot.sentence import Sentence
from bot.values import Json, JsonObject, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What every step has: its number, counted from 1, and what the log says as it begins."""

    number: int = 0
    log_message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(_Line):
    """A line for those who watch."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(_Line):
    """A pause of so many milliseconds."""

    duration_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus(_Line):
    """Step up to a landmark; None is a step back."""

    landmark_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseArtifact(_Line):
    """Use an artifact that is carried, found by its whole name or by how the name begins."""

    name: str | None = None
    name_starts_with: str | None = None
    args: JsonObject = field(default_factory=dict[str, Json])

    @property
    def target_object_id(self) -> str | None:
        """The environment object the use is aimed at."""
        value = self.args.get("target_env_object_id")
        return value if isinstance(value, str) and value else None

    def fits(self, artifact_name: str) -> bool:
        """Whether an artifact of that name is meant."""
        if self.name is not None:
            return artifact_name == self.name
        return artifact_name.startswith(self.name_starts_with or "")

    @property
    def wanted(self) -> str:
        """The artifact in words, for a complaint that it is not there."""
        return self.name or f"{self.name_starts_with}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeTool(_Line):
    """Answer the Orb's question and accept the tool."""

    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseExit(_Line):
    """Leave through an exit."""

    landmark_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlayer(_Line):
    """Be in another place at once."""

    location_id: str


Step: TypeAlias = Comment | Wait | Focus | UseArtifact | DescribeTool | UseExit | MovePlayer


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The steps in their order; `source` names the file they came from."""

    steps: tuple[Step, ...]
    source: str
    hash: str = ""

    @property
    def walks_by_itself(self) -> bool:
        """Whether the player steps up to targets and exits without being told.

        Older scripts of this format know no focus: none of their steps sets one.
        """
        return not any(isinstance(step, Focus) for step in self.steps)


def load_script(path: Path) -> Script:
    """The script in a file; raises `BadFile`."""
    return parse_script(read_text(path), source=path.name)


def parse_script(text: str, *, source: str) -> Script:
    """The script of a JSON text; fields it does not know are ignored.

    Raises:
        BadFile: it is no JSON, no list, or a step is not what it should be; with its place.
    """
    entries = read_entries(
        text, source=source, what=Sentence("a demo script"), entry=Sentence("step")
    )
    steps = tuple(_step(entry) for entry in entries)
    return Script(steps=steps, source=source, hash=digest([entry.values for entry in entries]))


def _step(entry: Fields) -> Step:
    action = entry.text("action")
    read = _ACTIONS.get(action)
    if read is None:
        guess = nearest(action.upper(), _ACTIONS)
        hint = (
            Sentence("did you mean {guess!r}?", guess=guess)
            if guess
            else Sentence("known are {names}", names=", ".join(_ACTIONS))
        )
        raise entry.bad("there is no action {action!r}; {hint}", action=action, hint=hint)
    message = entry.text_or("log_message") or None
    return read(entry, {"number": entry.number, "log_message": message})


def _comment(entry: Fields, common: dict[str, Any]) -> Comment:
    text = entry.text("text") if entry.has("text") else common["log_message"]
    if text is None:
        raise entry.bad("the field 'text' is missing")
    return Comment(text=text, **common)


def _wait(entry: Fields, common: dict[str, Any]) -> Wait:
    return Wait(duration_ms=entry.number_of("duration_ms"), **common)


def _focus(entry: Fields, common: dict[str, Any]) -> Focus:
    if "landmark_key" not in entry.values:
        raise entry.bad("the field 'landmark_key' is missing; null steps back")
    return Focus(landmark_key=entry.text_or("landmark_key") or None, **common)


def _use(entry: Fields, common: dict[str, Any]) -> UseArtifact:
    name = entry.text_or("artifact_name") or None
    start = entry.text_or("artifact_name_starts_with") or None
    if name is None and start is None:
        raise entry.bad("'artifact_name' or 'artifact_name_starts_with' is missing")
    args = entry.mapping("args")
    return UseArtifact(name=name, name_starts_with=start, args=args, **common)


def _describe(entry: Fields, common: dict[str, Any]) -> DescribeTool:
    return DescribeTool(description=entry.text("description"), **common)


def _exit(entry: Fields, common: dict[str, Any]) -> UseExit:
    return UseExit(landmark_key=entry.text("exit_landmark_key"), **common)


def _move(entry: Fields, common: dict[str, Any]) -> MovePlayer:
    return MovePlayer(location_id=entry.text("target_location_id"), **common)


_ACTIONS: Mapping[str, Callable[[Fields, dict[str, Any]], Step]] = {
    "COMMENT": _comment,
    "WAIT": _wait,
    "DEMO_FOCUS_ON_LANDMARK": _focus,
    "USE_ARTIFACT": _use,
    "DESCRIBE_TOOL": _describe,
    "DEMO_USE_EXIT": _exit,
    "MOVE_PLAYER_TO": _move,
}
