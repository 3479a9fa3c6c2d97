"""What a member fills in of a form, and what is sent of it."""

from __future__ import annotations

from typing import Any

import pytest
from playground_hall import Hall
from playground_raw import Raw
from playground_tab import Browser

from playground.driver import Refused
from playground.server.local import Upload

LABELLED = {
    "Text": {"type": 4, "custom_id": "text", "style": 2, "min_length": 2, "required": False},
    "Pick": {"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]},
    "Who": {"type": 5, "custom_id": "who", "required": False},
    "Radio": {"type": 21, "custom_id": "radio", "options": [
        {"label": "A", "value": "a"}, {"label": "B", "value": "b", "default": True}]},
    "Checks": {"type": 22, "custom_id": "checks", "min_values": 0, "options": [
        {"label": "A", "value": "a"}, {"label": "B", "value": "b"}]},
    "Check": {"type": 23, "custom_id": "check"},
    "File": {"type": 19, "custom_id": "file", "max_values": 2},
}  # fmt: skip


async def opened(hall: Hall, raw: Raw, *labels: str) -> None:
    """Open a form with these fields before Ben."""
    if raw.socket is None:
        await raw.identify()
    hall.ben.send_slash("play", {})
    asked = (await raw.receive("INTERACTION_CREATE"))["d"]
    parts = [{"type": 18, "label": one, "component": LABELLED[one]} for one in labels]
    body = {"title": "Form", "custom_id": "form", "components": parts}
    assert (await raw.callback(asked, {"type": 9, "data": body})).status == 204


async def test_every_kind_of_field(hall: Hall, raw: Raw) -> None:
    """Every kind of field is submitted in its own way."""
    await opened(hall, raw, "Text", "Pick", "Who", "Radio", "Checks")
    hall.ben.send_submit({"Pick": ["a"], "Who": [hall.ada], "Checks": ["a", "b"]})
    data = (await raw.receive("INTERACTION_CREATE"))["d"]["data"]
    sent = [one["component"] for one in data["components"]]
    assert [one.get("value", one.get("values")) for one in sent] == [
        "", ["a"], [hall.ada.id], "b", ["a", "b"],
    ]  # fmt: skip
    assert hall.ada.id in data["resolved"]["users"]
    await opened(hall, raw, "Check", "File")
    hall.ben.send_submit({"check": True, "File": [("x.txt", b"x")]})
    data = (await raw.receive("INTERACTION_CREATE"))["d"]["data"]
    assert data["components"][0]["component"]["value"] is True
    (file_id,) = data["components"][1]["component"]["values"]
    assert data["resolved"]["attachments"][file_id]["filename"] == "x.txt"


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Text", "x"), ("Pick", ["z"]), ("Pick", []), ("Pick", ["a", "a"]), ("Who", ["5"]),
        ("Radio", "z"), ("Checks", ["z"]), ("File", []), ("File", ["5"]), ("Nothing", "x"),
    ],
)  # fmt: skip
async def test_wrong_field(hall: Hall, raw: Raw, label: str, value: Any) -> None:
    """A field that does not take a value keeps the form open."""
    await opened(hall, raw, label if label in LABELLED else "Text")
    with pytest.raises(Refused):
        hall.ben.send_submit({label: value})
    assert hall.ben.modal is not None
    hall.ground.server.acting.dismiss_modal(hall.ben.id, hall.ben.modal.id)
    with pytest.raises(Refused, match="No form"):
        hall.ben.send_submit({})


async def test_old_kind_of_form(hall: Hall, raw: Raw) -> None:
    """Text inputs in rows, as older bots send them, and words between, work too."""
    await raw.identify()
    hall.ben.send_slash("play", {})
    asked = (await raw.receive("INTERACTION_CREATE"))["d"]
    field = {"type": 4, "custom_id": "name", "style": 1, "label": "Name", "value": "Zed"}
    parts = [{"type": 1, "components": [field]}, {"type": 10, "content": "Words"}]
    body = {"title": "Form", "custom_id": "form", "components": parts}
    await raw.callback(asked, {"type": 9, "data": body})
    with pytest.raises(Refused, match="must be filled in"):
        hall.ben.send_submit({"Name": ""})
    hall.ben.send_submit({})
    data = (await raw.receive("INTERACTION_CREATE"))["d"]["data"]
    assert data["components"][0]["components"][0]["value"] == "Zed"
    # A newer form takes the older one's place.
    for _ in range(2):
        await opened(hall, raw, "Text")
    assert len(hall.ground.server.interactions.open_modals(hall.ben.id)) == 1


async def test_fields_on_the_page(hall: Hall, raw: Raw, browser: Browser) -> None:
    """Every kind of field, and a file in a message, has its shape on the page."""
    await opened(hall, raw, *list(LABELLED)[2:7])
    upload = Upload("map.txt", b"here be dragons")
    part = {"type": 13, "file": {"url": "attachment://map.txt"}}
    hall.ground.server.writing.post(
        hall.channel.raw, {"flags": 1 << 15, "components": [part]}, {"0": upload}
    )
    async with browser.tab(hall.ben.id) as tab:
        snapshot = await tab.until("snapshot")
        fields = {one["label"]: one for one in snapshot["modals"][0]["fields"]}
        assert [one["kind"] for one in fields.values()] == [
            "select", "radio", "checks", "check", "file",
        ]  # fmt: skip
        assert [one["label"] for one in fields["Who"]["options"]] == ["Orb", "Ada", "Ben"]
        assert [one["default"] for one in fields["Radio"]["options"]] == [False, True]
        assert (fields["Checks"]["min"], fields["Checks"]["max"]) == (0, 2)
        assert (fields["File"]["min"], fields["File"]["max"]) == (1, 2)
        (file,) = snapshot["messages"][hall.channel.id][0]["components"]
        assert (file["filename"], file["size"]) == ("map.txt", 15)
        async with browser.http.get(browser.base + file["url"]) as answer:
            assert await answer.read() == b"here be dragons"
