"""Further functions a model asks for while it writes one: `create_dynamic_function`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from bot.executor.completions import ToolCall
from bot.executor.specification import Attempt, Author, Generation, Label, Specification
from bot.values import JsonObject, as_object, as_text, dump, load_object

_LONGEST_NAME = 80
_LONGEST_DESCRIPTION = 4000
_LARGEST_SCHEMA = 8 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the writing of a function came to; `source` is None where every attempt failed."""

    specification: Specification
    attempts: tuple[Attempt, ...]
    source: str | None = None
    label: Label | None = None


class Shelf(Protocol):
    """Where drafts are kept."""

    async def names(self, scope: str) -> Collection[str]:
        """The names that are taken in a scope."""
        ...

    async def keep(self, draft: Draft) -> Generation:
        """Keep a draft, or the record of its failure; the generation has the kept function."""
        ...


class Commissions:
    """The further functions of one generation: at most so many, and none that ask for more."""

    def __init__(
        self,
        specification: Specification,
        *,
        tool: JsonObject,
        most: int,
        shelf: Shelf,
        write: Callable[[Specification], Awaitable[Draft]],
    ) -> None:
        self._specification = specification
        self._tool = tool
        self._left = most
        self._shelf = shelf
        self._write = write

    @property
    def tools(self) -> list[JsonObject] | None:
        """The tool to offer, None once it was used up."""
        return [self._tool] if self._left > 0 else None

    async def fulfil(self, call: ToolCall) -> JsonObject:
        """Write and keep what a call asks for; the reply tells the model its name or what is wrong.

        Raises:
            ModelUnavailable: the model that was to write it cannot be reached.
        """
        if self._left <= 0:
            return _error("No further function can be made; do without it.")
        self._left -= 1
        try:
            wanted = self._specified(call)
        except ValueError as error:
            return _error(f"Nothing was made: {error}.")
        if wanted.name in await self._shelf.names(wanted.scope):
            return _error(f"Nothing was made: there is a function {wanted.name!r} already.")
        generation = await self._shelf.keep(await self._write(wanted))
        if generation.function is None:
            why = " ".join(str(finding) for finding in generation.findings)
            return _error(f"The function {wanted.name!r} could not be written: {why}")
        return {
            "success": True,
            "name": wanted.name,
            "message": f"The function {wanted.name!r} is kept. It is run with "
            f"external_apis['host_call_function']({{'name': {wanted.name!r}, 'params': {{…}}}}).",
        }

    def _specified(self, call: ToolCall) -> Specification:
        """What a call asks for; raises `ValueError` where that cannot be made."""
        if call.name != as_object(self._tool.get("function")).get("name"):
            raise ValueError(f"there is no tool {call.name!r}")
        try:
            given = load_object(call.arguments)
        except ValueError:
            raise ValueError("the arguments are no JSON object") from None
        name = as_text(given.get("new_function_name"))
        description = as_text(given.get("new_function_description")).strip()
        parameters = as_object(given.get("new_function_parameters_schema"))
        if not (name.startswith("df_") and name.isidentifier() and len(name) <= _LONGEST_NAME):
            raise ValueError(
                "new_function_name must be df_ and then letters, digits and underscores"
            )
        if not 0 < len(description) <= _LONGEST_DESCRIPTION:
            raise ValueError("new_function_description must say in some sentences what it does")
        if not _is_modest(parameters):
            raise ValueError("new_function_parameters_schema is too large or nested too deep")
        asked = self._specification
        return Specification(
            scope=asked.scope,
            name=_name(asked, name),
            description=description,
            parameters=parameters,
            author=asked.author,
            maker=asked.maker,
            scene=asked.scene,
            apis=asked.apis,
            account=asked.account,
        )


def _name(asked: Specification, name: str) -> str:
    """The name to keep it by: a player's functions never take a name the world may look for."""
    if asked.author is Author.WORLD:
        return name
    return f"{asked.name}_{name.removeprefix('df_')}"


def _is_modest(parameters: JsonObject) -> bool:
    """Whether a schema can be written down, and shown to a model without drowning the rest."""
    try:
        return len(dump(parameters)) <= _LARGEST_SCHEMA
    except TypeError:
        return False


def _error(message: str) -> JsonObject:
    return {"success": False, "error": message}
