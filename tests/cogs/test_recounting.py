"""What was written down in English is read in the member's language."""
# ruff: noqa: RUF001

from __future__ import annotations

import string

import pytest

from bot.cogs.words import found, recounted
from bot.cogs.words.russian_records import RUSSIAN, VALUES

GIVEN = {
    "numbers": "#3, #5",
    "number": "7",
    "choices": "card = False",
    "names": "Ada",
    "whom": "them",
}
TOLD = {"told": ("The world is born", "Мир родился"), "acts": ("#3 Ben joined", "#3 Ben входит")}


def filled(form: str, place: int = 0) -> str:
    """A form with a value for each of its names; `place` 1 is the value as it is read."""
    names = [name for _, name, *_ in string.Formatter().parse(form) if name]
    values = {one: TOLD[one][place] if one in TOLD else GIVEN.get(one, f"«{one}»") for one in names}
    return form.format(**values)


@pytest.mark.parametrize("form", RUSSIAN)
def test_every_form_is_known_again(form: str) -> None:
    """Filled with values, with a reason or without one, it becomes its Russian one and no other."""
    said = filled(RUSSIAN[form], 1).replace("Ben входит", "Ben входит в мир")
    assert recounted("ru", f"{filled(form)}.") == f"{said}."
    assert recounted("ru", f"{filled(form)} (it had to be).") == f"{said} (it had to be)."
    assert recounted("en-US", f"{filled(form)}.") == f"{filled(form)}."


def test_what_has_no_form_stays_as_it_is() -> None:
    """What a world says by itself is in the world's language."""
    for text in ("The bowl fills with flame!", "The bowl fills with flame.", "", "."):
        assert recounted("ru", text) == text


def test_what_undo_did_is_told_act_by_act() -> None:
    """Each action it took back, how many more, and who stays."""
    text = "Taken back: #4 Ben used Ember on Bowl; #3 Ben stepped back; and 2 more. Ada joined and "
    assert recounted("ru", f"{text}stays.") == (
        "Отменено: #4 Ben применяет: Ember. К чему: Bowl; #3 Ben отступает; и ещё 2. "
        "Ada входит в мир и остаётся."
    )
    assert recounted("ru", "Ada took back: #2 Ben joined (sorry).") == (
        "Ada отменяет: #2 Ben входит в мир (sorry)."
    )


def test_what_was_wrong_is_said_by_its_rule() -> None:
    """In English it is what the model was told; in Russian every rule has its words."""
    assert found("en-US", "no-effect", "it called no host API") == "it called no host API"
    assert found("ru", "no-effect", "it called no host API") == "ничего не происходит"
    assert found("ru", "generator", "yield does not work here") == "код, который здесь не работает"


def test_what_has_no_name_is_said_too() -> None:
    """The words that stand in for a name are Russian as well."""
    for english, russian in VALUES.items():
        assert recounted("ru", f"{english} went to rest.") == f"{russian} уходит на отдых."
    assert recounted("ru", "Ben carries Ember, Droplet and Gust.") == (
        "Ben несёт с собой: Ember, Droplet и Gust."
    )
