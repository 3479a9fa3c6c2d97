"""`orb function`: the functions of a world, with their sources and how they came to be."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot.database import Database
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Generation, Specification
from tests.terminal.conftest import Run


def tool(listed: str) -> str:
    """The name of the player's tool in a list."""
    found = re.search(r"df_user_\w+", listed)
    assert found
    return found.group()


def test_functions_are_listed_with_their_whole_names(run: Run, played: Path) -> None:
    """Ten lines, none cut, with whom each is for and how it was written."""
    ran = run("function", "list")

    assert ran.status == 0
    assert len(ran.out.splitlines()) == 11
    assert "df_handle_elemental_trial_success" in ran.out
    assert re.search(r"df_user_\w+ +DemoPlayer +rules +1 +\d+", ran.out)
    assert "…" not in ran.out


def test_a_function_is_shown_with_its_history(run: Run, played: Path) -> None:
    """Source, wish, what it may do, and every attempt."""
    name = tool(run("function", "list").out)
    ran = run("function", "show", name)

    assert ran.status == 0
    assert f"def {name}(params):" in ran.out
    assert "Create a temporary light bridge to the keyhole platform." in ran.words
    assert "writes host_create_temporary_object" in ran.words
    assert "kept as version 1" in ran.out
    assert "apprentice/rules" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_function_of_the_world_is_shown(run: Run, played: Path) -> None:
    """It has no maker."""
    ran = run("function", "show", "df_genesis_engine", "--version", "1")
    assert ran.status == 0
    assert "on behalf of the world" in ran.words


def test_unknown_functions_and_versions_are_refused(run: Run, played: Path) -> None:
    """A name and a number that are not there get a sentence and status 2."""
    nobody = run("function", "show", "df_nobody")
    newer = run("function", "show", "df_genesis_engine", "--version", "9")

    assert (nobody.status, newer.status) == (2, 2)
    assert nobody.err == "orb: The world 'demo' has no function 'df_nobody'.\n"
    assert newer.err == "orb: 'df_genesis_engine' has no version 9; there are: 1.\n"


def test_what_is_used_and_what_is_set_aside_is_told(run: Run, played: Path) -> None:
    """After a rollback the version that is used is shown, however many there are."""

    async def changed() -> None:
        database = await Database.open(f"sqlite:///{played / 'orb.sqlite3'}")
        library = FunctionLibrary(database)
        function = await library.find("demo", "df_genesis_engine")
        asked = Specification(scope="demo", name=function.name, description="The second one.")
        later = Generation(specification=asked, attempts=())
        await library.keep(later, f"{function.source}# later\n", label=None, model="m")
        await library.rollback("demo", function.name, 1)
        await library.disable("demo", function.name)
        await database.close()

    asyncio.run(changed())
    assert re.search(r"df_genesis_engine .* 1 \(set aside\)", run("function", "list").out)
    shown = run("function", "show", "df_genesis_engine")
    assert "version 1 of 2" in shown.out
    assert "# later" not in shown.out
    later = run("function", "show", "df_genesis_engine", "--version", "2")
    assert "version 2 of 2, of which 1 is used" in later.words
    assert run("function", "show", "df_genesis_engine", "--version", "0").status == 2
