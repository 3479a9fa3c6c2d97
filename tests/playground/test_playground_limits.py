"""What Discord would refuse of a message is refused, with a code that says what is wrong."""

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


REQUIRED = "BASE_TYPE_REQUIRED"
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
    "embed blank field": (embed(fields=[{"name": "x", "value": " "}]), REQUIRED),
    "embed blank author": (embed(title="x", author={"name": " "}), REQUIRED),
    "embed author url": (embed(author={"name": "x", "url": "javascript:x"}), URL),
    "embed icon url": (embed(footer={"text": "x", "icon_url": "ftp://x"}), URL),
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
    "button with a blank": (first(row(button(label=" "))), "BUTTON_COMPONENT_INVALID"),
    "button with an address": (
        first(row(button(url="https://x.y"))), "BUTTON_COMPONENT_INVALID",
    ),
    "button with a letter for an emoji": (
        first(row(button(emoji={"name": "x"}))), "BUTTON_COMPONENT_INVALID_EMOJI",
    ),
    "id twice": (first(row(button(id=5)), row(select(id=5))), "COMPONENT_ID_DUPLICATED"),
    "select two members of one": (
        first(row({
            "type": 5, "custom_id": "who",
            "default_values": [{"id": "1", "type": "user"}, {"id": "2", "type": "user"}],
        })),
        "SELECT_DEFAULTS",
    ),
    "select option with a letter for an emoji": (
        first(row(select(options=[{"label": "x", "value": "a", "emoji": {"name": "x"}}]))),
        "BUTTON_COMPONENT_INVALID_EMOJI",
    ),
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
    "v2 blank text": (second(words(" ")), REQUIRED),
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


@pytest.mark.parametrize(
    "body", [{}, {"content": "  "}, {"flags": V2}, {"content": None}, {"embeds": [{"color": 1}]}]
)
async def test_empty_message(raw: Raw, body: dict[str, Any]) -> None:
    """A message of nothing is refused."""
    assert (await raw.post(body)).body["code"] == 50006
