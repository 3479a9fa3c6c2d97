"""Worlds of a theme: a model plans one, and its plan is read as the recipe it has to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.engine.errors import BadFile, FunctionTrouble, Unavailable
from bot.engine.files.importing import world_id_from
from bot.engine.files.reading import read_object
from bot.engine.files.recipe import Recipe, parse_recipe
from bot.engine.host_apis import catalogue
from bot.executor.completions import Answer
from bot.executor.errors import ModelUnavailable
from bot.executor.invention import MOST_FUNCTIONS, WorldInventor
from bot.executor.model import LanguageModel
from bot.executor.specification import Author
from bot.sentence import Sentence
from bot.values import dump

TEMPERATURES = (0.8, 0.5, 0.2)
"""How freely the model may answer, attempt by attempt; as many attempts are made."""
LONGEST_TITLE = 80
_HOST_API = re.compile(r"\bhost_\w+")
_START = "initial_start_location_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """A world that was thought up and is still to be made: what it is called, and its recipe."""

    title: str
    recipe: Recipe


class Themes:
    """Has a model think up worlds: the one that `model_for` gives for a guild's account."""

    def __init__(self, model_for: Callable[[str], LanguageModel]) -> None:
        self._model_for = model_for
        self._apis = catalogue(Author.WORLD)
        self._known = frozenset(api.name for api in self._apis)

    async def invent(
        self,
        theme: str,
        tell: Callable[[str, int], None] = lambda stage, attempt: None,
        *,
        guild: str = "",
    ) -> Invention:
        """A world of a theme, in the players' own words; `tell` is told of each attempt.

        Raises `FunctionTrouble` saying what was wrong with the last plan, `Unavailable` where the
        model cannot be reached.
        """
        inventor = WorldInventor(self._model_for(guild), self._apis)
        said, findings = "", list[Sentence]()
        for number, temperature in enumerate(TEMPERATURES, start=1):
            tell("thinking" if number == 1 else "mending", number)
            try:
                answer = await inventor.ask(
                    theme, temperature=temperature, answer=said, findings=findings
                )
            except ModelUnavailable as error:
                raise Unavailable("No world could be thought up: {reason}", reason=error) from error
            said = answer.text
            try:
                invention = _read(answer)
            except BadFile as error:
                findings = [error.sentence]
                continue
            findings = _wrong(invention.recipe, self._known)
            if not findings:
                return invention
        raise FunctionTrouble(
            "No world could be thought up of this theme (tried {count} times): {reason}",
            count=len(TEMPERATURES),
            reason=findings[0],
            detail="\n".join([*findings, said]),
        )


def _read(answer: Answer) -> Invention:
    """What an answer holds; raises `BadFile` with its place."""
    text = answer.text
    if answer.finish_reason == "length":
        raise BadFile("it was cut off before its end; plan a smaller world", where="the plan")
    begin, end = text.find("{"), text.rfind("}")
    plan = read_object(text[begin : end + 1] or text, source="the plan", what="a plan")
    title = " ".join(plan.text("title").split())[:LONGEST_TITLE]
    commands = dump(plan.items("commands"))
    source = f"{world_id_from(title)}.json"
    return Invention(title=title, recipe=parse_recipe(commands, source=source))


def _wrong(recipe: Recipe, known: frozenset[str]) -> list[Sentence]:
    """What can be seen to be wrong with a recipe before any of it is written."""
    found: list[Sentence] = []
    functions, runs = recipe.functions, recipe.runs
    if len(runs) != 1 or recipe.commands[-1] is not runs[0]:
        found.append(Sentence("The last command, and no other, must run the world's genesis."))
    if len(functions) > MOST_FUNCTIONS:
        counts = {"count": len(functions), "most": MOST_FUNCTIONS}
        found.append(Sentence("It asks for {count} functions; there may be {most}.", **counts))
    if not any(_START in one.description for one in functions):
        found.append(Sentence("No function sets the world's property {name}.", name=_START))
    for one in functions:
        others = [*(each.description for each in functions if each is not one)]
        if not any(one.name in text for text in (*others, *(run.name for run in runs))):
            found.append(Sentence("Nothing names the function {name}.", name=one.name))
        for api in sorted({*_HOST_API.findall(one.description)} - known):
            wrong = Sentence(
                "{name} is to call {api}, which is no host API.", name=one.name, api=api
            )
            found.append(wrong)
    return found
