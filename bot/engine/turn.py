"""One action in the making: a draft of the world, what was said, what was touched."""

from __future__ import annotations

import random
import re
from collections.abc import Container
from dataclasses import dataclass, field, replace

from bot.engine.faults import Fault
from bot.engine.journal import JournalEntry, LineKind, LogLine
from bot.engine.world import World
from bot.executor.budget import Budget
from bot.executor.specification import Author, Label
from bot.values import Json, JsonObject, digest

UNRULY = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Characters that begin a new line, turn the direction of what follows, or cannot be seen."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose rights a run has, and the label it must keep to (None where there is none).

    A nested run has the weaker of its caller's rights and its own. `function_name` is the function
    they were given to: what a soul consents to, and what an artifact of a player's may run.
    """

    author: Author
    soul_id: str | None = None
    label: Label | None = None
    function_name: str | None = None

    @property
    def is_world(self) -> bool:
        """Whether this run may write what the world protects."""
        return self.author is Author.WORLD

    def under(self, caller: Rights | None) -> Rights:
        """These rights, no wider than the caller's."""
        if caller is None or caller.is_world:
            return self
        label = caller.label.within(self.label) if caller.label else self.label
        return Rights(Author.PLAYER, caller.soul_id, label, caller.function_name)


@dataclass(slots=True)
class Effects:
    """What a turn was seen to do: what it read, wrote and touched, how far, and how long it lasts.

    `refusals` are all the refusals as sentences, `forbidden` those for want of rights, `asked` the
    souls whose consent was wanting, `failures` how nested runs failed, in words for functions.
    """

    reads: set[str] = field(default_factory=set[str])
    writes: set[str] = field(default_factory=set[str])
    targets: set[str] = field(default_factory=set[str])
    reach: set[str] = field(default_factory=set[str])
    refusals: list[str] = field(default_factory=list[str])
    failures: list[str] = field(default_factory=list[str])
    forbidden: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])
    duration: float | None = None

    def label(self) -> Label:
        """The capability label these effects amount to."""
        return Label(
            reads=frozenset(self.reads),
            writes=frozenset(self.writes),
            targets=frozenset(self.targets),
            reach=frozenset(self.reach),
            duration=self.duration,
        )


@dataclass(frozen=True, slots=True)
class Savepoint:
    """A turn as it was before a nested run, in case that run fails."""

    world: World
    lines: int
    spent: dict[str, int]


@dataclass(slots=True, kw_only=True)
class Turn:
    """A draft of a world that becomes the world when the turn ends well, or is dropped.

    `now` is the time of the whole turn (seconds since the epoch). `seed` is derived from the world
    and the action's number, so that playing the action again does the same.
    """

    before: World
    world: World
    kind: str
    now: float
    budget: Budget
    soul_id: str | None = None
    details: JsonObject = field(default_factory=dict[str, Json])
    lines: list[LogLine] = field(default_factory=list[LogLine])
    functions: dict[str, int] = field(default_factory=dict[str, int])
    effects: Effects = field(default_factory=Effects)
    spent: dict[str, int] = field(default_factory=dict[str, int])
    faults: list[Fault] = field(default_factory=list[Fault])
    narration: str = ""
    reference: str | None = None
    seed: int = 0
    random: random.Random = field(default_factory=random.Random)

    @classmethod
    def begin(
        cls,
        world: World,
        *,
        kind: str,
        now: float,
        budget: Budget,
        soul_id: str | None = None,
        details: JsonObject | None = None,
        reference: str | None = None,
    ) -> Turn:
        """A turn on a draft of `world`; the world itself stays as it is."""
        draft = world.draft()
        seed = int(digest([world.chronicle.seed, world.chronicle.actions])[:12], 16)
        return cls(
            before=world,
            world=draft,
            kind=kind,
            now=now,
            budget=budget,
            soul_id=soul_id,
            details=details or {},
            reference=reference,
            seed=seed,
            random=random.Random(seed),  # noqa: S311 - play, not secrets
        )

    def say(self, text: str, kind: LineKind = LineKind.WORLD) -> None:
        """Add a line to the world log; kept only if the turn is.

        It is one line and is read in one direction, so that it cannot pass for several.
        """
        if UNRULY.search(text):
            text = UNRULY.sub(" ", text)
        self.lines.append(LogLine(text, kind))

    def savepoint(self) -> Savepoint:
        """What `restore` comes back to."""
        return Savepoint(self.world.draft(), len(self.lines), dict(self.spent))

    def restore(self, point: Savepoint) -> None:
        """Take back what was done and said since the savepoint."""
        self.world = point.world
        self.spent = point.spent
        del self.lines[point.lines :]

    def made(self, kind: str, id: Json) -> bool:
        """Whether a player's tool has made this thing in this turn."""
        return f"{kind} {id}" in self.spent

    def number(self) -> int:
        """The world's next number: short, never used again."""
        chronicle = self.world.chronicle
        self.remember(next_number=chronicle.next_number + 1)
        return chronicle.next_number

    def new_id(self, kind: str, taken: Container[str]) -> str:
        """An id made of the kind and the next number that gives one nothing has yet."""
        while (found := f"{kind}_{self.number()}") in taken:
            pass
        return found

    def remember(self, **values: object) -> None:
        """Change fields of the world's chronicle."""
        self.world.chronicle = replace(self.world.chronicle, **values)  # pyright: ignore[reportArgumentType]

    def entry(self) -> JournalEntry:
        """The journal entry of this turn, which is over; counts the action in the chronicle."""
        self.remember(
            actions=self.before.chronicle.actions + 1,
            time=max(self.now, self.before.chronicle.time),
        )
        return JournalEntry(
            world_id=self.world.id,
            number=self.world.chronicle.actions,
            at=self.now,
            kind=self.kind,
            soul_id=self.soul_id,
            details=self.details,
            changes=tuple(self.world.changes_since(self.before)),
            lines=tuple(self.lines),
            narration=self.narration,
            seed=self.seed,
            functions=dict(self.functions),
            reference=self.reference,
        )
