"""What is asked of the executor and what it keeps: specifications, functions, attempts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.values import Json, JsonObject


class Author(StrEnum):
    """On whose behalf a function was written: the world's recipe, or a player's wish."""

    WORLD = "world"
    PLAYER = "player"


class Severity(StrEnum):
    """An error keeps a function from being kept; a warning is told to the model and recorded."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with a function, in words written for a model.

    `rule` is a short stable name ("syntax", "unknown-api", "timed-out", "protected" …), `line`
    the function's own line number, 1-based.
    """

    rule: str
    message: str
    line: int | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The finding as one line of an error report."""
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDescription:
    """A host API as the model is told of it: name, a paragraph, the schema of its argument."""

    name: str
    description: str
    parameters: JsonObject

    @property
    def required(self) -> frozenset[str]:
        """The keys a call must give."""
        value = self.parameters.get("required")
        return (
            frozenset(key for key in value if isinstance(key, str))
            if isinstance(value, list)
            else frozenset()
        )

    @property
    def keys(self) -> frozenset[str]:
        """The keys a call may give."""
        value = self.parameters.get("properties")
        return frozenset(value) if isinstance(value, dict) else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """On whose account a model works: a guild and one of its members, as the host names them.

    `member` is empty for what is written on nobody's wish, as a world's own functions are.
    """

    guild: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """A function to be written.

    `scope` is the library the function belongs to (a world's id), `description` what it should do,
    `parameters` the JSON schema of what it is given, `wish` a player's own words where there are
    any, `scene` the surroundings as plain JSON, `apis` the host APIs it may call. `account` is
    who answers for what it costs, None for whoever runs the program; `origin` the function it is
    to begin from, where there is one.
    """

    scope: str
    name: str
    description: str
    parameters: JsonObject = field(default_factory=dict[str, Json])
    author: Author = Author.WORLD
    maker: str | None = None
    wish: str | None = None
    scene: JsonObject = field(default_factory=dict[str, Json])
    apis: tuple[ApiDescription, ...] = ()
    account: Account | None = None
    origin: DynamicFunction | None = None

    def function(
        self, source: str, *, version: int, model: str, label: Label | None = None
    ) -> DynamicFunction:
        """A version of what was asked for, as a model has written it."""
        return DynamicFunction(
            scope=self.scope,
            name=self.name,
            version=version,
            source=source,
            description=self.description,
            parameters=self.parameters,
            author=self.author,
            maker=self.maker,
            model=model,
            label=label,
            wish=self.wish,
            origin=self.origin.mark if self.origin else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a function was seen to do when it was rehearsed, enforced at every later run.

    `reads` and `writes` name host APIs. `reach` is how far beyond its user and their place it was
    seen to act, in the host's words; None where nobody looked. `duration` is the longest that
    something it made was seen to last, in seconds. `targets` are the ids it was seen to touch,
    which are only told: elsewhere it touches others.
    """

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    reach: frozenset[str] | None = None
    duration: float | None = None

    def within(self, other: Label | None) -> Label:
        """What both labels allow."""
        if other is None:
            return self
        reach = other.reach if self.reach is None else self.reach
        if reach is not None and other.reach is not None:
            reach = reach & other.reach
        durations = [one for one in (self.duration, other.duration) if one is not None]
        return Label(
            reads=self.reads & other.reads,
            writes=self.writes & other.writes,
            targets=self.targets & other.targets,
            reach=reach,
            duration=min(durations, default=None),
        )

    def document(self) -> JsonObject:
        """The label as plain JSON."""
        return {
            "reads": [*sorted(self.reads)],
            "writes": [*sorted(self.writes)],
            "targets": [*sorted(self.targets)],
            "reach": None if self.reach is None else [*sorted(self.reach)],
            "duration": self.duration,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One answer of the model: what it said, what was wrong with it, what it cost.

    `rung` names what stood in for the usual model; it is empty where that answered itself.
    """

    number: int
    model: str
    source: str | None
    findings: tuple[Finding, ...] = ()
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    answer: str = ""
    rung: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamicFunction:
    """A kept version of a function. `source` is what the model wrote, to the letter.

    `origin` is the `mark` of the function it was made from, where it was.
    """

    scope: str
    name: str
    version: int
    source: str
    description: str
    parameters: JsonObject
    author: Author
    maker: str | None
    model: str
    label: Label | None = None
    wish: str | None = None
    origin: str | None = None

    @property
    def mark(self) -> str:
        """What names this version among all there are."""
        return f"{self.scope}/{self.name}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """How a function came to be; `function` is None where every attempt failed."""

    specification: Specification
    attempts: tuple[Attempt, ...]
    function: DynamicFunction | None = None

    @property
    def tokens(self) -> int:
        """All tokens of all attempts, in and out."""
        return sum(one.prompt_tokens + one.completion_tokens for one in self.attempts)

    @property
    def seconds(self) -> float:
        """The time spent waiting for the model, in seconds."""
        return sum(one.seconds for one in self.attempts)

    @property
    def rung(self) -> str:
        """What stood in for the usual model at the last attempt; empty where nothing did."""
        return self.attempts[-1].rung if self.attempts else ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the last attempt."""
        return self.attempts[-1].findings if self.attempts else ()
