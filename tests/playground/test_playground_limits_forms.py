"""What Discord would refuse of modals, commands and choices is refused."""

from __future__ import annotations

from typing import Any

import pytest
from playground_raw import Raw


def button(**more: Any) -> dict[str, Any]:
    """A button that is fine as it is."""
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | more


def row(*parts: Any) -> dict[str, Any]:
    """A row."""
    return {"type": 1, "components": list(parts)}


def select(**more: Any) -> dict[str, Any]:
    """A select that is fine as it is."""
    return {"type": 3, "custom_id": "pick", "options": [{"label": "a", "value": "a"}]} | more


def words(text: str = "Words") -> dict[str, Any]:
    """A text display."""
    return {"type": 10, "content": text}


def field(**more: Any) -> dict[str, Any]:
    """A text input in its label."""
    inner = {"type": 4, "custom_id": "name", "style": 1} | more
    return {"type": 18, "label": "Name", "component": inner}


def modal(*parts: Any, **more: Any) -> dict[str, Any]:
    """A modal."""
    return {"title": "T", "custom_id": "m", "components": list(parts)} | more


def labelled(part: dict[str, Any]) -> dict[str, Any]:
    """A field in its label."""
    return {"type": 18, "label": "Field", "component": part}


MODALS: dict[str, dict[str, Any]] = {
    "title of 46": modal(field(), title="x" * 46),
    "no title": modal(field(), title=""),
    "no custom_id": modal(field(), custom_id=""),
    "6 fields": modal(*[field(custom_id=str(n)) for n in range(6)]),
    "no field": modal(),
    "same custom_id": modal(field(), field()),
    "a button": modal(row(button())),
    "a container": modal({"type": 17, "components": [words()]}),
    "label of 46": modal(field() | {"label": "x" * 46}),
    "description of 101": modal(field() | {"description": "x" * 101}),
    "label of nothing": modal({"type": 18, "label": "x"}),
    "style": modal(field(style=3)),
    "placeholder of 101": modal(field(placeholder="x" * 101)),
    "max of 4001": modal(field(max_length=4001)),
    "min over max": modal(field(min_length=5, max_length=4)),
    "value over max": modal(field(max_length=4, value="12345")),
    "old label of 46": modal(row({"type": 4, "custom_id": "a", "style": 1, "label": "x" * 46})),
    "radio of none": modal({"type": 18, "label": "x", "component": {"type": 21, "custom_id": "r"}}),
    "blank title": modal(field(), title=" "),
    "label in a label": modal(field(label="Twice")),
    "disabled select": modal(labelled(select(disabled=True))),
    "required select of none": modal(labelled(select(min_values=0))),
    "empty words": modal(words(""), field()),
}


@pytest.mark.parametrize("name", MODALS)
async def test_modal_is_refused(raw: Raw, name: str) -> None:
    """A modal beyond a limit is a 400, and does not open."""
    await raw.identify()
    raw.hall.ben.send_slash("play", {})
    asked = (await raw.receive("INTERACTION_CREATE"))["d"]
    answer = await raw.callback(asked, {"type": 9, "data": MODALS[name]})
    assert (answer.status, answer.body["code"]) == (400, 50035)
    assert raw.hall.ben.modal is None


def option(**more: Any) -> dict[str, Any]:
    """An option of a command."""
    return {"type": 3, "name": "theme", "description": "A theme"} | more


def command(**more: Any) -> dict[str, Any]:
    """A command."""
    return {"type": 1, "name": "play", "description": "Play"} | more


DEEP = option(type=2, options=[option(type=2, options=[])])


COMMANDS: dict[str, Any] = {
    "no list": {},
    "capitals": [command(name="Play")],
    "space": [command(name="play it")],
    "name of 33": [command(name="x" * 33)],
    "no description": [command(description="")],
    "description of 101": [command(description="x" * 101)],
    "twice": [command(), command()],
    "type": [command(type=9)],
    "menu with a description": [command(type=2, name="Greet")],
    "101 commands": [command(name=f"play{n}") for n in range(101)],
    "26 options": [command(options=[option(name=f"o{n}") for n in range(26)])],
    "same option": [command(options=[option(), option()])],
    "option type": [command(options=[option(type=12)])],
    "required last": [command(options=[option(), option(name="b", required=True)])],
    "groups too deep": [command(options=[DEEP])],
    "subcommand beside an option": [command(options=[option(), option(type=1, name="b")])],
    "26 choices": [command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)])],
    "choice twice": [
        command(options=[option(choices=[{"name": "x", "value": v} for v in "ab"])])
    ],
    "group of none": [command(options=[option(type=2, options=[])])],
    "min over max": [command(options=[option(type=4, min_value=3, max_value=2)])],
    "choice of 101": [command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])])],
    "autocomplete and choices": [
        command(options=[option(autocomplete=True, choices=[{"name": "x", "value": "x"}])])
    ],
    "autocomplete of a boolean": [command(options=[option(type=5, autocomplete=True)])],
    "8001 characters": [
        command(options=[
            option(name=f"o{n}", choices=[{"name": f"{m}" * 50, "value": f"{m}" * 50}
                                          for m in range(4, 8)])
            for n in range(21)
        ])
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
async def test_command_is_refused(raw: Raw, name: str) -> None:
    """A command beyond a limit is a 400, and the commands stay as they were."""
    application = raw.hall.ground.server.local.state.application_id
    answer = await raw.call("PUT", f"/applications/{application}/commands", COMMANDS[name])
    assert (answer.status, answer.body["code"]) == (400, 50035)
    assert raw.hall.ben.commands == ["play"]


async def test_choices_are_limited(raw: Raw) -> None:
    """26 choices, one of 101 characters, or one that is no value of the option, are refused."""
    options = [option(autocomplete=True)]
    number, blank = {"name": "x", "value": 5}, {"name": " ", "value": "x"}
    raw.hall.ground.server.local.state.commands["global"][0]["options"] = options
    await raw.identify()
    for wrong in (
        [{"name": "x", "value": "x"}] * 26,
        [{"name": "x" * 101, "value": "x"}],
        [{}],
        [number],
        [blank],
    ):
        acting, ben = raw.hall.ground.server.acting, raw.hall.ben
        acting.autocomplete(ben.id, ben.channel.id, "play", {}, "theme")
        asked = (await raw.receive("INTERACTION_CREATE"))["d"]
        answer = await raw.callback(asked, {"type": 8, "data": {"choices": wrong}})
        assert (answer.status, answer.body["code"]) == (400, 50035)
