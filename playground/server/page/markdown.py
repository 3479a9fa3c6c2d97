"""Discord's markdown as safe HTML: everything escaped, links only to the web."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from playground.server.local import LocalDiscord

ANGLED = re.compile(
    r"<(?:(?P<user>@!?(?P<user_id>\d+))|(?P<role>@&(?P<role_id>\d+))|(?P<channel>#(?P<channel_id>\d+))"
    r"|(?P<command>/(?P<name>[^:<>\n]{1,100}):(?P<command_id>\d+))"
    r"|(?P<time>t:(?P<seconds>-?\d{1,13})(?::(?P<style>[tTdDfFR]))?)"
    r"|(?P<emoji>a?:(?P<emoji_name>\w+):\d+))>"
)
LOOSE = re.compile(r"(?P<url>https?://[^\s<>\"]+)|(?P<everyone>@(?:everyone|here)\b)")
RULES = (
    "newline", "escape", "backticks", "strikethrough", "emphasis", "link", "autolink",
    "fence", "heading", "list", "paragraph", "text", "balance_pairs", "fragments_join",
)  # fmt: skip


class Markdown:
    """Renders texts, knowing the names of those whom they mention."""

    def __init__(self, local: LocalDiscord) -> None:
        self._local = local
        self._md = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False})
        self._md.enable(list(RULES), ignoreInvalid=True)
        self._md.validateLink = _is_web
        self._md.inline.ruler.before("autolink", "angled", self._angled)
        before_paragraph: RuleOptionsType = {"alt": ["paragraph", "list"]}
        self._md.block.ruler.before("heading", "quote", _quote, before_paragraph)
        self._md.block.ruler.before("heading", "subtext", _subtext, before_paragraph)
        self._md.block.ruler.before("heading", "dedent", _dedent, {"alt": ["paragraph"]})
        self._md.core.ruler.before("text_join", "loose", _loose)
        self._md.core.ruler.before("text_join", "spoilers", _spoilers)
        rules = {
            "strong_open": _render_strong_open, "strong_close": _render_strong_close,
            "link_open": _render_link_open, "fence": _render_fence,
            "softbreak": _render_softbreak, "raw": _render_raw,
        }  # fmt: skip
        for name, rule in rules.items():
            self._md.add_render_rule(name, rule)

    def html(self, text: str | None) -> str:
        """A whole text."""
        return self._md.render(text) if text else ""

    def line(self, text: str | None) -> str:
        """A title: no blocks in it."""
        return self._md.renderInline(text) if text else ""

    def _angled(self, state: StateInline, silent: bool) -> bool:
        found = ANGLED.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            token = state.push("raw", "", 0)
            token.content = self._span(found)
        state.pos = found.end()
        return True

    def _span(self, found: re.Match[str]) -> str:
        kept = self._local.state
        if found["user"]:
            user = kept.users.get(found["user_id"])
            return _mention("user", found["user_id"], f"@{user.name if user else 'unknown'}")
        if found["role"]:
            roles = {role.id: role for home in kept.guilds.values() for role in home.roles.values()}
            role = roles.get(found["role_id"])
            return _mention("role", found["role_id"], f"@{role.name if role else 'unknown'}")
        if found["channel"]:
            channel = kept.channels.get(found["channel_id"])
            name = f"#{channel.name if channel else 'unknown'}"
            return _mention("channel", found["channel_id"], name)
        if found["command"]:
            return _mention("command", found["command_id"], f"/{found['name']}")
        if found["emoji"]:
            return f'<span class="emoji">:{escape(found["emoji_name"])}:</span>'
        return _time(int(found["seconds"]), found["style"] or "f")


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _mention(kind: str, key: str, name: str) -> str:
    return f'<span class="mention" data-kind="{kind}" data-id="{key}">{escape(name)}</span>'


def _time(seconds: int, style: str) -> str:
    try:
        words = datetime.fromtimestamp(seconds, UTC).strftime("%d %B %Y %H:%M")
    except (ValueError, OverflowError, OSError):
        words = "a moment"
    return f'<span class="time" data-time="{seconds}" data-style="{style}">{words}</span>'


def _dedent(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line below a list that is not indented is no part of its last item."""
    return silent and state.sCount[start] < state.blkIndent


def _quote(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """`> ` at the beginning of each line, or `>>> ` once for all that follows."""
    lines = [_line(state, number) for number in range(begin, end)]
    if state.is_code_block(begin) or not lines[0].startswith((">>> ", "> ")):
        return False
    if silent:
        return True
    if lines[0].startswith(">>> "):
        inner = [lines[0][4:], *lines[1:]]
    else:
        inner = []
        for line in lines:
            if not line.startswith("> ") and line != ">":
                break
            inner.append(line[2:])
    state.push("blockquote_open", "blockquote", 1)
    state.md.block.parse("\n".join(inner), state.md, state.env, state.tokens)
    state.push("blockquote_close", "blockquote", -1)
    state.line = begin + len(inner)
    return True


def _subtext(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """`-# ` at the beginning of a line."""
    line = _line(state, begin)
    if not line.startswith("-# "):
        return False
    if silent:
        return True
    opening = state.push("subtext_open", "small", 1)
    opening.attrSet("class", "subtext")
    opening.block = False
    inline = state.push("inline", "", 0)
    inline.content, inline.children = line[3:], []
    state.push("subtext_close", "small", -1)
    state.line = begin + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _loose(state: StateCore) -> None:
    """Addresses and @everyone as they stand in the text; three sizes of headings."""
    for block in state.tokens:
        if block.type.startswith("heading_") and block.tag > "h3":
            block.tag = "h3"
        inside_link = 0
        children: list[Token] = []
        for token in block.children or []:
            inside_link += token.nesting if token.type.startswith("link_") else 0
            plain = token.type == "text" and not inside_link
            children += _pieces(token.content) if plain else [token]
        if block.children is not None:
            block.children = children


def _pieces(text: str) -> list[Token]:
    pieces: list[Token] = []
    at = 0
    for found in LOOSE.finditer(text):
        pieces.append(Token("text", "", 0, content=text[at : found.start()]))
        if found["everyone"]:
            html = _mention("everyone", "", found[0])
            at = found.end()
        else:
            url = _without_tail(found[0])
            html = f"{_a(url)}{escape(url)}</a>"
            at = found.start() + len(url)
        pieces.append(Token("raw", "", 0, content=html))
    pieces.append(Token("text", "", 0, content=text[at:]))
    return [piece for piece in pieces if piece.content]


def _without_tail(url: str) -> str:
    url = url.rstrip(".,:;!?'*_~|")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,:;!?")
    return url


def _spoilers(state: StateCore) -> None:
    """`||hidden||`, where both ends stand at the same depth."""
    for block in state.tokens:
        if block.children is not None:
            block.children = _spoiled(block.children)


def _spoiled(children: list[Token]) -> list[Token]:
    split: list[tuple[int, Token]] = []
    depth = 0
    for token in children:
        depth += token.nesting
        if token.type == "text" and "||" in token.content:
            parts = re.split(r"(\|\|)", token.content)
            split += [(depth, Token("text", "", 0, content=part)) for part in parts if part]
        else:
            split.append((depth, token))
    marks = [
        place for place, (_, one) in enumerate(split) if one.type == "text" and one.content == "||"
    ]
    while len(marks) > 1:
        first, second = marks[0], marks[1]
        if split[first][0] != split[second][0]:
            marks.pop(0)
            continue
        split[first] = (0, Token("raw", "", 0, content='<span class="spoiler">'))
        split[second] = (0, Token("raw", "", 0, content="</span>"))
        marks = marks[2:]
    return [token for _, token in split]


Tokens = Sequence[Token]


def _render_strong_open(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    return "<u>" if tokens[place].markup == "__" else "<strong>"


def _render_strong_close(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    return "</u>" if tokens[place].markup == "__" else "</strong>"


def _render_link_open(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    return _a(str(tokens[place].attrGet("href") or ""))


def _render_fence(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    language = re.sub(r"[^\w+-]", "", tokens[place].info.strip().split(" ")[0])
    name = f' class="language-{language}"' if language else ""
    return f"<pre><code{name}>{escape(tokens[place].content)}</code></pre>\n"


def _render_softbreak(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    return "<br>\n"


def _render_raw(
    self: RendererHTML, tokens: Tokens, place: int, options: OptionsDict, env: EnvType
) -> str:
    return tokens[place].content


def _a(url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">'
