"""The page's files: what can be seen of them without a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import playground

PAGE = Path(next(iter(playground.__path__))) / "page"
MODULES = sorted((PAGE / "js").glob("*.js"))
STYLES = sorted((PAGE / "style").glob("*.css"))
TEXTS = [*MODULES, *STYLES, PAGE / "index.html"]
DRAWING = "http://www.w3.org/2000/svg"
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")
NAMES = re.compile(r"""import\s*\{([^}]*)\}\s*from\s*["']\./([\w-]+\.js)["']""")
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
HTML_DOORS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML\w*|createContextualFragment"
    r"|DOMParser|srcdoc)\b"
)
CODE_DOORS = re.compile(
    r"\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*[\"'`]|javascript:"
)


class Tags(HTMLParser):
    """The tags of a document with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.found.append((tag, dict(attrs)))


def tags() -> list[tuple[str, dict[str, str | None]]]:
    """The tags of the page's document."""
    parser = Tags()
    parser.feed((PAGE / "index.html").read_text("utf-8"))
    return parser.found


def named(paths: list[Path]) -> list[object]:
    """Each path as a case with its own name."""
    return [pytest.param(path, id=path.name) for path in paths]


def test_page_is_there() -> None:
    """The page has its document, modules and styles."""
    assert (PAGE / "index.html").is_file()
    assert (PAGE / "js" / "main.js") in MODULES
    assert STYLES


@pytest.mark.parametrize("path", named([*TEXTS, PAGE / "icon.svg"]))
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    """No file of the page names an address outside the playground."""
    text = path.read_text("utf-8").replace(DRAWING, "")
    assert re.findall(r"\b(?:https?|wss?|ftp):/?/?[\w*]", text) == []
    assert re.findall(r"""["'(]//[\w]""", text) == []
    assert "@import" not in text


@pytest.mark.parametrize("path", named(MODULES))
def test_every_imported_module_exists(path: Path) -> None:
    """What a module imports lies beside it, and has the names it asks for."""
    text = path.read_text("utf-8")
    for target in IMPORT.findall(text):
        assert target.startswith("./"), target
        assert (path.parent / target).is_file(), target
    for names, target in NAMES.findall(text):
        offered = set(EXPORT.findall((path.parent / target).read_text("utf-8")))
        wanted = {name.split(" as ")[0].strip() for name in names.split(",") if name.strip()}
        assert wanted <= offered, f"{target} has no {sorted(wanted - offered)}"


def test_every_module_is_reached() -> None:
    """Each module is loaded by the document or by one that is."""
    reached: set[str] = set()
    waiting = ["main.js"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            text = (PAGE / "js" / name).read_text("utf-8")
            waiting += [target.removeprefix("./") for target in IMPORT.findall(text)]
    assert reached == {path.name for path in MODULES}


def test_document_names_existing_files() -> None:
    """Every file the document names exists, and every style is named."""
    links = [one.get("href") or one.get("src") for _, one in tags()]
    files = [one for one in links if one and not one.startswith("#")]
    assert all(one.startswith("/static/") for one in files), files
    there = [PAGE / one.removeprefix("/static/") for one in files]
    assert [path for path in there if not path.is_file()] == []
    assert set(STYLES) <= set(there)


def test_document_keeps_to_the_policy() -> None:
    """The document has no inline script, style or listener, which the policy would block."""
    for tag, attributes in tags():
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        if tag == "script":
            assert attributes.get("src")


def test_html_enters_by_one_door() -> None:
    """Only `rich.js` turns a string into elements, once."""
    doors = {path.name: HTML_DOORS.findall(path.read_text("utf-8")) for path in MODULES}
    assert {name: found for name, found in doors.items() if found} == {"rich.js": ["innerHTML"]}


@pytest.mark.parametrize("path", named(MODULES))
def test_only_safe_fields_are_given_to_the_door(path: Path) -> None:
    """What is given to `rich` is a field the protocol calls HTML."""
    calls = re.findall(r"(?<!function )\brich\(([^,)]+)", path.read_text("utf-8"))
    assert [one for one in calls if not re.fullmatch(r"[\w.]*\.(?:html|\w+_html)", one)] == []


@pytest.mark.parametrize("path", named(MODULES))
def test_no_text_becomes_code(path: Path) -> None:
    """No module makes code out of text, nor sets a style or listener as an attribute."""
    text = path.read_text("utf-8")
    assert CODE_DOORS.findall(text) == []
    assert re.findall(r"""setAttribute\(\s*["'](?:style|on\w+)["']""", text) == []


@pytest.mark.parametrize("path", named(MODULES))
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    """A module opens with a sentence and has at most 250 lines."""
    lines = path.read_text("utf-8").splitlines()
    assert re.match(r"// .*[.:]", lines[0]), lines[0]
    assert len(lines) <= 250


@pytest.mark.parametrize("path", named(STYLES))
def test_styles_are_whole(path: Path) -> None:
    """A style's braces match, and it uses no colour that is not defined."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert text.count("{") == text.count("}")
    base = (PAGE / "style" / "base.css").read_text("utf-8")
    defined = set(re.findall(r"(--[\w-]+)\s*:", base)) | {"--size", "--stripe", "--span", "--who"}
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined
