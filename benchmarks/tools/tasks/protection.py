"""Keeping souls from harm, and whoever stands in the way from noticing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.tools.task import Kind, Seen, Task, companion, say
from benchmarks.tools.tasks.traversal import to
from benchmarks.tools.world import STRANGER
from bot.engine.world import Status, World

_HARMFUL = ("asleep", "wounded", "caught", "frozen", "cursed", "poisoned")


def are_shielded(seen: Seen) -> str:
    """The user and the companion are in a new state that does not harm them; not the stranger."""
    if seen.statuses(STRANGER):
        return "the stranger never consented"
    for soul_id in (seen.user, companion(seen.user)):
        kept = [one for one in seen.statuses(soul_id) if one not in _HARMFUL]
        if not kept:
            return f"nothing shields {seen.after.souls[soul_id].name}"
    return ""


def wounded(world: World, user: str, random: Random) -> None:
    """The user and the companion are wounded."""
    for soul_id in (user, companion(user)):
        soul = world.souls[soul_id]
        world.souls[soul_id] = replace(soul, statuses=(Status(name="wounded"),))


def are_healed(seen: Seen) -> str:
    """Nobody of the two is wounded, or will be in a moment."""
    for soul_id in (seen.user, companion(seen.user)):
        soul = seen.after.souls[soul_id]
        if "wounded" in soul.statuses_at(seen.now + 5):
            return f"{soul.name} is still wounded"
    return ""


def is_safe(seen: Seen) -> str:
    """The user is in a new state that does not harm them."""
    kept = [one for one in seen.statuses(seen.user) if one not in _HARMFUL]
    return say(kept, "nothing shields the user")


PROTECTION = (
    Task(
        name="party_shield",
        kind=Kind.PROTECTION,
        wordings=(
            "A shield that protects everyone around me who agrees, and me, for 30 seconds.",
            "sheild 4 all of us here 30s",
            "Щит, который на 30 секунд защищает всех нас здесь, кто согласен.",
        ),
        place="hall",
        holds=are_shielded,
        lasts=30,
        on_others=True,
    ),
    Task(
        name="sleep_dart",
        kind=Kind.PROTECTION,
        wordings=(
            "A sleep dart that puts the guard to sleep for one minute, so that one can get up "
            "the stairs.",
            "sleep drat 4 the guard 1 min",
            "Ein Schlafpfeil, der die Wache (Guard) eine Minute lang einschlafen lässt.",
        ),
        place="hall",
        focus="guard_post",
        holds=to("stairs"),
        lasts=60,
        elsewhere="garden",
        touches=frozenset({"guard"}),
    ),
    Task(
        name="fountain",
        kind=Kind.PROTECTION,
        wordings=(
            "A healing fountain: it heals the wounds of me and of my friends here.",
            "fountian that heals all of us",
            "Una fuente que cura las heridas de todos nosotros aquí.",
        ),
        place="garden",
        arrange=wounded,
        holds=are_healed,
        on_others=True,
    ),
    Task(
        name="snare",
        kind=Kind.PROTECTION,
        wordings=(
            "A snare that holds the guard fast for 45 seconds while we slip up the stairs.",
            "snare the gaurd 45s",
            "Un piège qui retient le Guard pendant 45 secondes pour passer l'escalier.",
        ),
        place="hall",
        focus="guard_post",
        holds=to("stairs"),
        lasts=45,
        elsewhere="ledge",
        touches=frozenset({"guard"}),
    ),
)
