"""Text on its way to Discord: escaped, cut to length, never empty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category

from discord.utils import escape_markdown, escape_mentions

LABEL = 80
"""The longest name that is shown by itself, in characters."""
BUTTON = 38
"""The longest label of a button: Discord takes 80, phones show no more than so many."""
OPTION = 100
"""The longest label, value or description of a choice."""
PANEL = 3_800
"""How much text one message of components may show, with some of the 4000 kept free."""
EMBED = 3_900
"""How much text stands in one embed at most: so much that it fits on a page of words too."""
ALT = 1_000
"""The longest text that stands for a picture."""

_BLANK = "\N{EN DASH}"
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""What turns the direction of writing: left open, it would turn all that comes after it."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0")
"""Letters and signs that show nothing, though they are no blanks."""
_BLANKS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""The kinds of signs that show nothing."""
_SPECIAL = re.compile(r"<(?=[@#:/ait])", re.A)
_COUNTED = re.compile(r"^(\s*\d+)\.", re.M)


def cut(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis; a dash where nothing of it can be seen."""
    text = text.translate(_TURNS).strip()
    if len(text) > most:
        text = f"{text[: most - 1].rstrip()}…"
    return text if any(map(_is_seen, text)) else _BLANK


def _is_seen(one: str) -> bool:
    return category(one) not in _BLANKS and one not in _UNSEEN


def plain(text: str, most: int = EMBED) -> str:
    """Text that shows as it is: no markdown, no mention, no time, no custom emoji.

    What marks it as plain counts towards `most`.
    """
    text = cut(text, most)
    while len(shown := _escaped(text)) > most:
        text = cut(text, max(1, len(text) * most // len(shown) - 1))
    return shown


def _escaped(text: str) -> str:
    text = _COUNTED.sub(r"\1\\.", escape_markdown(text, ignore_links=False))
    text = text.replace("](", "]\\(")  # a link that is cut off is left as it is by the above
    return escape_mentions(_SPECIAL.sub("<\N{ZERO WIDTH SPACE}", text))


def name(text: str, most: int = OPTION) -> str:
    """A name on one line that shows as it is; for text with markdown, not for labels."""
    return plain(label(text, most), most)


def label(text: str, most: int = LABEL) -> str:
    """A name on one line, for a button or a choice, where markdown shows as it is."""
    return cut(one_line(text), most)


def short_label(text: str, most: int = BUTTON) -> str:
    """A name on one line that is cut where a word ends, unless too little of it would be left."""
    whole = one_line(text)
    words = whole[:most].rpartition(" ")[0].rstrip(" ,;:-")
    if len(whole) <= most or 2 * len(words) < most:
        return label(whole, most)
    return f"{words}…"


def one_line(text: str) -> str:
    """A name on one line, whole."""
    return " ".join(text.translate(_TURNS).split())


def listed(names: Iterable[str], most: int = 25) -> str:
    """Names after each other with commas; an ellipsis where there are more."""
    all_names = list(names)
    shown = ", ".join(all_names[:most])
    return f"{shown}, …" if len(all_names) > most else shown


def quoted(text: str) -> str:
    """Text as a quotation, line by line."""
    return "\n".join(f"> {line}" for line in text.splitlines() or [_BLANK])


def relative(moment: float) -> str:
    """A moment in seconds since the epoch as a time that Discord keeps ticking."""
    return f"<t:{int(moment)}:R>"
