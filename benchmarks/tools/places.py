"""The places of the fixed world the tools are tried in."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.world import (
    Landmark,
    Location,
)
from bot.values import Json, JsonObject


def hall() -> Location:
    """The Great Hall: the merchant, the chest, and the guard before the stairs."""
    return _place(
        "hall",
        "Great Hall",
        "A merchant's stall, a locked iron chest, a tall vase; a guard stands before the stairs.",
        [
            _mark("stall", "Merchant's Stall", target="merchant", kind="merchant"),
            _mark("chest_landmark", "Iron Chest", target="chest", kind="chest"),
            _mark("vase_landmark", "Tall Vase", target="vase", kind="vase"),
            _mark("guard_post", "Guard", target="guard", kind="guard"),
            _mark("stairs", "Stairs", leads_to="gallery"),
            _mark("ledge_arch", "Arch to the Ledge", leads_to="ledge"),
            _mark("garden_gate", "Garden Gate", leads_to="garden"),
            _mark("grotto_mouth", "Mouth of the Grotto", leads_to="grotto"),
            _mark("tower_door", "Tower Door", leads_to="tower"),
        ],
        barriers=[
            {
                "name": "guard",
                "object_id": "guard",
                "between": [["stall"], ["stairs"]],
                "passable_when": ["asleep", "caught", "distracted", "charmed"],
                "statuses": ["invisible"],
            }
        ],
    )


def ledge() -> Location:
    """The Ledge: a chasm with a gate beyond it."""
    return _place(
        "ledge",
        "Chasm Ledge",
        "A narrow ledge before a deep chasm. On the far side a platform and a gate.",
        [
            _mark("near_edge", "Near Edge"),
            _mark("chasm_landmark", "Chasm", target="chasm", kind="chasm"),
            _mark("far_platform", "Far Platform"),
            _mark("far_gate", "Far Gate", leads_to="sanctum"),
            _mark("way_to_hall", "Way Back to the Hall", leads_to="hall"),
        ],
        barriers=[
            {
                "name": "chasm",
                "object_id": "chasm",
                "between": [["near_edge", "way_to_hall"], ["far_platform", "far_gate"]],
            }
        ],
        ground="split_chasm_platforms",
    )


def garden() -> Location:
    """The Walled Garden: an island in a pool, a terrace above a wall, a boulder before a hollow."""
    return _place(
        "garden",
        "Walled Garden",
        "A deep pool with an island, a high wall below a terrace, a boulder before a hollow.",
        [
            _mark("pool_landmark", "Pool", target="pool", kind="pool"),
            _mark("island", "Island"),
            _mark("wall_landmark", "High Wall", target="wall", kind="wall"),
            _mark("terrace", "Terrace"),
            _mark("boulder_landmark", "Boulder", target="boulder", kind="boulder"),
            _mark("hollow_mouth", "Mouth of the Hollow", leads_to="hollow"),
            _mark("way_to_hall", "Way Back to the Hall", leads_to="hall"),
        ],
        barriers=[
            {"name": "pool", "object_id": "pool", "between": [["way_to_hall"], ["island"]]},
            {
                "name": "wall",
                "object_id": "wall",
                "between": [["way_to_hall"], ["terrace"]],
                "passable_when": ["climbable", "overgrown", "broken"],
            },
            {
                "name": "boulder",
                "object_id": "boulder",
                "between": [["way_to_hall"], ["hollow_mouth"]],
                "passable_when": ["gone", "moved", "transformed", "broken"],
            },
        ],
    )


def grotto() -> Location:
    """The Dark Grotto: an inscription nobody can read."""
    return _place(
        "grotto",
        "Dark Grotto",
        "It is pitch dark. Something is written on the wall, but nobody can read it.",
        [
            _mark("inscription_landmark", "Dark Wall", target="inscription", kind="inscription"),
            _mark("way_to_hall", "Way Back to the Hall", leads_to="hall"),
        ],
        light="dark",
    )


def tower() -> Location:
    """The Tower: a bell, a broken crystal, a balcony high up."""
    return _place(
        "tower",
        "Bell Tower",
        "A great bell, a broken crystal on a stand, and a balcony too high to reach.",
        [
            _mark("bell_landmark", "Great Bell", target="bell", kind="bell"),
            _mark("crystal_landmark", "Broken Crystal", target="crystal", kind="crystal"),
            _mark("balcony", "Balcony"),
            _mark("way_to_hall", "Way Back to the Hall", leads_to="hall"),
        ],
        barriers=[{"name": "height", "between": [["way_to_hall"], ["balcony"]]}],
    )


def beyond() -> list[Location]:
    """The places behind the Ledge, the boulder and the guard; the treasury is sealed."""
    return [
        _place("sanctum", "Sanctum", "It is still here.", [_back("ledge", "Ledge")]),
        _place("hollow", "Hollow", "A dry hollow.", [_back("garden", "Garden")]),
        _place(
            "gallery",
            "Gallery",
            "A gallery that ends at the massive door of the treasury.",
            [
                _back("hall", "Hall"),
                _mark(
                    "treasury_door",
                    "Treasury Door",
                    leads_to="treasury",
                    linked_puzzle_id_for_open_state="treasury_lock",
                ),
            ],
        ),
        _place("treasury", "Treasury", "Gold, heaps of it.", [_back("gallery", "Gallery")]),
    ]


def _place(
    place_id: str,
    name: str,
    description: str,
    marks: Iterable[Landmark],
    *,
    barriers: list[Json] | None = None,
    ground: str = "flat_plane",
    light: str | None = None,
) -> Location:
    landmarks = {mark.key: mark for mark in marks}
    exits = {key: mark.text("is_exit_to_location_id") for key, mark in landmarks.items()}
    return Location(
        id=place_id,
        name=name,
        description=description,
        landmarks=landmarks,
        exits={key: goal for key, goal in exits.items() if goal},
        config={"ground_type_key": ground, "ground_config": {"barriers": barriers or []}},
        light=light,
    )


def _mark(
    key: str,
    name: str,
    *,
    target: str | None = None,
    kind: str | None = None,
    leads_to: str | None = None,
    **more: Json,
) -> Landmark:
    given: JsonObject = {
        "targetable_as_env_object_id": target,
        "landmark_interaction_type_key": kind,
        "is_exit_to_location_id": leads_to,
    }
    config = {name: value for name, value in given.items() if value}
    return Landmark(key=key, config={"display_name": name, **config, **more})


def _back(place_id: str, name: str) -> Landmark:
    return _mark(f"way_to_{place_id}", f"Way Back to the {name}", leads_to=place_id)
