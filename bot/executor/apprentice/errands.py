"""Tools that fetch, carry, tell and make appear."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.lexicon import Kind, Pattern, clean, words_of
from bot.executor.apprentice.looks import look_of_thing
from bot.executor.apprentice.scene import Sort, Spot
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.wish import quoted
from bot.values import JsonObject

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
_ANSWERS = ("yes", "no", "perhaps", "not today", "ask again", "certainly")


def messages(draft: Draft) -> list[Plan]:
    """Carry words to everyone, or to the soul the words name by name."""
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
    if name is None and draft.kind is Kind.CONJURE:
        raise Unable("no_noun")
    return [_appearance(draft, name or "familiar", body="cylinder")]


def timers(draft: Draft) -> list[Plan]:
    """Set something that runs out, which the world tells everyone when it does."""
    named = (name for name, patterns in _TIMERS.items() if draft.wish.has(*patterns))
    return [_appearance(draft, next(named, "hourglass"))]


def readings(draft: Draft) -> list[Plan]:
    """Tell what is here: the place, its things with their states, who is about, the puzzles."""
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
