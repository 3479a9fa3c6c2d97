"""What the engine says by itself reaches a member in their language, and none of its code does."""
# ruff: noqa: RUF001

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hall_play import Hall, said

from bot.cogs.troubles import sentence_of
from bot.cogs.words import ENGINE, PSEUDO, translated
from bot.engine.errors import BadFile, FunctionTrouble, Refused
from bot.engine.failing import blaming
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import Artifact
from bot.executor.errors import BudgetExhausted
from bot.executor.specification import Attempt, Generation, Specification
from bot.sentence import Sentence, spoken, together

ROOT = Path(__file__).resolve().parents[2]
RAISED = frozenset(
    {
        "BadFile",
        "ForgingPaused",
        "FunctionTrouble",
        "LabelBroken",
        "NotFound",
        "Refused",
        "StoreFailed",
        "Unavailable",
        "WorldConflict",
        "bad",
        "told",
    }
)
"""What is called with a template and its values; `told` takes one for a conflict."""
NOT_VALUES = frozenset({"detail", "where", "passes", "resumes_at", "until"})
FOR_FUNCTIONS = {"host_apis", "permissions.py", "errors.py"}
"""Where refusals are replies to functions, and where the errors themselves are."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes a sentence for members, with its place in the source."""
    folders = ("bot/engine", "bot/executor", "bot/cogs")
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    for path in paths:
        if FOR_FUNCTIONS.intersection(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if name == "Sentence" or (name in RAISED and "executor" not in path.parts):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def fields(template: str) -> set[str]:
    """The names of the values a template is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def templates() -> Iterator[tuple[str, str, set[str | None]]]:
    """The place, the template and the names of the values of every sentence in the source."""
    for place, call in calls():
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            given = {one.arg for one in call.keywords} - NOT_VALUES
            yield place, first.value, given


def test_every_sentence_of_the_engine_is_in_russian() -> None:
    """Each template has its Russian one, which is filled with the same values."""
    untold = [(place, text) for place, text, _ in templates() if text not in ENGINE]
    assert untold == []
    assert [text for text in ENGINE if fields(text) != fields(ENGINE[text])] == []
    named = [one for one in templates() if None not in one[2]]
    filled = [(place, text) for place, text, given in named if given != fields(text)]
    assert filled == []


def test_no_sentence_is_put_together_by_hand() -> None:
    """What is raised is a template or a sentence, never an f-string or a sum."""
    by_hand = (ast.JoinedStr, ast.BinOp)
    assert [place for place, call in calls() if isinstance(call.args[0], by_hand)] == []


def test_nothing_is_in_russian_that_is_not_said() -> None:
    """A template that the engine no longer has is not kept in Russian."""
    known = {
        node.value
        for folder in ("engine", "executor")
        for path in (ROOT / "bot" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    cogs = {text for place, text, _ in templates() if place.startswith("bot/cogs")}
    assert ENGINE.keys() - known - cogs == set()


def test_values_that_are_sentences_are_translated_too() -> None:
    """A refusal in a refusal, the place in a file and a list of faults are all in Russian."""
    inner = Refused("{artifact} does nothing by itself.", artifact="Stone")
    outer = Refused("{asker} could not do it after all: {refusal}", asker="Bob", refusal=inner)
    assert str(outer) == "Bob could not do it after all: Stone does nothing by itself."
    told = "У Bob всё же не получилось: Stone само по себе ничего не делает."
    assert sentence_of(outer, "ru") == told
    bad = BadFile(
        "{key!r} is empty", key="a", where=Sentence("{source}, line {line}", source="f", line=3)
    )
    assert (str(bad), bad.where) == ("f, line 3: 'a' is empty", "f, line 3")
    assert sentence_of(bad, "ru") == "f, строка 3: поле «a» пусто"
    faults = together([Sentence("null"), "x", Sentence("a list")], "{one}; {other}")
    assert (faults, translated("ru", faults)) == ("null; x; a list", "null; x; список")


def test_what_is_not_the_engines_own_stays_as_it_is() -> None:
    """A world's words, braces in them too, are shown as they are in every language."""
    for locale in ("ru", "en-US", PSEUDO):
        assert translated(locale, "The {door} is shut.") == "The {door} is shut."
        assert sentence_of(Refused("The {door} is shut."), locale) == "The {door} is shut."
    rude = Refused("{artifact} does nothing by itself.", artifact="{x}")
    assert sentence_of(rude, "ru") == "{x} само по себе ничего не делает."
    assert sentence_of(rude, PSEUDO) == "⟦{x} does nothing by itself.⟧"
    assert (spoken(ValueError("No.")), spoken(ValueError())) == ("No.", "")


@pytest.mark.parametrize(
    ("what", "english", "russian"),
    [
        ("time", "took too long", "слишком долго"),
        ("host-calls", "too much at once", "слишком много"),
        ("depth", "again and again", "снова и снова"),
        ("memory", "became too large", "слишком большим"),
    ],
)
def test_each_way_to_spend_too_much_reads_differently(
    what: str, english: str, russian: str
) -> None:
    """The player reads which thing was stopped and why; the numbers are for the log."""
    with pytest.raises(FunctionTrouble, match=f"^Wand .*{english}") as caught, blaming("Wand"):
        raise BudgetExhausted("it ran for 2 s", what=what, traceback="line 3")
    assert caught.value.detail == "it ran for 2 s\nline 3"
    told = sentence_of(caught.value, "ru")
    assert told is not None
    assert re.match(f"Остановлено: Wand.*{russian}.* Ничего не изменилось", told)


async def carry(hall: Hall, soul_id: str, *bodies: str) -> None:
    """Put wands in a soul's hands that run these functions; one without a body has none."""
    world_id = str(await hall.world_id())
    for number, body in enumerate(bodies):
        name = f"df_wand_{number}"
        asked = Specification(scope=world_id, name=name, description="A wand.")
        source = f"def {name}(params):\n    {body}"
        attempt = Attempt(number=1, model="hand", source=source)
        made = Generation(specification=asked, attempts=(attempt,))
        if body:
            await hall.app.library.keep(made, source, label=None, model="hand")

    async def deed(turn: Turn, _: TurnRunner) -> str:
        for number in range(len(bodies)):
            item = Artifact(
                id=f"wand_{number}",
                name=f"Wand {number}",
                description="",
                function_name=f"df_wand_{number}",
            )
            turn.world.artifacts[item.id] = item
            soul = turn.world.souls[soul_id]
            turn.world.souls[soul_id] = replace(soul, inventory=(*soul.inventory, item.id))
        return ""

    await hall.app.game.act(world_id, deed, kind="note")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_russian_member_reads_russian(settled: Hall) -> None:
    """Joining, stepping up, refusals and things that fail; never a function's name or exception."""
    hall = settled
    vera = hall.guild.add_member(f"V{hall.guild.id}", locale="ru", display="Vera")
    panel = (await vera.slash("play")).original
    await vera.click(panel, "Войти")
    assert "Вы — Vera. Вы здесь:" in panel.text
    soul = (await hall.world()).soul_of(vera.id)
    assert soul is not None
    await carry(
        hall,
        soul.id,
        "return params['no such key']",
        "while True: external_apis['host_log_message_to_world']({'message': 'Again.'})",
        "",
        "import json; return json.dumps({'error': 'Die Tür klemmt.'})",
    )
    told = [said(await vera.slash("use", artifact=f"Wand {number}")) for number in range(4)]
    assert "Не сработало: Wand 0. Внутри что-то сломано. Ничего не изменилось" in told[0]
    assert "Остановлено: Wand 1. Этого было слишком много сразу." in told[1]
    assert "Ничего не происходит: Wand 2." in told[2]
    assert "Die Tür klemmt." in told[3]
    raw = re.compile(r"df_|KeyError|Traceback|no such key|host_|Again")
    assert [text for text in told if raw.search(text)] == []
    await hall.ada.slash("world pause")
    assert "Мир остановлен: в нём" in said(await vera.slash("use", artifact="Wand 0"))
