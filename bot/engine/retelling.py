"""Journal entries as sentences: who did what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.engine.journal import JournalEntry
from bot.engine.moderating.moderator import moderator_in
from bot.engine.world import Change, World
from bot.values import as_object, as_text

SHORT = 120
"""How long a thing said by itself may be in a sentence, in characters."""
RUNS = 5
"""How many runs of numbers are listed of what was taken back at once."""


def who_of(entry: JournalEntry, world: World) -> str:
    """The name of who acted: a soul, a moderator, or the world itself."""
    if moderator := moderator_in(entry.details):
        return moderator.name
    soul = world.souls.get(entry.soul_id or "")
    if soul is not None:
        return soul.name
    return as_text(entry.details.get("name")) or "The world"


def retold(entry: JournalEntry, world: World) -> str:
    """What happened, as one sentence."""
    who = who_of(entry, world)
    sentence = _SENTENCES.get(entry.kind, _something)(entry, world)
    reason = as_text(entry.details.get("reason"))
    return f"{who} {sentence}{f' ({reason})' if reason else ''}."


def touched(changes: Iterable[Change]) -> tuple[str, ...]:
    """What was changed in short: names, with + for what came and - for what went."""
    found: dict[str, None] = {}
    for change in changes:
        if change.table != "chronicle":
            mark = "+" if change.before is None else "-" if change.after is None else ""
            found[f"{mark}{_name_of(change)}"] = None
    return tuple(found)


def in_short(text: str) -> str:
    """The text on one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def in_words(key: str) -> str:
    """An id as words."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _name_of(change: Change) -> str:
    entry = as_object(change.before if change.after is None else change.after)
    shown = (as_object(entry.get(part)).get("display_name") for part in ("details", "config"))
    names = (as_text(one) for one in (entry.get("name"), *shown))
    kind = as_text(entry.get("type")) if change.table == "temporary" else ""
    return next(filter(None, names), "") or in_words(kind or change.key)


def _artifact(entry: JournalEntry, world: World) -> str:
    key = as_text(entry.details.get("artifact_id"))
    item = world.artifacts.get(key)
    return item.name if item else in_words(key)


def _used(entry: JournalEntry, world: World) -> str:
    args = as_object(entry.details.get("args"))
    target = next((value for value in args.values() if isinstance(value, str) and value), None)
    mark = next(
        (
            mark
            for place in world.locations.values()
            if target and (mark := place.landmark_targeting(target))
        ),
        None,
    )
    on = f" on {mark.name if mark else in_words(target)}" if target else ""
    return f"used {_artifact(entry, world)}{on}"


def _asked(entry: JournalEntry, world: World) -> str:
    return f"asked for consent to {_artifact(entry, world)}"


def _went(entry: JournalEntry, world: World) -> str:
    return f"left by {_landmark(as_text(entry.details.get('exit_key')), world)}"


def _focused(entry: JournalEntry, world: World) -> str:
    key = as_text(entry.details.get("landmark_key"))
    return f"stepped up to {_landmark(key, world)}" if key else "stepped back"


def _landmark(key: str, world: World) -> str:
    marks = (place.landmarks.get(key) for place in world.locations.values())
    return next((mark.name for mark in marks if mark), in_words(key))


def _moved(entry: JournalEntry, world: World) -> str:
    place = world.locations.get(as_text(entry.details.get("location_id")))
    return f"was set down in {place.name if place else 'a place that is gone'}"


def _gave(entry: JournalEntry, world: World) -> str:
    receiver = world.souls.get(as_text(entry.details.get("receiver_id")))
    return f"gave {_artifact(entry, world)} to {receiver.name if receiver else 'somebody'}"


def _forged(entry: JournalEntry, _: World) -> str:
    items = [one for one in entry.changes if one.table == "artifacts" and one.before is None]
    wish = in_short(as_text(entry.details.get("wish")).rstrip("."))
    return f"forged {_name_of(items[0]) if items else 'a tool'} from the wish “{wish}”"


def _forged_again(entry: JournalEntry, _: World) -> str:
    items = [one for one in entry.changes if one.table == "artifacts" and one.before is None]
    return f"was given {_name_of(items[0]) if items else 'a tool'} by the Orb, which had it"


def _undone(entry: JournalEntry, _: World) -> str:
    numbers = entry.details.get("undone")
    known = numbers if isinstance(numbers, list) else []
    listed = _runs([one for one in known if isinstance(one, int)])
    more = " …" if len(listed) > RUNS else ""
    return f"took back {', '.join(listed[:RUNS]) or 'nothing'}{more}"


def _runs(numbers: list[int]) -> list[str]:
    """Numbers from the highest down, those that follow one another as one: `#9…#4`."""
    runs: list[tuple[int, int]] = []
    for one in numbers:
        if runs and runs[-1][1] == one + 1:
            runs[-1] = runs[-1][0], one
        else:
            runs.append((one, one))
    return [
        f"#{first}" if first == last else f"#{first}{', ' if first == last + 1 else '…'}#{last}"
        for first, last in runs
    ]


def _moderated(entry: JournalEntry, _: World) -> str:
    return (
        as_text(entry.details.get("said"))
        or as_text(entry.details.get("act"))
        or "brought a world in"
    )


def _fixed(words: str) -> Callable[[JournalEntry, World], str]:
    return lambda _entry, _world: words


def _said(words: str) -> Callable[[JournalEntry, World], str]:
    def sentence(entry: JournalEntry, _: World) -> str:
        text = in_short(entry.lines[0].text).rstrip(".") if entry.lines else ""
        return f"{words}: {text}" if text else words

    return sentence


_something = _said("did something")

_SENTENCES: dict[str, Callable[[JournalEntry, World], str]] = {
    "join": _fixed("joined"),
    "return": _fixed("came back from rest"),
    "leave": _fixed("went to rest"),
    "use": _used,
    "ask": _asked,
    "go": _went,
    "focus": _focused,
    "move": _moved,
    "give": _gave,
    "forge": _forged,
    "forge again": _forged_again,
    "mend": _said("was mended"),
    "quarantine": _said("was set aside"),
    "undo": _undone,
    "moderation": _moderated,
    "hand_over": _moderated,
    "consent": _moderated,
    "agree": _fixed("agreed to what was asked"),
    "decline": _fixed("declined what was asked"),
    "report": _moderated,
    "genesis": _fixed("came into being"),
    "import": _moderated,
    "expiry": _said("let something end"),
    "event": _said("let something happen"),
    "note": _said("was told"),
}
