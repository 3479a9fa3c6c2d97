"""What Discord would refuse is refused, with a code that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from playground_raw import Raw

V2 = 1 << 15


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


def first(*parts: Any) -> dict[str, Any]:
    """A message with components of the first kind."""
    return {"content": "x", "components": list(parts)}


def second(*parts: Any, **more: Any) -> dict[str, Any]:
    """A message of components v2."""
    return {"flags": V2, "components": list(parts), **more}


def embed(**more: Any) -> dict[str, Any]:
    """A message with one embed."""
    return {"embeds": [more]}


LENGTH, CHOICES, URL = "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_CHOICES", "URL_TYPE_INVALID_SCHEME"
MESSAGES: dict[str, tuple[dict[str, Any], str]] = {
    "content of 2001": ({"content": "x" * 2001}, LENGTH),
    "content no text": ({"content": 5}, "STRING_TYPE_CONVERT"),
    "11 embeds": ({"embeds": [{"title": "x"}] * 11}, LENGTH),
    "embeds no list": ({"embeds": "x"}, "LIST_TYPE_CONVERT"),
    "embed no object": ({"embeds": ["x"]}, "DICT_TYPE_CONVERT"),
    "embed title": (embed(title="x" * 257), LENGTH),
    "embed description": (embed(description="x" * 4097), LENGTH),
    "embed footer": (embed(footer={"text": "x" * 2049}), LENGTH),
    "embed author": (embed(author={"name": "x" * 257}), LENGTH),
    "embed colour": (embed(title="x", color=0x1000000), "NUMBER_TYPE_RANGE"),
    "embed 26 fields": (embed(fields=[{"name": "x", "value": "x"}] * 26), LENGTH),
    "embed empty field": (embed(fields=[{"name": "x", "value": ""}]), LENGTH),
    "embed url": (embed(title="x", url="javascript:x"), URL),
    "embed image url": (embed(image={"url": "ftp://x"}), URL),
    "embed image not given": (
        embed(image={"url": "attachment://x.png"}), "MEDIA_ATTACHMENT_NOT_FOUND",
    ),
    "embeds of 6001": ({"embeds": [{"description": "x" * 3001}] * 2}, "MAX_EMBED_SIZE_EXCEEDED"),
    "6 rows": (first(*[row(button(custom_id=str(n))) for n in range(6)]), LENGTH),
    "6 buttons": (first(row(*[button(custom_id=str(n)) for n in range(6)])), LENGTH),
    "row empty": (first(row()), LENGTH),
    "button outside a row": (first(button()), CHOICES),
    "components no list": ({"content": "x", "components": {"a": 1}}, "LIST_TYPE_CONVERT"),
    "custom_id of 101": (first(row(button(custom_id="x" * 101))), LENGTH),
    "custom_id empty": (first(row(button(custom_id=""))), LENGTH),
    "custom_id twice": (first(row(button(), button())), "COMPONENT_CUSTOM_ID_DUPLICATED"),
    "label of 81": (first(row(button(label="x" * 81))), LENGTH),
    "button without a word": (first(row(button(label=None))), "BUTTON_COMPONENT_INVALID"),
    "button style": (first(row(button(style=7))), CHOICES),
    "link with custom_id": (
        first(row(button(style=5, url="https://x.y"))), "BUTTON_COMPONENT_INVALID",
    ),
    "link without url": (first(row(button(style=5, custom_id=None))), "URL_TYPE_INVALID_URL"),
    "select beside a button": (
        first(row(select(), button())), "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "select 26 options": (
        first(row(select(options=[{"label": "x", "value": str(n)} for n in range(26)]))), LENGTH,
    ),
    "select no options": (first(row(select(options=[]))), LENGTH),
    "select option twice": (
        first(row(select(options=[{"label": "x", "value": "a"}] * 2))),
        "SELECT_OPTION_VALUE_DUPLICATED",
    ),
    "select option no object": (first(row(select(options=["x"]))), "DICT_TYPE_CONVERT"),
    "select option description": (
        first(row(select(options=[{"label": "x", "value": "a", "description": "x" * 101}]))),
        LENGTH,
    ),
    "select max over options": (first(row(select(max_values=2))), "NUMBER_TYPE_MAX"),
    "select min over max": (
        first(row(select(min_values=2, max_values=1))), "NUMBER_TYPE_MIN",
    ),
    "select two defaults": (
        first(row(select(options=[
            {"label": "x", "value": "a", "default": True},
            {"label": "x", "value": "b", "default": True},
        ]))),
        "SELECT_DEFAULTS",
    ),
    "select placeholder": (first(row(select(placeholder="x" * 151))), LENGTH),
    "v2 part in v1": (first(words()), CHOICES),
    "v2 with content": (
        second(words(), content="x"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "v2 41 parts": (second(*[words() for _ in range(41)]), LENGTH),
    "v2 41 nested parts": (
        second({"type": 17, "components": [words() for _ in range(40)]}), LENGTH,
    ),
    "v2 4001 characters": (second(words("x" * 2001), words("x" * 2000)), LENGTH),
    "v2 empty text": (second(words("")), LENGTH),
    "v2 container in container": (
        second({"type": 17, "components": [{"type": 17, "components": [words()]}]}), CHOICES,
    ),
    "v2 container colour": (
        second({"type": 17, "accent_color": -1, "components": [words()]}), "NUMBER_TYPE_RANGE",
    ),
    "v2 section without accessory": (second({"type": 9, "components": [words()]}), CHOICES),
    "v2 section of four": (
        second({"type": 9, "components": [words()] * 4, "accessory": button()}), LENGTH,
    ),
    "v2 gallery empty": (second({"type": 12, "items": []}), LENGTH),
    "v2 gallery not given": (
        second({"type": 12, "items": [{"media": {"url": "attachment://x.png"}}]}),
        "MEDIA_ATTACHMENT_NOT_FOUND",
    ),
    "v2 alt of 1025": (
        second({"type": 12, "items": [
            {"media": {"url": "https://x.y/z.png"}, "description": "x" * 1025}
        ]}),
        LENGTH,
    ),
    "v2 file from the web": (second({"type": 13, "file": {"url": "https://x.y/z"}}), URL),
    "v2 separator": (second({"type": 14, "spacing": 3}), CHOICES),
    "allowed_mentions no object": (
        {"content": "x", "allowed_mentions": []} | {"allowed_mentions": "none"},
        "DICT_TYPE_CONVERT",
    ),
    "allowed_mentions parse": (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}}, CHOICES,
    ),
    "allowed_mentions both": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MESSAGES)
async def test_message_is_refused(raw: Raw, name: str) -> None:
    """A message beyond a limit is a 400 that names the limit."""
    body, code = MESSAGES[name]
    answer = await raw.post(body)
    assert (answer.status, answer.body["code"]) == (400, 50035)
    assert code in answer.codes
    assert raw.hall.channel.messages == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        embed(title="x" * 256, fields=[{"name": "x", "value": "y"}] * 25),
        first(*[row(*[button(custom_id=f"{r}{b}") for b in range(5)]) for r in range(5)]),
        second({"type": 17, "components": [words() for _ in range(39)]}),
        second({"type": 9, "components": [words()], "accessory": button()}),
        first(row(button(style=5, custom_id=None, url="https://x.y"))),
        first(row({"type": 5, "custom_id": "who"})),
    ],
)
async def test_message_at_the_limit_is_taken(raw: Raw, body: dict[str, Any]) -> None:
    """What is just within the limits is posted."""
    assert (await raw.post(body)).status == 200


@pytest.mark.parametrize("body", [{}, {"content": "  "}, {"flags": V2}, {"content": None}])
async def test_empty_message(raw: Raw, body: dict[str, Any]) -> None:
    """A message of nothing is refused."""
    assert (await raw.post(body)).body["code"] == 50006


def field(**more: Any) -> dict[str, Any]:
    """A text input in its label."""
    inner = {"type": 4, "custom_id": "name", "style": 1} | more
    return {"type": 18, "label": "Name", "component": inner}


def modal(*parts: Any, **more: Any) -> dict[str, Any]:
    """A modal."""
    return {"title": "T", "custom_id": "m", "components": list(parts)} | more


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
    """26 choices, or one of 101 characters, are refused."""
    options = [option(autocomplete=True)]
    raw.hall.ground.server.local.state.commands["global"][0]["options"] = options
    await raw.identify()
    for wrong in ([{"name": "x", "value": "x"}] * 26, [{"name": "x" * 101, "value": "x"}], [{}]):
        acting, ben = raw.hall.ground.server.acting, raw.hall.ben
        acting.autocomplete(ben.id, ben.channel.id, "play", {}, "theme")
        asked = (await raw.receive("INTERACTION_CREATE"))["d"]
        answer = await raw.callback(asked, {"type": 8, "data": {"choices": wrong}})
        assert (answer.status, answer.body["code"]) == (400, 50035)
