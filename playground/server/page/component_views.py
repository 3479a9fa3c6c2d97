"""How components and the fields of forms look on the page."""

from __future__ import annotations

from typing import Any

from playground.server.limits.components import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    INPUT,
    LABEL,
    ROW,
    SECTION,
    SEPARATOR,
    TEXT,
    THUMBNAIL,
)
from playground.server.limits.modals import CHECK, CHECKS, RADIO, UPLOAD
from playground.server.local import LocalDiscord
from playground.server.page.markdown import Markdown
from playground.server.state import Channel, Json, Message
from playground.server.submitting import ENTITIES

STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary"}


class ComponentViews:
    """Makes the shapes of components."""

    def __init__(self, local: LocalDiscord, markdown: Markdown) -> None:
        self._local = local
        self._markdown = markdown

    def shown(self, message: Message, user_id: str) -> list[Json]:
        """The components of a message."""
        return [self._part(one, message) for one in message.components]

    def picture(self, url: Any, message: Message) -> str | None:
        """The path of a picture of this message; None for one from elsewhere."""
        for one in message.attachments:
            if url == f"attachment://{one.filename}":
                return one.path
        text = str(url or "")
        path = text.removeprefix(self._local.base)
        return path if path.startswith("/cdn/") else None

    def used(self, message: Message) -> set[str]:
        """The addresses of all pictures and files that embeds and components show."""
        return _urls(message.embeds) | _urls(message.components)

    def fields(self, modal: Json, place: Channel | None) -> list[Json]:
        """The fields of a form."""
        found: list[Json] = []
        for part in modal.get("components", []):
            if part["type"] == TEXT:
                found.append({"kind": "text", "html": self._markdown.html(part["content"])})
            elif part["type"] == LABEL:
                words = {"label": part["label"], "description": part.get("description")}
                found.append(self._field(part["component"], place) | words)
            else:
                found += [
                    self._field(one, place) | {"label": one.get("label"), "description": None}
                    for one in part["components"]
                ]
        return found

    def _part(self, one: Json, message: Message) -> Json:
        kind = one["type"]
        inside = one.get("components") or []
        if kind == ROW:
            return {"kind": "row", "components": [self._part(each, message) for each in inside]}
        if kind == BUTTON:
            return self._button(one)
        if kind == TEXT:
            return {"kind": "text", "html": self._markdown.html(one["content"])}
        if kind == SECTION:
            return {
                "kind": "section",
                "components": [self._part(each, message) for each in inside],
                "accessory": self._part(one["accessory"], message),
            }
        if kind == CONTAINER:
            colour = one.get("accent_color")
            return {
                "kind": "container",
                "colour": None if colour is None else f"#{colour:06x}",
                "spoiler": bool(one.get("spoiler")),
                "components": [self._part(each, message) for each in inside],
            }
        if kind == SEPARATOR:
            large = one.get("spacing", 1) == 2
            return {"kind": "separator", "line": bool(one.get("divider", True)), "large": large}
        if kind in (THUMBNAIL, GALLERY, FILE):
            return self._media(one, message)
        place = self._local.state.channels.get(message.channel_id)
        return self._select(one, place)

    def _media(self, one: Json, message: Message) -> Json:
        if one["type"] == THUMBNAIL:
            return {"kind": "thumbnail"} | self._item(one, message)
        if one["type"] == GALLERY:
            return {
                "kind": "gallery",
                "items": [self._item(each, message) for each in one["items"]],
            }
        url = one["file"]["url"]
        files = [each for each in message.attachments if url == f"attachment://{each.filename}"]
        return {
            "kind": "file",
            "filename": files[0].filename if files else url.rsplit("/", 1)[-1],
            "url": self.picture(url, message),
            "size": files[0].size if files else None,
            "spoiler": bool(one.get("spoiler")),
        }

    def _item(self, one: Json, message: Message) -> Json:
        url = one["media"]["url"]
        files = [each for each in message.attachments if url == f"attachment://{each.filename}"]
        return {
            "url": self.picture(url, message),
            "alt": one.get("description"),
            "spoiler": bool(one.get("spoiler")),
            "width": files[0].width if files else None,
            "height": files[0].height if files else None,
        }

    def _button(self, one: Json) -> Json:
        return {
            "kind": "button",
            "custom_id": one.get("custom_id"),
            "style": STYLES[one["style"]],
            "label": one.get("label"),
            "emoji": _emoji(one.get("emoji")),
            "disabled": bool(one.get("disabled")),
            "url": one.get("url"),
        }

    def _select(self, one: Json, place: Channel | None) -> Json:
        of = ENTITIES.get(one["type"], "string")
        return {
            "kind": "select",
            "custom_id": one["custom_id"],
            "of": of,
            "placeholder": one.get("placeholder"),
            "min": one.get("min_values", 1),
            "max": one.get("max_values", 1),
            "disabled": bool(one.get("disabled")),
            "options": _options(one) if of == "string" else self._entities(one, of, place),
        }

    def _entities(self, one: Json, of: str, place: Channel | None) -> list[Json]:
        """Members, roles or channels to choose from."""
        state = self._local.state
        home = state.guild_of(place) if place is not None else None
        named: list[tuple[str, str]] = []
        if home is not None and of in ("user", "mentionable"):
            named += [(each, state.users[each].name) for each in home.members]
        if home is not None and of in ("role", "mentionable"):
            named += [(each.id, each.name) for each in home.roles.values()]
        if home is not None and of == "channel":
            there = [each for each in state.channels.values() if each.guild_id == home.id]
            wanted = one.get("channel_types") or []
            named += [(each.id, each.name) for each in there if each.kind in wanted or not wanted]
        chosen = {str(each["id"]) for each in one.get("default_values") or []}
        return [
            {"label": name, "value": key, "description": None, "emoji": None}
            | {"default": key in chosen}
            for key, name in named
        ]

    def _field(self, one: Json, place: Channel | None) -> Json:
        kind = one["type"]
        body: Json = {"custom_id": one["custom_id"], "required": one.get("required", True)}
        if kind == INPUT:
            return body | {
                "kind": "input",
                "style": "paragraph" if one.get("style") == 2 else "short",
                "min_length": one.get("min_length") or 0,
                "max_length": one.get("max_length") or 4000,
                "placeholder": one.get("placeholder"),
                "value": one.get("value") or "",
            }
        if kind == RADIO:
            return body | {"kind": "radio", "options": _options(one)}
        if kind == CHECKS:
            count = len(one["options"])
            least, most = one.get("min_values", 1), one.get("max_values") or count
            return body | {"kind": "checks", "min": least, "max": most, "options": _options(one)}
        if kind == CHECK:
            return body | {"kind": "check", "default": bool(one.get("default"))}
        if kind == UPLOAD:
            least, most = one.get("min_values", 1), one.get("max_values", 1)
            return body | {"kind": "file", "min": least, "max": most}
        return body | self._select(one, place)


def _options(one: Json) -> list[Json]:
    return [
        {
            "label": each["label"],
            "value": each["value"],
            "description": each.get("description"),
            "emoji": _emoji(each.get("emoji")),
            "default": bool(each.get("default")),
        }
        for each in one.get("options") or []
    ]


def _emoji(one: Json | None) -> Json | None:
    return {"name": one.get("name"), "custom": bool(one.get("id"))} if one else None


def _urls(tree: Any) -> set[str]:
    if isinstance(tree, list):
        return {url for each in tree for url in _urls(each)}
    if not isinstance(tree, dict):
        return set()
    own = {str(value) for key, value in tree.items() if key in ("url", "icon_url") and value}
    return own | {url for each in tree.values() for url in _urls(each)}
