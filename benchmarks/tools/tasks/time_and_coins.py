"""Coins, time, and tools made of other tools."""

from __future__ import annotations

from benchmarks.tools.checks import Bench
from benchmarks.tools.task import Failed, Kind, Seen, Task, say
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
)
