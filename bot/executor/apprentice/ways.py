"""Tools that make a way: bridges, ropes, ladders, ice, portals."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft, Unable, listed
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.looks import Look, look_of_thing, look_of_way, with_article
from bot.executor.apprentice.scene import Sort, Spot
from bot.executor.apprentice.source import Plan
from bot.values import JsonObject

HERE = "player_current_pos"


def ways(draft: Draft) -> list[Plan]:
    """A way to what the words name, else to where one has to get across in each known place."""
    look = look_of_way(draft.wish, draft.kind, draft.lexicon)
    goals = _named_goals(draft)
    usual = _beyond_named_gap(draft) or _usual_goals(draft)
    plans = [_plan(draft, look, {goal.place_id: goal}) for goal in goals[:2]]
    if usual:
        plans.append(_plan(draft, look, usual))
    if not plans:
        raise Unable("no_way")
    return plans


def frozen_ways(draft: Draft, water: Spot, effect: JsonObject) -> list[Plan]:
    """Freeze a waterfall or the like beside a chasm, so that its ice reaches across; or nothing."""
    scenery = draft.scenery
    far = scenery.far_landmark(water.place_id)
    if far is None or not scenery.is_far(far):
        return []
    way = _plan(draft, look_of_way(draft.wish, draft.kind, draft.lexicon), {water.place_id: far})
    constants: JsonObject = {"water": water.id, "effect": effect, **way.constants}
    return [Plan(bodies=("over", "way"), summary=way.summary, constants=constants)]


def portals(draft: Draft) -> list[Plan]:
    """A door out of nowhere: to another place through its exit, or across this one."""
    aimed = [aim.spot for aim in draft.wish.aimed(Sort.PLACE, Sort.LANDMARK, Sort.OBJECT)]
    plans = [plan for spot in aimed[:2] if (plan := _door(draft, spot))]
    if aimed and _is_here(draft, aimed[0]):
        raise Unable("no_place")
    far = draft.scenery.far_landmark(draft.scenery.here)
    if not plans and far and {"gap", "otherside"} & draft.wish.traits:
        plans = [_step(draft, far)]
    if not plans:
        raise Unable("no_place")
    return plans


def journeys(draft: Draft) -> list[Plan]:
    """To another place with, or in exchange for, somebody who agrees."""
    body = "swap" if draft.kind is Kind.SWAP else "together"
    aimed = [aim.spot for aim in draft.wish.aimed(Sort.PLACE, Sort.LANDMARK)]
    return [_with_others(draft, body, place) for place in _places(draft, aimed)]


def rooms(draft: Draft) -> list[Plan]:
    """A small room that was not there, behind a door that is new too."""
    words = {"name": "room", **{part: part for part in ("about", "door", "back", "done")}}
    words |= {part: part for part in ("nowhere", "refused")}
    return [
        Plan(
            bodies=("room",),
            summary="Open a door into a small room that was not there before.",
            constants={name: draft.say(part) for name, part in words.items()},
        )
    ]


def _places(draft: Draft, aimed: list[Spot]) -> list[Spot]:
    """The other places the words name; where none is named, there is no plan."""
    named = [spot for spot in aimed if spot.sort is Sort.PLACE and not _is_here(draft, spot)]
    exits = {spot.exit_to for spot in aimed if spot.exit_to}
    named += [spot for spot in draft.scenery.of(Sort.PLACE) if spot.id in exits]
    if not named:
        raise Unable("no_place")
    return list({spot.id: spot for spot in named}.values())[:2]


def _with_others(draft: Draft, body: str, place: Spot) -> Plan:
    return Plan(
        bodies=(body,),
        summary=f"Go to {place.name} with, or in exchange for, somebody who agrees.",
        constants={
            "place": place.id,
            "done": draft.say("done", target=place.name),
            "already": draft.say("already", target=place.name),
            "alone": draft.say("alone"),
            "refused": draft.say("refused"),
        },
    )


def _is_here(draft: Draft, spot: Spot) -> bool:
    return spot.sort is Sort.PLACE and spot.id == draft.scenery.here


def _named_goals(draft: Draft) -> list[Spot]:
    aimed = draft.wish.aimed(Sort.LANDMARK, Sort.OBJECT, Sort.PLACE)
    marks = (draft.scenery.landmark_of(aim.spot) for aim in aimed)
    return list({mark.id: mark for mark in marks if mark and not _is_gap(draft, mark)}.values())


def _beyond_named_gap(draft: Draft) -> dict[str, Spot]:
    """Where one gets to over the chasm or the like that the words name, in its place alone."""
    gaps = [aim.spot for aim in draft.wish.aimed(Sort.OBJECT, Sort.LANDMARK) if aim.spot.is_gap]
    found = ((gap.place_id, draft.scenery.far_landmark(gap.place_id)) for gap in gaps[:1])
    return {place: mark for place, mark in found if mark and draft.scenery.is_far(mark)}


def _is_gap(draft: Draft, mark: Spot) -> bool:
    return mark.is_gap and not draft.scenery.is_far(mark)


def _usual_goals(draft: Draft) -> dict[str, Spot]:
    scenery = draft.scenery
    places = dict.fromkeys(spot.place_id for spot in scenery.of(Sort.LANDMARK))
    found = {place: mark for place in places if (mark := scenery.far_landmark(place))}
    far = {place: mark for place, mark in found.items() if scenery.is_far(mark)}
    return far or {place: mark for place, mark in found.items() if place == scenery.here} or found


def _plan(draft: Draft, look: Look, goals: dict[str, Spot]) -> Plan:
    part = "way" if draft.kind in (Kind.FREEZE, Kind.FILL) else "done"
    table: JsonObject = {
        place: {
            "from": _origin(draft, place),
            "to": mark.id,
            "message": draft.say(part, thing=look.name, target=mark.name),
        }
        for place, mark in goals.items()
    }
    names = listed(
        f"{mark.name} ({draft.scenery.place_name(place)})" for place, mark in goals.items()
    )
    return Plan(
        bodies=("way",),
        summary=f"{with_article(look.name)} for {draft.seconds:g} s as a way to {names}.",
        constants={
            "thing": look.type,
            "seconds": draft.seconds,
            "look": look.config,
            "ways": table,
            "absent": draft.say("absent", target=names),
            "refused": draft.say("refused"),
        },
    )


def _origin(draft: Draft, place: str) -> str:
    for aim in draft.wish.aims:
        if aim.is_origin and aim.spot.sort is Sort.LANDMARK and aim.spot.place_id == place:
            return aim.spot.id
    return HERE


def _door(draft: Draft, spot: Spot) -> Plan | None:
    if spot.sort is Sort.PLACE:
        return None if _is_here(draft, spot) else _leave(draft, spot)
    mark = draft.scenery.landmark_of(spot)
    return _step(draft, mark) if mark else None


def _leave(draft: Draft, place: Spot) -> Plan:
    return Plan(
        bodies=("teleport",),
        summary=f"Take whoever uses this through an exit to {place.name}, in one step.",
        constants={
            "place": place.id,
            "done": draft.say("done", target=place.name),
            "already": draft.say("already", target=place.name),
            "absent": draft.say("absent", target=place.name),
            "refused": draft.say("refused"),
        },
    )


def _step(draft: Draft, mark: Spot) -> Plan:
    look = look_of_thing(draft.wish, draft.kind, "portal", draft.lexicon)
    config = {key: value for key, value in look.config.items() if key != "spans"}
    return Plan(
        bodies=("step",),
        summary=f"Open a portal to {mark.name} and step through it.",
        constants={
            "place": mark.place_id,
            "landmark": mark.id,
            "look": config,
            "seconds": draft.seconds,
            "done": draft.say("step", target=mark.name),
            "absent": draft.say("elsewhere", target=mark.name),
            "refused": draft.say("refused"),
        },
    )
