"""What the engine wrote down in English, in another language.

Log lines and the journal keep text alone, so a sentence is known again by its form. What has none
of the forms, as all that a world says by itself, stays as it is.
"""

from __future__ import annotations

import re
import string
from functools import cache

from bot.cogs.words.russian_findings import OTHER
from bot.cogs.words.russian_findings import RUSSIAN as FINDINGS
from bot.cogs.words.russian_records import RUSSIAN, VALUES

PATTERNS = {
    "numbers": r"#\d.*|nothing",
    "number": r"\d+",
    "choices": r"\w+ = .*",
    "whom": "them|you",
}
"""What stands for a value, where not anything may."""
_ENDED = re.compile(r"(?P<core>.+?)(?P<reason> \(.*\))?\.", re.S)
_NUMBERED = re.compile(r"#\d+ ")
_STAYS = re.compile(r"\. (?=[^.]* joined and stays)")
_MORE = re.compile(r"and (\d+) more")


def recounted(locale: object, text: str) -> str:
    """A recorded sentence in a locale."""
    if str(locale).partition("-")[0] != "ru":
        return text
    ended = _ENDED.fullmatch(text)
    if ended is None:
        return text
    for core, reason in ((ended["core"], ended["reason"] or ""), (text[:-1], "")):
        if said := _russian(core):
            return f"{said}{reason}."
    return text


def found(locale: object, rule: str, text: str) -> str:
    """What was wrong with a function in a locale: in English the text, else words for its rule."""
    if str(locale).partition("-")[0] != "ru":
        return text
    return FINDINGS.get(rule, OTHER)


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(form), RUSSIAN[form]) for form in sorted(RUSSIAN, key=_rank)]


def _rank(form: str) -> tuple[bool, int]:
    """Those that hold other sentences come first, then those with the most words of their own."""
    parsed = list(string.Formatter().parse(form))
    holds = any(name in ("acts", "told") for _, name, *_ in parsed)
    return not holds, -sum(len(literal) for literal, *_ in parsed)


def _pattern(form: str) -> re.Pattern[str]:
    parts = [
        re.escape(literal) + (f"(?P<{name}>{PATTERNS.get(name, '.+?')})" if name else "")
        for literal, name, *_ in string.Formatter().parse(form)
    ]
    return re.compile("".join(parts), re.S)


def _russian(core: str) -> str | None:
    for pattern, russian in _forms():
        if matched := pattern.fullmatch(core):
            values = {name: _value(name, value) for name, value in matched.groupdict().items()}
            return russian.format(**values)
    return None


def _value(name: str, value: str) -> str:
    if name == "acts":
        acts, *stay = _STAYS.split(value)
        return ". ".join(["; ".join(map(_act, acts.split("; "))), *(_core(one) for one in stay)])
    if name == "told":
        return _core(value)
    if name == "names":
        return " и ".join(value.rsplit(" and ", 1))
    return VALUES.get(value, value)


def _act(text: str) -> str:
    if more := _MORE.fullmatch(text):
        return f"и ещё {more[1]}"
    number = _NUMBERED.match(text)
    mark = number[0] if number else ""
    return mark + _core(text.removeprefix(mark))


def _core(text: str) -> str:
    return recounted("ru", f"{text}.")[:-1]
