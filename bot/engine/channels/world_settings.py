"""What moderators may choose for a world, checked and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import delete, select

from bot.database import Database, Statement
from bot.engine.channels.tables import world_settings
from bot.engine.errors import Refused
from bot.engine.storage.trouble import told
from bot.sentence import Sentence, spoken, together
from bot.values import Json, JsonObject, dump, load_object

LOCALES = ("member", "en", "ru")
"""In which language things are said: each member's own, or one for all."""
WHO = ("everyone", "moderators")
"""Who may do a thing."""
LOG_SECONDS = (0.5, 30.0)
"""How short and how long lines of the log may be gathered before they are posted."""
_WORDS = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSettings:
    """The choices for one world.

    `card` shows a new tool before it is made, `picture` draws the places, `log_seconds` is how
    long lines are gathered for one message; the rest says who may do what.
    """

    card: bool = True
    picture: bool = True
    stage: bool = True
    locale: str = "member"
    log_seconds: float = 1.2
    who_may_join: str = "everyone"
    who_may_forge: str = "everyone"

    def document(self) -> JsonObject:
        """The choices that are not the default."""
        usual = WorldSettings()
        return {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != getattr(usual, one.name)
        }


def changed(settings: WorldSettings, choices: Mapping[str, Json]) -> WorldSettings:
    """The settings with these choices made; raises `Refused` naming everything wrong with them."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for name, choice in choices.items():
        try:
            values[name] = _read(name, choice)
        except ValueError as error:
            wrong.append(spoken(error))
    if wrong:
        raise Refused("That cannot be set: {wrong}.", wrong=together(wrong, "{one}; {other}"))
    return replace(settings, **values)


def settings_from(document: JsonObject) -> WorldSettings:
    """The settings of a document; what is no choice (any more) is left at its default."""
    settings = WorldSettings()
    for name, choice in document.items():
        try:
            settings = changed(settings, {name: choice})
        except Refused:
            continue
    return settings


class KeptSettings:
    """The settings in the database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, world_id: str) -> WorldSettings:
        """The settings of a world; the defaults where nothing was chosen."""
        mine = world_settings.c.world_id == world_id
        with told():
            async with self._db.reading() as connection:
                found = await connection.execute(select(world_settings.c.document).where(mine))
                text = found.scalar()
        return WorldSettings() if text is None else settings_from(load_object(text))


def keeping(world_id: str, settings: WorldSettings) -> list[Statement]:
    """The statements that keep a world's settings."""
    row = {"world_id": world_id, "document": dump(settings.document())}
    old = delete(world_settings).where(world_settings.c.world_id == world_id)
    return [(old, ()), (world_settings.insert(), [row])]


def _read(name: str, choice: Json) -> Json:
    match name:
        case "card" | "picture" | "stage":
            return _switch(name, choice)
        case "locale":
            return _one_of(name, choice, LOCALES)
        case "who_may_join" | "who_may_forge":
            return _one_of(name, choice, WHO)
        case "log_seconds":
            return _seconds(name, choice)
        case _:
            known = ", ".join(one.name for one in fields(WorldSettings))
            raise ValueError(
                Sentence("there is no setting {name!r}, but {known}", name=name, known=known)
            )


def _switch(name: str, choice: Json) -> bool:
    value = _WORDS.get(choice.lower(), choice) if isinstance(choice, str) else choice
    if not isinstance(value, bool):
        raise ValueError(
            Sentence("{name!r} is on or off, not {choice!r}", name=name, choice=choice)
        )
    return value


def _one_of(name: str, choice: Json, known: tuple[str, ...]) -> str:
    if not isinstance(choice, str) or choice not in known:
        raise ValueError(
            Sentence(
                "{name!r} is one of {known}, not {choice!r}",
                name=name,
                known=", ".join(known),
                choice=choice,
            )
        )
    return choice


def _seconds(name: str, choice: Json) -> float:
    least, most = LOG_SECONDS
    try:
        seconds = float(choice) if isinstance(choice, str | int | float) else least - 1
    except ValueError:
        seconds = least - 1
    if isinstance(choice, bool) or not least <= seconds <= most:
        raise ValueError(
            Sentence(
                "{name!r} is {least:g} to {most:g} seconds, not {choice!r}",
                name=name,
                least=least,
                most=most,
                choice=choice,
            )
        )
    return seconds
