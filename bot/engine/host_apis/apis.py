"""The host APIs of one run: calls in, texts out, everything recorded, nothing past the rights."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.engine.errors import NotFound, Refused
from bot.engine.host_apis.creation import Creation
from bot.engine.host_apis.declaration import Access, HostApi, Reply, declared_in
from bot.engine.host_apis.events import Events
from bot.engine.host_apis.places import Places
from bot.engine.host_apis.puzzles import Puzzles
from bot.engine.host_apis.souls import Souls
from bot.engine.host_apis.subject import Runner, Subject
from bot.engine.host_apis.things import Things
from bot.engine.host_apis.wearing import Wearing
from bot.engine.labels import reach_of, require_label, require_reach
from bot.engine.permissions import Forbidden, NeedsConsent, require_world
from bot.engine.turn import Rights, Turn
from bot.engine.world import HERE
from bot.executor.specification import ApiDescription, Author
from bot.values import Json, JsonObject, dump


@functools.cache
def declared_apis() -> Mapping[str, HostApi]:
    """Every host API by its name."""
    subjects: tuple[type[Subject], ...] = (
        Creation,
        Souls,
        Places,
        Things,
        Puzzles,
        Events,
        Wearing,
    )
    found = {api.name: api for subject in subjects for api in declared_in(subject)}
    return MappingProxyType(found)


def catalogue(author: Author = Author.WORLD) -> tuple[ApiDescription, ...]:
    """The host APIs a function of that author may call, as a model is told of them."""
    return tuple(
        api.describe()
        for api in declared_apis().values()
        if author is Author.WORLD or api.access is not Access.WORLD
    )


class HostApis:
    """The host APIs of one run, for the executor to offer as `external_apis`."""

    def __init__(self, turn: Turn, rights: Rights, runner: Runner) -> None:
        self._turn = turn
        self._rights = rights
        self._runner = runner
        self._subjects: dict[type, Subject] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names a function finds in `external_apis`."""
        return frozenset(declared_apis())

    async def call(self, name: str, argument: Json) -> str:
        """The reply of a host API; a refusal is a reply too.

        Raises:
            LabelBroken: the run's label does not allow this; its use is over.
            Whatever a nested run raises that is not a refusal.
        """
        api = declared_apis().get(name)
        if api is None:
            return self._refusal(f"There is no host API {name!r}.", {})
        require_label(self._rights, name)
        self._note(api)
        try:
            if api.access is Access.WORLD:
                require_world(self._rights, name)
            given = api.read(argument)
            answer = getattr(self._subject(api), name)(**given)
            reply = await answer if inspect.isawaitable(answer) else answer
        except NeedsConsent as refusal:
            self._turn.effects.asked.append(refusal.soul_id)
            return self._refusal(str(refusal), {"needs_consent": refusal.soul_id})
        except Forbidden as refusal:
            self._turn.effects.forbidden.append(f"{name}: {refusal}")
            return self._refusal(str(refusal), {})
        except (Refused, NotFound) as refusal:
            return self._refuse(api, str(refusal))
        if api.access is not Access.READ:
            self._note_targets(name, given)
        return reply if isinstance(reply, str) else self._told(name, reply)

    def _subject(self, api: HostApi) -> Subject:
        if api.subject not in self._subjects:
            self._subjects[api.subject] = api.subject(self._turn, self._rights, self._runner)
        return self._subjects[api.subject]

    def _note(self, api: HostApi) -> None:
        effects = self._turn.effects
        names = effects.reads if api.access is Access.READ else effects.writes
        names.add(api.name)

    def _note_targets(self, name: str, given: dict[str, Any]) -> None:
        reach = reach_of(self._turn, self._rights, given)
        require_reach(self._rights, reach, name)
        self._turn.effects.reach |= reach
        self._turn.effects.targets.update(
            value
            for key, value in given.items()
            if (key in ("id", "landmark_key") or key.endswith("_id"))
            and isinstance(value, str)
            and value != HERE
        )

    def _told(self, name: str, reply: Reply) -> str:
        if not reply.success:
            self._turn.effects.refusals.append(f"{name}: {reply.message}")
        error: JsonObject = {} if reply.success else {"error": reply.message}
        return dump({**reply.more, "success": reply.success, "message": reply.message, **error})

    def _refuse(self, api: HostApi, sentence: str) -> str:
        if not api.is_text:
            return self._refusal(sentence, {})
        self._turn.effects.refusals.append(sentence)
        return f"Error: {sentence}"

    def _refusal(self, sentence: str, more: JsonObject) -> str:
        self._turn.effects.refusals.append(sentence)
        return dump({"success": False, "error": sentence, **more})
