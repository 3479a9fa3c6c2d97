"""`orb doctor`: whether everything the game stands on is well, and what to do where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from rich.table import Table
from rich.text import Text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.checkup import Check, Checkup, Patient, State, fault
from bot.terminal.checkups import CHECKS
from bot.terminal.complaints import FAILED, STOPPED, complain
from bot.terminal.consoles import clean, people_console
from bot.terminal.logs import log_to_stderr

STYLES = {State.WELL: "green", State.LOOK: "yellow", State.FAULT: "bold red"}


def run_doctor(folder: Path | None, *, asks: bool) -> int:
    """Look at every part and print what was seen; 1 where something is at fault, else 0."""
    try:
        settings = read_settings()
    except SettingsError as error:
        lines = str(error).splitlines()
        advice = "Correct it in the environment or in .env; README.md tells every variable."
        _print([fault("settings", line, advice) for line in lines])
        return FAILED
    log_to_stderr(settings)
    patient = Patient(settings=settings, folder=folder or settings.data, asks=asks)
    try:
        checkups = asyncio.run(_look(patient))
    except KeyboardInterrupt:
        return complain("Stopped.", STOPPED)
    _print(checkups)
    return FAILED if any(one.state is State.FAULT for one in checkups) else 0


async def _look(patient: Patient) -> list[Checkup]:
    secrets = secrets_of(patient.settings)
    return [_hidden(await _done(check, patient), secrets) for check in CHECKS]


async def _done(check: Check, patient: Patient) -> Checkup:
    try:
        return await check(patient)
    except Exception as error:  # one part that fails unheard of must not hide the others
        seen = f"It could not be looked at ({type(error).__name__})."
        part = check.__name__.replace("_", " ")
        return fault(part, seen, "Set ORB_LOG_LEVEL=DEBUG, try again, and report what is said.")


def secrets_of(settings: Settings) -> list[str]:
    """Every key, token and password of the settings, the longest first."""
    kept = [settings.model_key, settings.discord_token]
    found = [one.get_secret_value() for one in kept if one is not None]
    for url in (settings.database_url, settings.chroma_url, settings.model_base_url):
        try:
            password = make_url(url).password if url else None
        except (ArgumentError, ValueError):
            password = None
        found += [password] if password else []
    return sorted(found, key=len, reverse=True)


def _hidden(checkup: Checkup, secrets: Iterable[str]) -> Checkup:
    """The checkup without any secret, whoever may have quoted it."""
    seen, advice = checkup.seen, checkup.advice
    for secret in secrets:
        seen, advice = seen.replace(secret, "…"), advice.replace(secret, "…")
    return Checkup(part=checkup.part, state=checkup.state, seen=seen, advice=advice)


def _print(checkups: list[Checkup]) -> None:
    table = Table(box=None, show_header=False)
    table.add_column(no_wrap=True, min_width=len(State.FAULT))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for one in checkups:
        said = Text(clean(one.seen))
        if one.advice:
            said.append(f"\n{clean(one.advice)}", style="dim")
        table.add_row(Text(one.state.value, style=STYLES[one.state]), one.part, said)
    console = people_console()
    console.print(table)
    count = sum(one.state is State.FAULT for one in checkups)
    if count == 0:
        console.print("\nEverything needed is well.", style="green")
    else:
        faults = "1 fault" if count == 1 else f"{count} faults"
        console.print(f"\n{faults} to mend.", style="bold red")
