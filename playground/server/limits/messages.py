"""The limits of a message: its text, its embeds, whom it may ping."""

from __future__ import annotations

from typing import Any

from playground.server.errors import Findings, Path
from playground.server.limits.components import Components
from playground.server.state import V2, Json

MOST_CONTENT, MOST_EMBEDS, MOST_EMBED_TEXT, MOST_FILES = 2000, 10, 6000, 10
EMPTY = "Cannot send an empty message"


def check(body: Json, *, v2: bool, files: set[str]) -> None:
    """Check what is given of a message, new or changed.

    Raises:
        ApiError: 400 with everything that is wrong.
    """
    findings = Findings()
    if body.get("content") is not None:
        findings.length(("content",), body["content"], most=MOST_CONTENT)
    if body.get("embeds"):
        embeds(findings, body["embeds"], files)
    if body.get("attachments") is not None:
        findings.count(("attachments",), body["attachments"], most=MOST_FILES)
    if v2:
        _second_kind(findings, body)
    if body.get("components"):
        Components(findings, v2=v2, files=files).check(body["components"], ("components",))
    if body.get("allowed_mentions") is not None:
        _allowed_mentions(findings, body["allowed_mentions"])
    if body.get("flags") is not None:
        findings.number(("flags",), body["flags"], least=0, most=(1 << 31) - 1)
    if body.get("nonce") is not None:
        findings.length(("nonce",), str(body["nonce"]), most=25)
    findings.settle()


def is_v2(body: Json) -> bool:
    """Whether the body says that its components are everything."""
    flags = body.get("flags")
    return isinstance(flags, int) and bool(flags & V2)


def _second_kind(findings: Findings, body: Json) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(name):
            findings.add(
                (name,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"{name!r} cannot be used with components v2.",
            )


def _allowed_mentions(findings: Findings, given: Any) -> None:
    path: Path = ("allowed_mentions",)
    if not isinstance(given, dict):
        findings.add(path, "DICT_TYPE_CONVERT", "Must be an object.")
        return
    parse = given.get("parse") or []
    if any(each not in ("users", "roles", "everyone") for each in parse):
        findings.add((*path, "parse"), "BASE_TYPE_CHOICES", "users, roles or everyone.")
    for name in ("users", "roles"):
        findings.count((*path, name), given.get(name) or [], most=100)
        if name in parse and given.get(name):
            findings.add(
                path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"parse and {name} exclude."
            )


def embeds(findings: Findings, given: Any, files: set[str]) -> None:
    """Check a list of embeds and the sum of their texts."""
    if not findings.count(("embeds",), given, most=MOST_EMBEDS):
        return
    total = 0
    for place, one in enumerate(given):
        if not isinstance(one, dict):
            findings.add(("embeds", place), "DICT_TYPE_CONVERT", "Must be an object.")
            continue
        _embed(findings, one, ("embeds", place), files)
        total += _text(one)
    if total > MOST_EMBED_TEXT:
        findings.add(
            ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"At most {MOST_EMBED_TEXT}; it is {total}."
        )


def _embed(findings: Findings, one: Json, path: Path, files: set[str]) -> None:
    for name, most in (("title", 256), ("description", 4096)):
        if one.get(name) is not None:
            findings.length((*path, name), one[name], most=most)
    _signed(findings, one, path, files)
    if one.get("color") is not None:
        findings.number((*path, "color"), one["color"], least=0, most=0xFFFFFF)
    fields = one.get("fields") or []
    if findings.count((*path, "fields"), fields, most=25):
        for place, each in enumerate(fields):
            at = (*path, "fields", place)
            findings.length((*at, "name"), each.get("name"), least=1, most=256)
            findings.length((*at, "value"), each.get("value"), least=1, most=1024)
    for name in ("image", "thumbnail"):
        if one.get(name):
            _picture(findings, one[name].get("url"), (*path, name, "url"), files)
    if one.get("url"):
        _link(findings, one["url"], (*path, "url"))


def _signed(findings: Findings, one: Json, path: Path, files: set[str]) -> None:
    """Check the author above an embed and the footer below it."""
    for name, key, least, most in (("footer", "text", 0, 2048), ("author", "name", 1, 256)):
        part = one.get(name)
        if not part:
            continue
        at = (*path, name)
        findings.length((*at, key), part.get(key), least=least, most=most)
        if part.get("icon_url"):
            _picture(findings, part["icon_url"], (*at, "icon_url"), files)
        if part.get("url"):
            _link(findings, part["url"], (*at, "url"))


def _picture(findings: Findings, url: Any, path: Path, files: set[str]) -> None:
    if isinstance(url, str) and url.startswith("attachment://"):
        if url not in files:
            findings.add(path, "MEDIA_ATTACHMENT_NOT_FOUND", f"No file is {url!r}.")
        return
    _link(findings, url, path)


def _link(findings: Findings, url: Any, path: Path) -> None:
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        findings.add(path, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
    else:
        findings.length(path, url, most=2048)


def is_blank(embed: Json) -> bool:
    """Whether an embed shows nothing, so that it does not make a message."""
    return not (_text(embed) or embed.get("image") or embed.get("thumbnail"))


def _text(one: Json) -> int:
    parts = [one.get("title"), one.get("description")]
    parts += [(one.get("footer") or {}).get("text"), (one.get("author") or {}).get("name")]
    for each in one.get("fields") or []:
        parts += [each.get("name"), each.get("value")]
    return sum(len(part.strip()) for part in parts if isinstance(part, str))
