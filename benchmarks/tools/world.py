"""The fixed world the tools are tried in, and the functions it has of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks.tools.places import beyond, garden, grotto, hall, ledge, tower
from bot.engine.permissions import ANYONE
from bot.engine.world import (
    Artifact,
    Chronicle,
    EnvironmentObject,
    Puzzle,
    Soul,
    World,
)
from bot.executor.specification import Author, DynamicFunction
from bot.values import Json, JsonObject

WORLD = "proving_grounds"
START = 1_000_000.0
MAKER, FRIEND, STRANGER = "soul_ada", "soul_ben", "soul_cyd"
"""Who makes the tools; who consents to everything; who consents to nothing."""

FUNCTIONS = Path(__file__).parent / "functions"


def proving_grounds(seed: int) -> World:
    """The world as every task finds it, everyone in the Great Hall."""
    places = [hall(), ledge(), garden(), grotto(), tower(), *beyond()]
    orb, purse = _artifact("orb_01", "Orb of Ingenuity", "df_call_orb"), _purse()
    tools = [
        _artifact("torch_01", "Torch", "df_user_torch"),
        _artifact("ray_01", "Freeze Ray", "df_user_ray"),
        _artifact("pebble_01", "Smooth Pebble"),
    ]
    souls = [
        Soul(
            id=MAKER,
            name="Ada",
            player_id="ada",
            location_id="hall",
            inventory=("orb_01", "purse_01", "torch_01", "ray_01", "pebble_01"),
            consents=(ANYONE,),
        ),
        Soul(
            id=FRIEND,
            name="Ben",
            player_id="ben",
            location_id="hall",
            inventory=("purse_01",),
            consents=(ANYONE,),
        ),
        Soul(
            id=STRANGER,
            name="Cyd",
            player_id="cyd",
            location_id="hall",
            inventory=("purse_01",),
        ),
    ]
    return World(
        id=WORLD,
        chronicle=Chronicle(name="The Proving Grounds", seed=seed, is_born=True, time=START),
        souls={soul.id: soul for soul in souls},
        locations={place.id: place for place in places},
        artifacts={item.id: item for item in [orb, purse, *tools]},
        objects={thing.id: thing for thing in things()},
        puzzles={"treasury_lock": Puzzle(id="treasury_lock", state={"is_open": False})},
        properties={
            "initial_start_location_id": "hall",
            "orb_of_ingenuity_artifact_id": "orb_01",
        },
        handlers={"ring_bell": "df_ring_bell"},
    )


def world_functions() -> list[DynamicFunction]:
    """The world's own functions, and those of the two tools Ada has made before."""
    return [
        DynamicFunction(
            scope=WORLD,
            name=path.stem,
            version=1,
            source=path.read_text("utf-8"),
            description=f"What {path.stem} does.",
            parameters={},
            author=Author.PLAYER if path.stem.startswith("df_user_") else Author.WORLD,
            maker=MAKER if path.stem.startswith("df_user_") else None,
            model="benchmark",
        )
        for path in sorted(FUNCTIONS.glob("*.py"))
    ]


def things() -> list[EnvironmentObject]:
    """What stands in the places and can be changed."""
    accounts: JsonObject = {MAKER: 20, FRIEND: 20, STRANGER: 20}
    return [
        _thing(
            "merchant",
            "hall",
            ware="lantern",
            price=10,
            discount_percent=0,
            accounts=accounts,
            protected=["accounts", "ware"],
        ),
        _thing("chest", "hall", locked=True),
        _thing("vase", "hall", broken=False, flowers=3),
        _thing("guard", "hall", asleep=False, caught=False),
        _thing("chasm", "ledge"),
        _thing("pool", "garden", frozen=False),
        _thing("wall", "garden"),
        _thing("boulder", "garden", form="boulder"),
        _thing("inscription", "grotto", hidden=True, text="not yet written"),
        _thing("bell", "tower", strikes=0, event="ring_bell"),
        _thing("crystal", "tower", broken=True),
        _thing("gold", "treasury", amount=1000),
    ]


def _thing(object_id: str, place_id: str, **details: Json) -> EnvironmentObject:
    return EnvironmentObject(id=object_id, location_id=place_id, type=object_id, details=details)


def _artifact(item_id: str, name: str, function: str | None = None) -> Artifact:
    return Artifact(id=item_id, name=name, description=f"A {name.lower()}.", function_name=function)


def _purse() -> Artifact:
    rule: JsonObject = {
        "action_name_template": "Buy a lantern",
        "requires_landmark_interaction_type_key": "merchant",
    }
    return Artifact(
        id="purse_01",
        name="Purse",
        description="It pays the merchant.",
        function_name="df_buy",
        properties={"client_interaction_rules": [rule]},
    )
