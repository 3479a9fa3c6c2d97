"""Custom ids: made short, taken apart without belief."""

from __future__ import annotations

import pytest

from bot.cogs.ids import LONGEST, custom_id, parse


def test_what_was_made_is_read_again() -> None:
    """Verb and arguments survive."""
    found = parse(custom_id("act", "0123abcdef", 7))
    assert found is not None
    assert (found.verb, found.text(), found.number(1), found.text(5)) == (
        "act",
        "0123abcdef",
        7,
        "",
    )


@pytest.mark.parametrize(
    "text",
    ["", "orb", "orb:1", "orb:1:", "orb:2:act", "orb:1:act:", "orb:1:ACT", "x:1:act",
     "orb:1:act:a b", "orb:1:act\n", "orb:1:act:é", "orb:1:act:';--", "orb:99999:act"],
)  # fmt: skip
def test_what_nobody_made_is_nothing_or_harmless(text: str) -> None:
    """A made-up id has no parts, or parts that say nothing."""
    found = parse(text)
    assert found is None or found == parse("orb:1:act:")


@pytest.mark.parametrize("given", ["x" * LONGEST, "a:b", "ä", "a b", "\n"])
def test_an_id_discord_refuses_is_not_made(given: str) -> None:
    """What is too long or holds other characters is a mistake of the program."""
    with pytest.raises(ValueError, match="no custom id"):
        custom_id("act", given)


@pytest.mark.parametrize("given", ["", "-1", "x", "1" * 12, "٣٣"])
def test_a_number_that_is_none_is_the_default(given: str) -> None:
    """A page that is no number is the first page."""
    found = parse(f"orb:1:log:{given}")
    assert found is None or found.number() == 1
