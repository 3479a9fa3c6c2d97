"""Discord's markdown becomes safe HTML."""

from __future__ import annotations

import pytest
from playground_hall import Hall

from playground.server.page.markdown import Markdown

CASES = {
    "**b** *i* _i_ __u__ ~~s~~ `c<`": (
        "<p><strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s> <code>c&lt;</code></p>"
    ),
    "***both*** __**x**__": ("<p><em><strong>both</strong></em> <u><strong>x</strong></u></p>"),
    "||a *b*|| | ||c": '<p><span class="spoiler">a <em>b</em></span> | ||c</p>',
    "||a **b||c**": "<p>||a <strong>b||c</strong></p>",
    r"\*no\* \|\|no\|\| \<@1>": "<p>*no* ||no|| &lt;@1&gt;</p>",
    "# 1\n## 2\n#### 4": "<h1>1</h1>\n<h2>2</h2>\n<h3>4</h3>",
    "a\nb\n\nc": "<p>a<br>\nb</p>\n<p>c</p>",
    "x\n-# small\ny": '<p>x</p>\n<small class="subtext">small</small>\n<p>y</p>',
    "> q\n> r\ns": "<blockquote>\n<p>q<br>\nr</p>\n</blockquote>\n<p>s</p>",
    "a\n>>> q\n\nr": "<p>a</p>\n<blockquote>\n<p>q</p>\n<p>r</p>\n</blockquote>",
    "- a\n- b": "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    "- a\nb\n- c": "<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>",
    "- a\n  b\nc": "<ul>\n<li>a<br>\nb</li>\n</ul>\n<p>c</p>",
    "```py\na < b\n```": '<pre><code class="language-py">a &lt; b\n</code></pre>',
    '```"><b\nx\n```': '<pre><code class="language-b">x\n</code></pre>',
    "```\nx\n```": "<pre><code>x\n</code></pre>",
    "<script>x</script>&": "<p>&lt;script&gt;x&lt;/script&gt;&amp;</p>",
    "[x](javascript:y)": "<p>[x](javascript:y)</p>",
    "[x](https://y.z)": (
        '<p><a href="https://y.z" rel="noopener noreferrer" target="_blank">x</a></p>'
    ),
    "(https://y.z/a_(b)).": (
        '<p>(<a href="https://y.z/a_(b)" rel="noopener noreferrer" target="_blank">'
        "https://y.z/a_(b)</a>).</p>"
    ),
    '<https://y.z/"x">': (
        '<p><a href="https://y.z/%22x%22" rel="noopener noreferrer" target="_blank">'
        "https://y.z/&quot;x&quot;</a></p>"
    ),
    "<t:0:R> <t:5>": (
        '<p><span class="time" data-time="0" data-style="R">01 January 1970 00:00</span> '
        '<span class="time" data-time="5" data-style="f">01 January 1970 00:00</span></p>'
    ),
    "<t:9999999999999:F>": '<p><span class="time" data-time="9999999999999" data-style="F">a mo',
    "<@5> <@&5> <#5>": (
        '<p><span class="mention" data-kind="user" data-id="5">@unknown</span> '
        '<span class="mention" data-kind="role" data-id="5">@unknown</span> '
        '<span class="mention" data-kind="channel" data-id="5">#unknown</span></p>'
    ),
    "</a b:5> <:fire:5> @here": (
        '<p><span class="mention" data-kind="command" data-id="5">/a b</span> '
        '<span class="emoji">:fire:</span> '
        '<span class="mention" data-kind="everyone" data-id="">@here</span></p>'
    ),
    "`<@5>`": "<p><code>&lt;@5&gt;</code></p>",
    "---\n    x": "<p>---<br>\nx</p>",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
async def test_markdown(hall: Hall, text: str) -> None:
    """A text becomes this HTML."""
    html = Markdown(hall.ground.server.local).html(text)
    assert html.startswith(CASES[text])


async def test_names(hall: Hall) -> None:
    """Mentions carry names, and a name is escaped."""
    eve = hall.guild.add_member("<b>Eve")
    markdown = Markdown(hall.ground.server.local)
    assert "@&lt;b&gt;Eve</span>" in markdown.html(f"<@{eve.id}>")
    assert "#adventure</span>" in markdown.html(f"<#{hall.channel.id}>")
    assert "@everyone</span>" in markdown.html(f"<@&{hall.guild.id}>")
    assert markdown.line("# *x*") == "# <em>x</em>"
