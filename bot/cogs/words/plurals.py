"""Which form of a text goes with a number."""

from __future__ import annotations


def english_form(count: int) -> int:
    """0 for one, 1 for many."""
    return 0 if count == 1 else 1


def russian_form(count: int) -> int:
    """0 as after 1 or 21, 1 as after 2 to 4, 2 as after 5 or 11."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return 1
    return 2
