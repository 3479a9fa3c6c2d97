"""Where the names of things stand in a picture."""

from __future__ import annotations

from bot.engine.pictures import HEIGHT, WIDTH
from bot.engine.pictures.labels import Label, placed


def named(text: str, top: int, foot: int, rank: int = 1) -> Label:
    """The name of a thing in the middle of the picture, so far down and so far up."""
    white = (255, 255, 255)
    return Label(text=text, top=(300, top), foot=(300, foot), tint=white, rank=rank)


def test_a_name_without_a_place_is_left_out() -> None:
    """Where everything is kept free there is no name; where nothing is, there is one."""
    assert placed([named("Name", 200, 220)], [], [(0, 0, WIDTH, HEIGHT)]) == []
    assert len(placed([named("Name", 200, 220)], [], [])) == 1


def test_a_name_is_not_taken_for_another_things() -> None:
    """A name that over its own thing would stand right under another one stands elsewhere."""
    alone = placed([named("Brazier", 215, 260)], [], [])
    _, beneath = placed([named("Ada", 150, 190), named("Brazier", 215, 260, rank=4)], [], [])

    assert alone[0].box[3] <= 216
    assert beneath.box[1] >= 260
