"""The ladder the settings make: which models stand on it, and what they may spend."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from bot.app import DEMO
from bot.database import Database
from bot.executor.errors import ModelUnavailable
from bot.executor.ladder import Ladder
from bot.executor.ledger_sums import Allowances, Sum
from bot.executor.specification import Account, Author, Specification
from bot.models import Models, allowances_of
from bot.settings import Settings
from tests.model_server import ModelServer

LOCAL = {"OPENAI_API_BASE_URL": "http://127.0.0.1:9/v1", "ORB_MODEL_RETRIES": 0}
FIRE = Specification(
    scope="w", name="df_user_1", description="", author=Author.PLAYER, wish="a bridge",
    account=Account(guild="g", member="ada"),
)  # fmt: skip
ASKED: list[dict[str, Any]] = [
    {"role": "user", "content": '<player_words>"a bridge"</player_words>\n\ndef df_user_1(params):'}
]


def given(**values: Any) -> Settings:
    """Settings with these values, whatever a `.env` says."""
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    yield database
    await database.close()


def laddered(models: Models, db: Database) -> Ladder:
    """The ladder of models, overheard by nobody."""
    return models.ladder(db, "here:1:a", lambda model: model)


@pytest.mark.parametrize(
    ("values", "rungs"),
    [
        ({}, [("apprentice", 1.0, False)]),
        ({"ORB_CHEAPER_MODEL": "small"}, [("apprentice", 1.0, False)]),
        (LOCAL, [("strong", 1.0, True), ("apprentice", 1.0, False)]),
        ({**LOCAL, "ORB_APPRENTICE_STANDS_IN": False}, [("strong", 1.0, True)]),
        (
            {**LOCAL, "ORB_CHEAPER_MODEL": "small", "ORB_STRONG_SHARE": 50},
            [("strong", 0.5, True), ("cheaper", 1.0, True), ("apprentice", 1.0, False)],
        ),
    ],
)
async def test_the_settings_make_the_ladder(
    db: Database, values: dict[str, Any], rungs: list[tuple[str, float, bool]]
) -> None:
    """The strong model, the cheaper one where there is one, the apprentice unless it is to rest."""
    models = Models(given(**values), DEMO)
    ladder = laddered(models, db)
    assert [(one.name, one.share, one.paid) for one in ladder.rungs] == rungs
    await models.close()


def test_the_settings_make_the_budgets() -> None:
    """All together, each guild, each member; in requests and in tokens."""
    limits = {f"ORB_{whose}_{what}": number for number, (whose, what) in enumerate(
        [(whose, what) for whose in ("DAY", "GUILD", "MEMBER") for what in ("REQUESTS", "TOKENS")]
    )}  # fmt: skip
    assert allowances_of(given(**limits)) == Allowances(
        everyone=Sum(requests=0, tokens=1),
        guild=Sum(requests=2, tokens=3),
        member=Sum(requests=4, tokens=5),
    )


async def test_a_wish_is_answered_from_step_to_step(db: Database) -> None:
    """Over sockets: the usual model, the cheaper one when it is out of order, then by rules."""
    broken: set[str] = set()

    def answer(_name: str, _prompt: str) -> str | Response:
        return JSONResponse({"error": "No."}, 503) if broken else "def df_user_1(params): ..."

    with ModelServer(answer).running() as server:
        values = {**LOCAL, "OPENAI_API_BASE_URL": server.base_url, "ORB_CHEAPER_MODEL": "small"}
        models = Models(given(**values), DEMO)
        ladder = laddered(models, db)
        model = ladder.model_for(FIRE)
        first = await model.complete(ASKED, temperature=0.0)
        broken.add("all")
        with pytest.raises(ModelUnavailable, match="out of order"):
            await model.complete([{"role": "user", "content": "Sing."}], temperature=0.0)
        await models.close()
    assert (first.rung, first.model, first.tokens) == ("", "gemini-3.5-flash", 150)
    assert (await ladder.ledger.spending("g")).guild == Sum(requests=1, tokens=150)
    assert [bool(one.trouble) for one in ladder.health] == [True, True, False]
