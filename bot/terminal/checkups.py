"""What the doctor looks at: each part by itself, named with what to do where it fails."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

import aiohttp

from bot.app import embedder_of
from bot.database import Database, DatabaseError, look_at
from bot.executor.chroma import ChromaCollection, id_of, mark_of
from bot.executor.embeddings import EmbeddingFailed, GeminiEmbedder, HashingEmbedder
from bot.executor.errors import SandboxUnavailable
from bot.executor.library import FunctionLibrary
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.sandbox.selftest import self_test
from bot.terminal.checkup import ASK, Check, Checkup, Patient, fault, look, well
from bot.terminal.model_checkups import answers, budgets, endpoint

ROOM = 200 * 2**20
"""With less room on the disk than this, in bytes, a world may soon not be kept any more."""
DISCORD = "https://discord.com/api"
SECONDS = 15.0
"""How long Discord may take to answer, and opening the index."""


async def data_folder(patient: Patient) -> Checkup:
    """Whether the data folder can be written and has room."""
    part, folder = "data folder", patient.folder.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            room = shutil.disk_usage(folder).free
    except OSError as error:
        seen = f"{folder} cannot be written: {error.strerror or error}."
        return fault(part, seen, "Give another folder with ORB_DATA, or the right to write there.")
    left = f"{folder} can be written; {room // 2**20:,} MB of its disk are free."
    if room < ROOM:
        return fault(part, left, "Make room, or give a folder on another disk with ORB_DATA.")
    return well(part, left)


async def database(patient: Patient) -> Checkup:
    """Whether the database can be written and has this program's tables."""
    part, file = "database", patient.settings.database_file(patient.folder)
    if file is not None and not file.is_file():
        return well(part, "There is none yet; it is made when the bot is started.")
    try:
        standing = await look_at(patient.settings.database(patient.folder))
    except DatabaseError as error:
        return fault(part, str(error), "Check DATABASE_URL or ORB_DATA, and the rights to write.")
    if standing.is_newer:
        seen = f"It belongs to a newer version of this program ({standing.revision!r})."
        return fault(part, seen, "Update the program, or give another DATABASE_URL.")
    if standing.is_current:
        return well(part, f"It can be written; its tables are current ({standing.revision}).")
    seen = f"Its tables are of an older version ({standing.revision or 'none'})."
    return look(part, seen, "They are brought up to date at the next start; keep a copy first.")


async def sandbox(patient: Patient) -> Checkup:
    """Whether functions can be run, and only as they may."""
    try:
        async with MontySandbox(width=1, depth=1) as opened:
            await self_test(opened)
    except SandboxUnavailable as error:
        return fault("sandbox", str(error), "Install the program anew: `uv sync`.")
    return well("sandbox", "It runs what is honest, and lets nothing out.")


async def embedding(patient: Patient) -> Checkup:
    """Whether texts can be turned into vectors."""
    part, embedder = "embedding", embedder_of(patient.settings)
    if isinstance(embedder, GeminiEmbedder) and not patient.asks:
        return look(part, f"{embedder.kind} was not asked.", ASK)
    try:
        (vector,) = await embedder.embed(["a bridge of light"])
    except EmbeddingFailed as error:
        advice = "Check GEMINI_API_KEY and LANGCHAIN_EMBEDDING_MODEL; play goes on without."
        return fault(part, str(error), advice)
    finally:
        await embedder.close()
    if len(vector) != embedder.dimension:
        seen = f"{embedder.kind} gives {len(vector)} numbers, not {embedder.dimension}."
        return fault(part, seen, "Choose another LANGCHAIN_EMBEDDING_MODEL.")
    where = "on this machine" if isinstance(embedder, HashingEmbedder) else "at Gemini"
    return well(part, f"{embedder.kind} gives vectors, {where}.")


async def index(patient: Patient) -> Checkup:
    """Whether the index holds what the library holds."""
    part, settings = "index", patient.settings
    place = settings.chroma_url or patient.folder / "index"
    if isinstance(place, Path) and not place.is_dir():
        return well(part, "There is none yet; the bot makes it from the library.")
    again = "The bot makes it anew from the library while play goes on; nothing is lost."
    embedder = embedder_of(settings)
    collection = ChromaCollection(place, kind=embedder.kind, dimension=embedder.dimension)
    try:
        functions = await _functions(patient)
        async with asyncio.timeout(SECONDS):
            marks = await asyncio.to_thread(collection.look)
    except DatabaseError as error:
        return look(part, f"It was compared with nothing: {error}", "See the database first.")
    except Exception as error:  # Chroma raises whatever it likes
        where = "The server of CHROMA_URL" if settings.chroma_url else f"The folder {place}"
        advice = "Check CHROMA_URL and the server." if settings.chroma_url else again
        return fault(part, f"{where} cannot be read ({type(error).__name__}).", advice)
    missing = sum(marks.get(key) != mark for key, mark in functions.items())
    surplus = len(marks.keys() - functions.keys())
    if missing or surplus:
        seen = f"{missing} of {len(functions)} functions are missing, {surplus} are too many."
        return look(part, seen, again)
    return well(part, f"It holds all {len(functions)} functions of the library.")


async def discord(patient: Patient) -> Checkup:
    """Whether Discord takes the bot's token."""
    from bot.terminal.bot import application_of

    part, settings = "discord", patient.settings
    if settings.discord_token is None:
        seen = "DISCORD_TOKEN is not set: `orb` opens the playground."
        return well(part, seen)
    token = settings.discord_token.get_secret_value()
    copy = 'Copy it again: "Bot", "Reset Token" in the developer portal.'
    if token.count(".") != 2 or application_of(token) is None:
        return fault(part, "DISCORD_TOKEN has not the form of a bot's token.", copy)
    url = f"{settings.discord_api or DISCORD}/v10/users/@me"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(SECONDS)) as session,
            session.get(url, headers={"Authorization": f"Bot {token}"}) as reply,
        ):
            status, body = reply.status, await reply.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return fault(part, "Discord could not be reached.", "Check the network, ORB_DISCORD_API.")
    if status == 401:
        return fault(part, "Discord does not accept DISCORD_TOKEN.", copy)
    if status != 200 or not isinstance(body, dict):
        return fault(part, f"Discord answered with status {status}.", "Try again in a while.")
    return well(part, f"Discord knows the bot as {body.get('username', '?')}.")


CHECKS: tuple[Check, ...] = (
    data_folder,
    database,
    sandbox,
    endpoint,
    budgets,
    answers,
    embedding,
    index,
    discord,
)
"""What is looked at, in this order."""


async def _functions(patient: Patient) -> dict[str, str]:
    """The mark of every function of the library by its id; raises `DatabaseError`."""
    url, file = (
        patient.settings.database(patient.folder),
        patient.settings.database_file(patient.folder),
    )
    if file is not None and not file.is_file():
        return {}
    if not (await look_at(url)).is_current:
        raise DatabaseError("its tables are not those of this program.")
    opened = await Database.open(url)
    try:
        return {id_of(one): mark_of(one) for one in await FunctionLibrary(opened).everything()}
    finally:
        await opened.close()
