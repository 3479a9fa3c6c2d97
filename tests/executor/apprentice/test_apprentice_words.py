"""Single words and numbers as the apprentice reads them: spans, counts, forms, slips."""

from __future__ import annotations

import pytest

from bot.executor.apprentice.lexicon import Lexicon
from bot.executor.apprentice.patterns import Found, PartIndex, Pattern
from bot.executor.apprentice.spelling import Speller
from bot.executor.apprentice.text import stem, text_of, tokens_of


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("for 30s", 30),
        ("half a minute", 30),
        ("half an hour", 1800),
        ("two and a half minutes", 150),
        ("a minute and a half", 90),
        ("2 minutes 5 s", 125),
        ("ten seconds now, and much later once more 20 seconds", 10),
        ("forty-five seconds", 45),
        ("0 seconds", 1),
        ("9 hours", 3600),
        ("eine halbe Minute", 30),
        ("demi-minute", 30),
        ("полминуты", 30),
        ("две минуты", 120),
        ("medio minuto", 30),
        ("2,5 min", 150),
        ("²³ seconds", None),
        ("two secret doors", None),
        ("it's dark", None),
        ("the last minute", None),
        ("seconds", None),
        ("until tomorrow", 3600),
        ("a quarter of an hour", 900),
        ("a couple of minutes", 120),
        ("for a short while", 120),
        ("bis morgen", 3600),
        ("на минуту", 60),
        ("полторы минуты", 90),
    ],
)
def test_duration_is_read(lexicon: Lexicon, words: str, seconds: float | None) -> None:
    """Time spans are read as people write them, and nothing else is taken for one."""
    assert lexicon.numerals.seconds(text_of(words)) == seconds


@pytest.mark.parametrize(
    ("words", "uses", "hours"),
    [
        ("works three times", 3, None),
        ("opens it thrice", 3, None),
        ("dreimal", 3, None),
        ("100 times", None, None),
        ("many times every hour", None, None),
        ("every hour for six hours", None, 6),
        ("at once", None, None),
    ],
)
def test_counts_are_read(lexicon: Lexicon, words: str, uses: int | None, hours: int | None) -> None:
    """How often and for how many hours is read as people write it."""
    assert lexicon.numerals.uses(tokens_of(words)) == uses
    assert lexicon.numerals.hours(text_of(words)) == hours


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("freezing", "freeze"),
        ("stopped", "stop"),
        ("bridges", "bridge"),
        ("carries", "carry"),
        ("glasses", "glass"),
        ("climbed", "climb"),
    ],
)
def test_forms_of_an_english_word_are_one(one: str, other: str) -> None:
    """Number and tense make no other word."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("string", "str"), ("seed", "see"), ("king", "k")])
def test_words_that_only_look_like_forms_stay(one: str, other: str) -> None:
    """An ending that is none stays."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("brige", "bridge"),
        ("sheild", "shield"),
        ("brigdes", "bridges"),
        ("dor", "door"),
        ("bridge", None),
        ("frog", None),
        ("ab", None),
        ("9th", None),
    ],
)
def test_slip_is_put_right(word: str, meant: str | None) -> None:
    """A letter too many, too few or in its neighbour's place is seen through, no more than that."""
    speller = Speller(["bridge", "shield", "door", "frost"])
    assert speller.meant(word, boldly=False) == meant


def test_wrong_letter_is_put_right_boldly() -> None:
    """Another letter makes another word, unless one is told that it cannot be one."""
    speller = Speller(["lantern", "grappling"])
    assert speller.meant("lamtern", boldly=False) is None
    assert speller.meant("lamtern", boldly=True) == "lantern"
    assert speller.meant("grabpleng", boldly=True) is None


@pytest.mark.parametrize(
    ("pattern", "text", "spans"),
    [
        ("bridge", "two bridges", [(1,)]),
        ("set_on_fire", "do set it on fire, set on fire", [(5, 6, 7)]),
        ("see|read+hidden|secret", "what is secret i want to see", [(2, 6)]),
        ("see+hidden", "see " + "and " * 12 + "hidden", []),
        ("see+hidden", "see nothing", []),
        ("*bruck*", "Lichtbrücken", [(0,)]),
        ("*brucke", "die Eisbrücke", [(1,)]),
        ("bruck*", "Brückchen", [(0,)]),
    ],
)
def test_pattern_is_found(pattern: str, text: str, spans: list[tuple[int, ...]]) -> None:
    """Words, words in a row and words near each other are found in all their forms."""
    one = Pattern.of(pattern, language="en")
    assert Found(text_of(text), PartIndex.of([one])).spans(one) == spans
