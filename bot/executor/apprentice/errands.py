"""Tools that fetch, carry, tell and make appear."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.durations import hours_in, uses_in
from bot.executor.apprentice.facts import facts
from bot.executor.apprentice.lexicon import Kind, Pattern, clean, words_of
from bot.executor.apprentice.looks import look_of_thing
from bot.executor.apprentice.scene import Sort, Spot
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.wish import quoted
from bot.values import JsonObject, as_text

_MADE = tuple(
    Pattern.of(word)
    for word in sorted(
        words_of(
            "conjure* summon* create* make* build* produce* materiali* spawn* appear invoke*"
            " наколд* сотвори* создай создать призв* erschaff* zauber* beschwör* crée créer invoqu*"
            " crea crear invoc* call_forth"
        )
    )
)
_ARTICLES = words_of("a an some the my ein eine einen un une una me for us mir")
_STOPS = words_of(
    "for that which who to in on at with of from and so near beside by"
    " everyone everybody me it them him her us here over until into und"
    " der die das qui que pour para für который которая чтобы на в для appear please now"
)
_TIMERS = {
    "bell": ("bell*", "chime*", "gong", "колокол*", "glocke*", "cloche*", "campana*"),
    "alarm clock": ("alarm*", "будильник*", "wecker*", "réveil*", "reloj"),
}
_WHERE = ("where_i", "where", "who", "откуда", "какого_места", "woher", "d_où", "dónde")
_FOLLOWS = ("follow*", "folow*", "accompan*", "за_мной", "folgt*", "suit", "sigue*")
_REWINDS = ("rewind*", "turn_back_time", "zurückdreh*", "zurückspul*", "перемот*", "rembobin*")
MOST_ROUNDS = 12
"""How often something happens by itself at most."""
_ANSWERS = ("yes", "no", "perhaps", "not today", "ask again", "certainly")


def messages(draft: Draft) -> list[Plan]:
    """Carry words to everyone, or to the soul the words name by name."""
    if draft.wish.has(*_WHERE):
        return [_call(draft)]
    said = quoted(draft.wish.words) or draft.say("silence")
    someone = draft.someone()
    part = "addressed" if someone else "text"
    text = draft.say(part, words=said, target=someone.name if someone else "")
    return [
        Plan(
            bodies=("carry",),
            summary="Let words be heard by everyone in the world.",
            constants={"text": text, "done": draft.say("done", words=said)},
        )
    ]


def appearances(draft: Draft) -> list[Plan]:
    """Make a thing or a creature appear for a while; it is to be seen and does nothing else."""
    if draft.kind is Kind.SPARKS:
        return [_appearance(draft, "shower of sparks")]
    name = _noun(list(draft.wish.tokens))
    if draft.kind is Kind.SUMMON and draft.wish.has(*_FOLLOWS):
        return [_follower(draft, name or "familiar")]
    if name is None and draft.kind is Kind.CONJURE:
        raise Unable("no_noun")
    return [_appearance(draft, name or "familiar", body="cylinder")]


def timers(draft: Draft) -> list[Plan]:
    """Set something that runs out, which the world tells everyone when it does."""
    if draft.wish.has(*_REWINDS):
        return [_rewinding(draft)]
    if (every := _every(draft)) and (plans := _rounds(draft, every)):
        return plans
    named = (name for name, patterns in _TIMERS.items() if draft.wish.has(*patterns))
    return [_appearance(draft, next(named, "hourglass"))]


def readings(draft: Draft) -> list[Plan]:
    """Tell what is here: the place, its things with their states, who is about, the puzzles."""
    if plan := facts(draft):
        return [plan]
    things = draft.scenery.of(Sort.OBJECT)[:60]
    return [
        Plan(
            bodies=("read",),
            summary="Tell what is here, and how the puzzles stand.",
            constants={
                "names": {thing.id: thing.name for thing in things},
                "puzzles": list(draft.scenery.puzzles[:5]),
                "nothing": draft.say("nothing"),
                "nowhere": draft.say("nowhere"),
            },
        )
    ]


def bargains(draft: Draft) -> list[Plan]:
    """Lower the price of what is sold in the place one is in."""
    percents = [int(one) for one in draft.wish.tokens if one.isdigit() and 1 <= int(one) <= 90]
    percent = percents[0] if percents else 20
    return [
        Plan(
            bodies=("bargain",),
            summary=f"Lower the price of what is sold here by {percent} percent.",
            constants={
                "percent": percent,
                "done": draft.say("done", percent=str(percent)),
                "already": draft.say("already"),
                "absent": draft.say("absent"),
                "nowhere": draft.say("nowhere"),
                "refused": draft.say("refused"),
            },
        )
    ]


def combinations(draft: Draft) -> list[Plan]:
    """Use two tools of the wisher, one after the other."""
    named = [aim.spot for aim in draft.wish.aimed(Sort.ARTIFACT) if aim.spot.function]
    own = [item for item in draft.scenery.of(Sort.ARTIFACT) if item.function[:8] == "df_user_"]
    tools = list({item.id: item for item in [*named, *own]}.values())[:2]
    if len(tools) < 2:
        raise Unable("no_tools")
    return [
        Plan(
            bodies=("combine",),
            summary=f"Use {tools[0].name}, then {tools[1].name}.",
            constants={
                "tools": [item.function for item in tools],
                "done": draft.say("done"),
                "refused": draft.say("refused"),
            },
        )
    ]


def gifts(draft: Draft) -> list[Plan]:
    """Hand something the user carries to the soul the words name."""
    items = [aim.spot for aim in draft.wish.aimed(Sort.ARTIFACT)]
    someone = draft.someone()
    if not items or someone is None:
        raise Unable("no_gift")
    return [
        Plan(
            bodies=("give",),
            summary=f"Hand {items[0].name} to {someone.name}.",
            constants={
                "someone": someone.id,
                "artifact": items[0].id,
                "done": draft.say("done", thing=items[0].name, target=someone.name),
                "refused": draft.say("refused"),
            },
        )
    ]


def chances(draft: Draft) -> list[Plan]:
    """Let chance decide: a coin, dice, an oracle."""
    faces = [str(number) for number in range(1, 7)]
    if draft.wish.has("coin*", "монет*", "münze*", "pièce*", "moneda*"):
        faces = ["heads", "tails"]
    elif draft.wish.has("oracle*", "fortune*", "magic_8"):
        faces = list(_ANSWERS)
    return [
        Plan(
            bodies=("chance",),
            summary="Let chance decide.",
            constants={
                "faces": list(faces),
                "done": draft.say("done"),
                "refused": draft.say("refused"),
            },
        )
    ]


def _call(draft: Draft) -> Plan:
    said = quoted(draft.wish.words) or draft.say("silence")
    return Plan(
        bodies=("call",),
        summary="Let everyone hear who calls, and from where.",
        constants={
            "text": draft.say("text", words=said, target=""),
            "done": draft.say("done", words=said),
        },
    )


def _follower(draft: Draft, name: str) -> Plan:
    status = clean(f"followed by {name}", limit=40)
    return Plan(
        bodies=("status",),
        summary=f"Let something follow whoever uses this for {draft.seconds:g} s: {name}.",
        constants={
            "status": status,
            "someone": None,
            "seconds": draft.seconds,
            "done": draft.say("follow", thing=name),
            "refused": draft.say("refused"),
        },
    )


def _rewinding(draft: Draft) -> Plan:
    return Plan(
        bodies=("rewind",),
        summary="Remember how everything here is, and at the next use put it back so.",
        constants={
            "done": draft.say("rewound"),
            "remembered": draft.say("remembered"),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )


def _every(draft: Draft) -> float | None:
    """How often something is to happen again, in seconds."""
    if not draft.wish.has("every*", "evry", "each", "hourly", "jede*", "кажд*", "chaque", "cada"):
        return None
    hours = ("hour*", "hr*", "stunde*", "час*", "heure*", "hora*")
    return 3600.0 if draft.wish.has(*hours) else 60.0


def _rounds(draft: Draft, every: float) -> list[Plan]:
    """The plan for a thing that has an event of its own to be rung, struck or the like."""
    events = [as_text(spot.details.get("event")) for spot in draft.objects()]
    event = next(filter(None, events), "")
    if not event:
        return []
    lasting = draft.wish.seconds or 0.0
    times = uses_in(list(draft.wish.tokens)) or int(lasting // every)
    hours = hours_in(list(draft.wish.tokens)) if every == 3600 else None
    count = min(max(hours or times, 1), MOST_ROUNDS) if hours or times > 1 else 6
    return [
        Plan(
            bodies=("rounds",),
            summary=f"Let {event} happen {count} times, every {every:g} s.",
            constants={
                "event": event,
                "every": every,
                "times": count,
                "done": draft.say("rounds", times=str(count)).replace(
                    f"{draft.seconds:g}", f"{every:g}"
                ),
                "refused": draft.say("refused"),
            },
        )
    ]


def _appearance(draft: Draft, name: str, *, body: str = "sphere") -> Plan:
    look = look_of_thing(draft.wish, name, draft.lexicon, body=body)
    return Plan(
        bodies=("conjure",),
        summary=f"Let something appear for {draft.seconds:g} s: {name}.",
        constants={
            "thing": look.type,
            "seconds": draft.seconds,
            "look": look.config,
            "spots": _spots(draft),
            "done": draft.say("done", thing=name),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )


def _spots(draft: Draft) -> JsonObject:
    """The landmark to appear at in the place the words name one of; elsewhere, beside the user."""
    marks: list[Spot] = [aim.spot for aim in draft.wish.aimed(Sort.LANDMARK)]
    return {mark.place_id: mark.id for mark in marks[:1]}


def _noun(tokens: list[str]) -> str | None:
    """What is to appear: the words after the one that asks for it."""
    starts = [at + len(one.parts) for one in _MADE for at in one.find(tokens)]
    for start in [*sorted(starts), 0]:
        words: list[str] = []
        for token in tokens[start:]:
            if token in _STOPS or (words and token in _ARTICLES) or len(words) == 3:
                break
            if token not in _ARTICLES:
                words.append(token)
        if words and not any(one.at(tokens, start) for one in _MADE):
            return clean(" ".join(words), limit=40)
    return None
