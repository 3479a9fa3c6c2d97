"""What a soul lets others' tools do to it: for good, or once when it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.database import Database
from bot.engine import deeds
from bot.engine.asking import ASKED, answerable
from bot.engine.errors import NotFound, Refused
from bot.engine.game import NOW, Deed, Game
from bot.engine.journal import JournalEntry, LineKind
from bot.engine.moderating.history import History
from bot.engine.outcome import Outcome, Prompt, Request
from bot.engine.permissions import ANYONE
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import World
from bot.sentence import Sentence, together
from bot.values import JsonObject, as_object, as_text

OPEN_SECONDS = 300.0
"""How long one may answer."""

_MAY_ASK = frozenset({ASKED, "use"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A use that waits for souls to agree. `number` is its place in the journal.

    `until` is when it lapses (seconds since the epoch), `text` what they are asked.
    """

    number: int
    asker_id: str
    asked: tuple[str, ...]
    artifact_id: str
    args: JsonObject
    function_name: str | None
    until: float
    text: str


class Consents:
    """Gives, takes back and asks for the consent of souls."""

    def __init__(self, game: Game, db: Database) -> None:
        self._game = game
        self._history = History(db)

    async def give(
        self, world_id: str, soul_id: str, to: str = ANYONE, *, request: Request = NOW
    ) -> Outcome:
        """Consent to everything (`*`), to what a soul's tools do, or to a function."""
        known = await self._game.executor.names(world_id)

        async def deed(turn: Turn, _: TurnRunner) -> str:
            soul = turn.world.souls[soul_id]
            if to == soul_id or (to != ANYONE and to not in turn.world.souls and to not in known):
                raise NotFound("There is no such tool and nobody else of that name here.")
            agreed = tuple(dict.fromkeys((*soul.consents, to)))
            turn.world.souls[soul_id] = replace(soul, consents=agreed)
            whose = _whose(turn.world, to)
            turn.details["said"] = f"gave consent to {_to_them(whose)}"
            return Sentence(
                "You consent to {whose}. You can take that back at any time.", whose=whose
            )

        return await self._quietly(world_id, soul_id, deed, to, request)

    async def withdraw(
        self, world_id: str, soul_id: str, to: str | None = None, *, request: Request = NOW
    ) -> Outcome:
        """Take back one consent, or with None every one."""

        async def deed(turn: Turn, _: TurnRunner) -> str:
            soul = turn.world.souls[soul_id]
            left = () if to is None else tuple(one for one in soul.consents if one != to)
            turn.world.souls[soul_id] = replace(soul, consents=left)
            whose = Sentence("everything") if to is None else _whose(turn.world, to)
            turn.details["said"] = f"took back consent to {_to_them(whose)}"
            ended = Sentence("You no longer consent to {whose}.", whose=whose)
            if ANYONE not in left:
                return ended
            return Sentence("{ended} You still consent to everything.", ended=ended)

        return await self._quietly(world_id, soul_id, deed, to, request)

    async def waiting(self, world_id: str, soul_id: str) -> list[Asking]:
        """What a soul is asked and has not answered, the newest first."""
        now = self._game.clock.now()
        world = await self._game.world(world_id)
        entries = await self._history.of_kinds(world_id, _MAY_ASK, since=now - OPEN_SECONDS)
        found = [_asking_of(entry, world) for entry in entries]
        undone = await self._history.undone(world_id) if found else frozenset[int]()
        mine = [
            one
            for one in found
            if one is not None and soul_id in one.asked and one.number not in undone
        ]
        return [one for one in mine if await self._answer(world_id, one.number, soul_id) is None]

    async def asking(self, world_id: str, number: int) -> Asking:
        """The question of that number, whether it is still open or not; raises `NotFound`."""
        entry = await self._history.entry(world_id, number)
        found = _asking_of(entry, await self._game.world(world_id)) if entry else None
        if found is None:
            raise NotFound("Nobody asks for that.")
        return found

    async def decline(self, world_id: str, soul_id: str, number: int) -> Outcome:
        """Say no to what one is asked; one answer each, the first one counts."""
        asking = await self._open(world_id, soul_id, number)

        async def deed(turn: Turn, _: TurnRunner) -> str:
            names = [turn.world.souls[key].name for key in (soul_id, asking.asker_id)]
            turn.say(f"{names[0]} declines what {names[1]} asked.", LineKind.DEED)
            return Sentence("You declined. {asker} is told.", asker=names[1])

        return await self._game.act(
            world_id,
            deed,
            kind="decline",
            soul_id=soul_id,
            details={"asking": number},
            request=_once(number, soul_id),
        )

    async def accept(self, world_id: str, soul_id: str, number: int) -> Outcome:
        """Agree once: the use is carried out again, as soon as all who were asked agree.

        The outcome's `kind` is "use" where it was carried out, "agree" while others are waited for.
        One answer each, the first one counts. Raises `Refused` where nothing comes of the use.
        """
        asking = await self._open(world_id, soul_id, number)

        async def deed(turn: Turn, runner: TurnRunner) -> str | Prompt:
            answers = [(key, await self._answer(world_id, number, key)) for key in asking.asked]
            agreed = [key for key, answer in answers if answer and answer.kind == "agree"]
            turn.details["agreed"] = [*agreed, soul_id]
            return await _use_again(turn, runner, asking, [*agreed, soul_id])

        return await self._game.act(
            world_id,
            deed,
            kind="use",
            soul_id=asking.asker_id,
            details={
                "artifact_id": asking.artifact_id,
                "args": asking.args,
                "asking": number,
            },
            request=_once(number, soul_id),
        )

    async def _open(self, world_id: str, soul_id: str, number: int) -> Asking:
        asking = await self.asking(world_id, number)
        if soul_id not in asking.asked:
            raise Refused("That was asked of somebody else.")
        if number in await self._history.undone(world_id):
            raise Refused("That was taken back by a moderator; it has to be asked again.")
        is_answered = await self._answer(world_id, number, soul_id) is not None
        if not is_answered and self._game.clock.now() > asking.until:
            raise Refused("That was asked too long ago; it has to be asked again.")
        asker = (await self._game.world(world_id)).souls[asking.asker_id]
        if asker.rests_from is not None:
            raise Refused("{asker} has gone to rest.", asker=asker.name)
        return asking

    async def _answer(self, world_id: str, number: int, soul_id: str) -> JournalEntry | None:
        return await self._game.store.entry(world_id, _reference(number, soul_id))

    async def _quietly(
        self, world_id: str, soul_id: str, deed: Deed, to: str | None, request: Request
    ) -> Outcome:
        return await self._game.act(
            world_id,
            deed,
            kind="consent",
            soul_id=soul_id,
            details={"to": to},
            request=request,
        )


async def _use_again(
    turn: Turn, runner: TurnRunner, asking: Asking, once: list[str]
) -> str | Prompt:
    """The use with these souls' consent for this once; without it nothing but that they agreed."""
    asker = turn.world.souls[asking.asker_id]
    kept = {key: turn.world.souls[key].consents for key in once}
    for key in once:
        soul = turn.world.souls[key]
        turn.world.souls[key] = replace(soul, consents=(*soul.consents, asker.id))
    point = turn.savepoint()
    try:
        told = await deeds.use(turn, runner, asker.id, asking.artifact_id, asking.args)
    except (Refused, NotFound) as refusal:
        if not answerable(turn):
            raise Refused(
                "{asker} could not do it after all: {refusal}", asker=asker.name, refusal=refusal
            ) from refusal
        turn.restore(point)
        turn.functions.clear()
        turn.kind, turn.soul_id = "agree", once[-1]
        names = [turn.world.souls[key].name for key in answerable(turn)]
        told = Sentence(
            "You agreed. {names} has to agree too.", names=together(names, "{one} and {other}")
        )
    for key, consents in kept.items():
        turn.world.souls[key] = replace(turn.world.souls[key], consents=consents)
    return told


def _asking_of(entry: JournalEntry, world: World) -> Asking | None:
    asked = entry.details.get("asked")
    if not isinstance(asked, list) or entry.soul_id is None:
        return None
    artifact_id = as_text(entry.details.get("artifact_id"))
    item = world.artifacts.get(artifact_id)
    soul = world.souls.get(entry.soul_id)
    name = soul.name if soul else Sentence("Somebody")
    return Asking(
        number=entry.number,
        asker_id=entry.soul_id,
        asked=tuple(str(one) for one in asked),
        artifact_id=artifact_id,
        args=as_object(entry.details.get("args")),
        function_name=item.function_name if item else None,
        until=entry.at + OPEN_SECONDS,
        text=Sentence(
            "{name} wants to use {what} on you. Do you agree?",
            name=name,
            what=item.name if item else Sentence("a tool"),
        ),
    )


def _whose(world: World, to: str) -> str:
    if to == ANYONE:
        return Sentence("everything")
    if to in world.souls:
        return Sentence("what {soul}'s tools do to you", soul=world.souls[to].name)
    items = [item.name for item in world.artifacts.values() if item.function_name == to]
    return Sentence("what {thing} does to you", thing=items[0] if items else to)


def _to_them(whose: str) -> str:
    """What is consented to, as it is told of whoever consents."""
    return f"{whose.removesuffix('you')}them" if whose.endswith(" to you") else str(whose)


def _reference(number: int, soul_id: str) -> str:
    return f"asking:{number}:{soul_id}"


def _once(number: int, soul_id: str) -> Request:
    return Request(reference=_reference(number, soul_id))
