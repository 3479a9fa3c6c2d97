"""The limits of a message's components, of the first kind and the second."""

from __future__ import annotations

from typing import Any

from playground.server.errors import Findings, Path
from playground.server.state import Json

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL = 17, 18
INSIDE = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
TOP = (*INSIDE, CONTAINER)
LINK, PREMIUM = 5, 6
MOST_PARTS, MOST_TEXT = 40, 4000


class Components:
    """Checks one tree of components, noting what is wrong in the findings."""

    def __init__(self, findings: Findings, *, v2: bool, files: set[str]) -> None:
        self._findings = findings
        self._v2 = v2
        self._files = files
        self._custom_ids: set[str] = set()
        self._numbers: set[int] = set()
        self._parts = 0
        self._text = 0

    def check(self, tree: Any, path: Path) -> None:
        """Check the list at the top of a message."""
        most = MOST_PARTS if self._v2 else 5
        if not self._findings.count(path, tree, most=most):
            return
        allowed = TOP if self._v2 else (ROW,)
        for place, part in enumerate(tree):
            self._part(part, (*path, place), allowed)
        if self._v2 and self._parts > MOST_PARTS:
            self._say(path, f"At most {MOST_PARTS} components in all; there are {self._parts}.")
        if self._v2 and self._text > MOST_TEXT:
            self._say(path, f"At most {MOST_TEXT} characters of text; there are {self._text}.")

    def _say(self, path: Path, message: str) -> None:
        self._findings.add(path, "BASE_TYPE_BAD_LENGTH", message)

    def _part(self, part: Any, path: Path, allowed: tuple[int, ...]) -> None:
        if not isinstance(part, dict) or part.get("type") not in allowed:
            kind = part.get("type") if isinstance(part, dict) else part
            self._findings.add(
                (*path, "type"), "BASE_TYPE_CHOICES", f"Type {kind!r} cannot stand here."
            )
            return
        self._parts += 1
        self.number(part, path)
        checks = {
            ROW: self._row, SECTION: self._section, TEXT: self._words, GALLERY: self._gallery,
            FILE: self._file, SEPARATOR: self._separator, CONTAINER: self._container,
            THUMBNAIL: self._thumbnail, BUTTON: self._button,
        }  # fmt: skip
        checks.get(part["type"], self._select)(part, path)

    def _row(self, part: Json, path: Path) -> None:
        path = (*path, "components")
        inside = part.get("components")
        if not self._findings.count(path, inside, least=1, most=5) or not inside:
            return
        for place, each in enumerate(inside):
            self._part(each, (*path, place), (BUTTON, *SELECTS))
        kinds = [each.get("type") for each in inside if isinstance(each, dict)]
        if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
            self._findings.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row.")

    def _section(self, part: Json, path: Path) -> None:
        texts = part.get("components")
        if self._findings.count((*path, "components"), texts, least=1, most=3):
            for place, each in enumerate(texts or []):
                self._part(each, (*path, "components", place), (TEXT,))
        self._part(part.get("accessory"), (*path, "accessory"), (BUTTON, THUMBNAIL))

    def _words(self, part: Json, path: Path) -> None:
        content = part.get("content")
        self._findings.length((*path, "content"), content, least=1, most=MOST_TEXT)
        self._text += len(content) if isinstance(content, str) else 0

    def _gallery(self, part: Json, path: Path) -> None:
        items = part.get("items")
        if self._findings.count((*path, "items"), items, least=1, most=10):
            for place, each in enumerate(items or []):
                self._thumbnail(each, (*path, "items", place))

    def _thumbnail(self, part: Json, path: Path) -> None:
        self._media(part.get("media"), (*path, "media"), ("http://", "https://", "attachment://"))
        if part.get("description") is not None:
            self._findings.length((*path, "description"), part["description"], least=1, most=1024)

    def _file(self, part: Json, path: Path) -> None:
        self._media(part.get("file"), (*path, "file"), ("attachment://",))

    def _media(self, media: Any, path: Path, schemes: tuple[str, ...]) -> None:
        url = media.get("url") if isinstance(media, dict) else None
        if not isinstance(url, str) or not url.startswith(schemes):
            self._findings.add(
                (*path, "url"), "URL_TYPE_INVALID_SCHEME", f"Must start with one of {schemes}."
            )
        elif url.startswith("attachment://") and url not in self._files:
            self._findings.add(
                (*path, "url"), "MEDIA_ATTACHMENT_NOT_FOUND", f"No file of the message is {url!r}."
            )

    def _separator(self, part: Json, path: Path) -> None:
        if part.get("spacing", 1) not in (1, 2):
            self._findings.add((*path, "spacing"), "BASE_TYPE_CHOICES", "Must be 1 or 2.")

    def _container(self, part: Json, path: Path) -> None:
        inside = part.get("components")
        if part.get("accent_color") is not None:
            colour = part["accent_color"]
            self._findings.number((*path, "accent_color"), colour, least=0, most=0xFFFFFF)
        if self._findings.count((*path, "components"), inside, least=1, most=MOST_PARTS):
            for place, each in enumerate(inside or []):
                self._part(each, (*path, "components", place), INSIDE)

    def _button(self, part: Json, path: Path) -> None:
        style = part.get("style")
        if style not in (1, 2, 3, 4, LINK, PREMIUM):
            self._findings.add((*path, "style"), "BASE_TYPE_CHOICES", "Must be 1 to 6.")
        if part.get("label") is not None:
            self._findings.length((*path, "label"), part["label"], most=80)
        if not str(part.get("label") or "").strip() and not part.get("emoji") and style != PREMIUM:
            self._findings.add(path, "BUTTON_COMPONENT_INVALID", "Needs a label or an emoji.")
        emoji(self._findings, part.get("emoji"), (*path, "emoji"))
        if style == LINK:
            self._link(part, path)
        elif style != PREMIUM:
            self.custom_id(part.get("custom_id"), (*path, "custom_id"))
            if part.get("url") or part.get("sku_id"):
                self._findings.add(path, "BUTTON_COMPONENT_INVALID", "Only a link has an address.")

    def _link(self, part: Json, path: Path) -> None:
        url = part.get("url")
        if part.get("custom_id"):
            self._findings.add(path, "BUTTON_COMPONENT_INVALID", "A link has no custom_id.")
        if not isinstance(url, str) or not url.startswith(("http://", "https://", "discord://")):
            self._findings.add((*path, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")
            return
        self._findings.length((*path, "url"), url, most=512)

    def _select(self, part: Json, path: Path) -> None:
        self.custom_id(part.get("custom_id"), (*path, "custom_id"))
        select(self._findings, part, path)

    def number(self, part: Json, path: Path) -> None:
        """Check the `id` that a component may have: not used twice."""
        given = part.get("id")
        if given and given in self._numbers:
            self._findings.add(
                (*path, "id"), "COMPONENT_ID_DUPLICATED", f"{given!r} is used twice."
            )
        self._numbers.add(given or 0)

    def custom_id(self, value: Any, path: Path) -> None:
        """Check a custom_id: 1 to 100 characters, and not used twice."""
        self._findings.length(path, value, least=1, most=100)
        if value in self._custom_ids:
            self._findings.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", f"{value!r} is used twice.")
        self._custom_ids.add(str(value))


def select(findings: Findings, part: Json, path: Path) -> None:
    """Check a select's options and numbers."""
    if part.get("placeholder") is not None:
        findings.length((*path, "placeholder"), part["placeholder"], most=150)
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    findings.number((*path, "min_values"), least, least=0, most=25)
    findings.number((*path, "max_values"), most, least=1, most=25)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.add((*path, "max_values"), "NUMBER_TYPE_MIN", "Less than min_values.")
    if part["type"] != SELECT:
        _entities(findings, part, path, least, most)
        return
    given = part.get("options")
    if not options(findings, given, (*path, "options"), most=25):
        return
    if isinstance(most, int) and most > len(given or []):
        findings.add((*path, "max_values"), "NUMBER_TYPE_MAX", "More than there are options.")
    if isinstance(most, int) and sum(bool(each.get("default")) for each in given or []) > most:
        findings.add((*path, "options"), "SELECT_DEFAULTS", "More defaults than max_values.")


def _entities(findings: Findings, part: Json, path: Path, least: Any, most: Any) -> None:
    count = len(part.get("default_values") or [])
    if count and isinstance(least, int) and isinstance(most, int) and not least <= count <= most:
        findings.add((*path, "default_values"), "SELECT_DEFAULTS", "Too few or too many defaults.")


def emoji(findings: Findings, given: Any, path: Path) -> None:
    """Check the emoji of a button or option: a sign of its own, or a guild's with an id."""
    name = str(given.get("name") or "") if isinstance(given, dict) else ""
    if given and not given.get("id") and name.isascii():
        findings.add((*path, "name"), "BUTTON_COMPONENT_INVALID_EMOJI", f"{name!r} is no emoji.")


def options(findings: Findings, given: Any, path: Path, *, most: int) -> bool:
    """Check the options of a select, radio or checkbox group; whether it is a list of them."""
    if not findings.count(path, given, least=1, most=most):
        return False
    seen: set[str] = set()
    for place, each in enumerate(given):
        at = (*path, place)
        if not isinstance(each, dict):
            findings.add(at, "DICT_TYPE_CONVERT", "Must be an object.")
            return False
        findings.length((*at, "label"), each.get("label"), least=1, most=100)
        findings.length((*at, "value"), each.get("value"), least=1, most=100)
        if each.get("description") is not None:
            findings.length((*at, "description"), each["description"], most=100)
        emoji(findings, each.get("emoji"), (*at, "emoji"))
        if str(each.get("value")) in seen:
            findings.add((*at, "value"), "SELECT_OPTION_VALUE_DUPLICATED", "Used twice.")
        seen.add(str(each.get("value")))
    return True


def numbered(tree: list[Json]) -> list[Json]:
    """The tree with an `id` given to every component that has none, as Discord does."""
    taken = {part["id"] for part in walk(tree) if part.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    for part in walk(tree):
        if not part.get("id"):
            part["id"] = next(free)
    return tree


def walk(tree: Any) -> list[Json]:
    """Every component of a tree, from the top down."""
    found: list[Json] = []
    for part in tree if isinstance(tree, list) else []:
        if isinstance(part, dict):
            inside = [part[key] for key in ("accessory", "component") if part.get(key)]
            found += [part, *walk(part.get("components")), *walk(inside)]
    return found
