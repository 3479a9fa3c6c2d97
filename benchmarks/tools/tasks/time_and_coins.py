"""Coins, time, and tools made of other tools."""

from __future__ import annotations

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Kind, Seen, Task, say
from benchmarks.tools.tasks.transformation import is_whole
from benchmarks.tools.tasks.traversal import to
from benchmarks.tools.world import MAKER
from bot.values import JsonObject, as_object


def asks_less(seen: Seen) -> str:
    """The merchant asks less than before, and not nothing."""
    before, now = _price(seen.before.objects["merchant"].details), _price(seen.thing("merchant"))
    return say(0 < now < before, f"the merchant asks {now:g} coins and asked {before:g}")


async def is_cheaper(bench: Bench) -> None:
    """What is bought costs fewer coins."""
    trial = bench.trial()
    await trial.use(MAKER)
    bought = await trial.use(MAKER, focus="stall", tool="purse_01")
    left = as_object(bought.thing("merchant")["accounts"])[MAKER]
    if bought.refused or not isinstance(left, int) or not 10 < left < 20:
        raise Failed("bargain", f"of 20 coins {left} are left")


def rings_later(seen: Seen) -> str:
    """The bell has not been struck by the use itself."""
    return say(seen.thing("bell")["strikes"] == 0, "the bell rings at once")


async def every_hour(bench: Bench) -> None:
    """The bell is struck once an hour."""
    trial = bench.trial()
    await trial.use(MAKER)
    for hour in (1, 2, 3):
        await trial.wait(3600 if hour > 1 else 3610)
        strikes = trial.world.objects["bell"].details["strikes"]
        if strikes != hour:
            raise Failed("every hour", f"the bell has rung {strikes} times after {hour} h")


def is_accompanied(seen: Seen) -> str:
    """Whoever is in the place sees something with the user, or in the place, that is new."""
    here = seen.after.souls[seen.user].location_id or ""
    new = [one for one in seen.after.temporary_in(here) if one.id not in seen.before.temporary]
    things = [one for one in seen.after.objects_in(here) if one.id not in seen.before.objects]
    return say(seen.statuses(seen.user) or new or things, "nobody sees anything new")


async def follows(bench: Bench) -> None:
    """It is still with the user in the next place, where somebody else sees it."""
    trial = bench.trial()
    seen = await trial.use(MAKER)
    await trial.go(MAKER, "garden_gate")
    why = is_accompanied(trial.look(seen))
    if why:
        raise Failed("follows", f"in the next place {why}")


def remembers(seen: Seen) -> str:
    """Something of the world is different: the room is remembered."""
    return say(not seen.is_idle, "nothing remembers the room")


async def rewinds(bench: Bench) -> None:
    """At the second turn the room is as it was at the first, whatever happened between."""
    trial = bench.trial()
    before = (await trial.use(MAKER)).before.objects
    await trial.wait(20)
    await trial.change(objects={"pool": {"frozen": True}, "boulder": {"form": "gravel"}})
    await trial.wait(20)
    after = (await trial.use(MAKER)).after.objects
    astray = [
        f"{key} of the {name}"
        for name, key in (("pool", "frozen"), ("boulder", "form"))
        if after[name].details.get(key) != before[name].details.get(key)
    ]
    if astray:
        raise Failed("rewinds", f"{' and '.join(astray)} is not as it was")


def is_lit_and_whole(seen: Seen) -> str:
    """The place is lit, and the crystal in it whole."""
    return is_whole(seen) or say(
        seen.light() not in ("", "dark", "dim"), f"the light is {seen.light()!r}"
    )


def is_both(seen: Seen) -> str:
    """The pool can be walked over, and the place is lit as by the torch."""
    lit = seen.light() not in ("", "dark", "dim")
    return to("island")(seen) or say(lit, f"the light is {seen.light()!r}")


def _price(details: JsonObject) -> float:
    price, percent = details.get("price"), details.get("discount_percent")
    numbers = [one if isinstance(one, int | float) else 0 for one in (price, percent)]
    return numbers[0] * (100 - numbers[1]) / 100


ECONOMY = (
    Task(
        name="discount",
        kind=Kind.ECONOMY,
        wordings=(
            "A charm that makes the merchant give a discount of 20 percent.",
            "discuont charm, 20% off at the merchant",
            "Амулет, с которым торговец (Merchant) делает скидку 20 процентов.",
        ),
        place="hall",
        focus="stall",
        holds=asks_less,
        elsewhere="garden",
        touches=frozenset({"merchant"}),
        more=is_cheaper,
    ),
    Task(
        name="owl",
        kind=Kind.ECONOMY,
        wordings=(
            "An owl that follows me wherever I go for ten minutes, so that everybody sees it.",
            "owl that folows me 10 min",
            "Сова, которая десять минут летает за мной повсюду, и все её видят.",
        ),
        place="hall",
        holds=is_accompanied,
        lasts=600,
        more=follows,
    ),
    Task(
        name="rewind",
        kind=Kind.ECONOMY,
        wordings=(
            "An hourglass that rewinds the room: turned once it remembers how everything here is, "
            "turned again it puts everything back as it was.",
            "hourglass: 1st use remembr the room, 2nd use rewind it",
            "Eine Sanduhr: beim ersten Mal merkt sie sich den Raum, beim zweiten Mal dreht sie ihn "
            "dahin zurück.",
        ),
        place="garden",
        holds=remembers,
        touches=frozenset({"pool", "boulder", "wall"}),
        more=rewinds,
    ),
    Task(
        name="hourly_bell",
        kind=Kind.ECONOMY,
        wordings=(
            "A clockwork that rings the great bell once every hour from now on, for the next "
            "six hours.",
            "ring the bel evry hour, 6 hrs",
            "Ein Uhrwerk, das die Great Bell in den nächsten sechs Stunden jede Stunde läutet.",
        ),
        place="tower",
        focus="bell_landmark",
        holds=rings_later,
        more=every_hour,
    ),
)

COMPOSITION = (
    Task(
        name="torch_and_ray",
        kind=Kind.COMPOSITION,
        wordings=(
            "Combine my torch and my freeze ray into one tool that does what both do.",
            "combin my torch + my freeze ray",
            "Соедини мой факел (Torch) и мой Freeze Ray в один инструмент.",
        ),
        place="garden",
        focus="pool_landmark",
        holds=is_both,
        touches=frozenset({"pool", "light"}),
    ),
    Task(
        name="mending_torch",
        kind=Kind.COMPOSITION,
        wordings=(
            "Combine my torch with a glue: one tool that lights up the place and mends the broken "
            "crystal.",
            "combin torch n glue: lite + mend crystal",
            "Kombiniere meine Torch mit einem Kleber, der den Broken Crystal repariert.",
        ),
        place="tower",
        focus="crystal_landmark",
        holds=is_lit_and_whole,
        touches=frozenset({"crystal", "light"}),
    ),
)
