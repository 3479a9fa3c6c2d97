"""The page in a real browser, a small bot behind it: presses, keys, and what is lost on the way."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playground_bot import Small
from playground_chromium import BROWSER, Chromium, Tab, chromium
from playground_hall import Hall, connected, furnish

from playground.driver import Playground

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")

FOCUS = "document.activeElement.textContent.trim()"
OPEN = "document.querySelector('dialog.modal[open]') !== null"
OPTION = "document.querySelector('.pill-name')"
IDLE = "document.querySelector('.message.waiting') === null"
"""No message waits for a first response: while one does, it takes no other press."""
LIST = "document.querySelector('.options') !== null"
SOON = "new Promise((done) => setTimeout(done, 50))"
BANNER = "document.querySelector('#banner:not([hidden])')?.textContent ?? ''"


@pytest.fixture
async def chrome(tmp_path: Path) -> AsyncIterator[Chromium]:
    """A browser."""
    async with chromium(tmp_path / "profile") as browser:
        yield browser


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    """A furnished playground on a port that it can come back to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Playground(port=port) as ground:
        yield furnish(ground)


async def as_ada(chrome: Chromium, hall: Hall) -> Tab:
    """Ada's tab."""
    tab = await chrome.tab(hall.ground.page_url)
    await tab.press("I am Ada")
    return tab


async def middle(tab: Tab, words: str) -> dict[str, float]:
    """Where the button with these words is."""
    code = f"""(() => {{
      const all = [...document.querySelectorAll(".message .button")];
      const box = all.find((one) => one.textContent.includes("{words}"))?.getBoundingClientRect();
      return box && {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }};
    }})()"""
    return await tab.wait(code)


async def test_a_press_outlives_what_changes_meanwhile(
    chrome: Chromium, hall: Hall, bot: Small
) -> None:
    """A message drawn anew between mouse-down and mouse-up does not swallow the press."""
    ada = await as_ada(chrome, hall)
    panel = (await hall.ada.slash("panel")).original
    place = await middle(ada, "Name it")
    mouse = {**place, "button": "left", "clickCount": 1}
    await ada.ask("Input.dispatchMouseEvent", type="mousePressed", **mouse)
    await hall.ada.click(panel, "Count 0")
    hall.ben.say("A line that moves everything up.")
    await ada.ask("Runtime.evaluate", expression=SOON, awaitPromise=True)
    await ada.ask("Input.dispatchMouseEvent", type="mouseReleased", **mouse)

    await ada.wait(OPEN)
    await ada.sees("Count 1")
    await ada.sees("A line that moves everything up.")
    assert chrome.problems == []


async def test_what_one_plays_with_stays_in_sight(chrome: Chromium, hall: Hall, bot: Small) -> None:
    """New messages show at the end, but do not push what one presses out of the window."""
    ada = await as_ada(chrome, hall)
    await hall.ada.slash("panel")
    below = "(() => { const one = document.querySelector('.lines'); return "
    below += "one.scrollHeight - one.clientHeight - one.scrollTop; })()"
    await ada.press("Count 0", ".message .button")
    await ada.sees("Count 1")
    for number in range(30):
        hall.ben.say(f"Line {number}.")
    await ada.sees("Line 29.")
    place = await middle(ada, "Count 1")
    top = await ada.find("document.querySelector('.lines').getBoundingClientRect().top")
    assert place["y"] > top
    assert await ada.find(below) > 0

    await ada.press("To the newest")
    assert await ada.find(below) < 1
    hall.ben.say("The last line.")
    await ada.sees("The last line.")
    assert await ada.find(below) < 1
    assert chrome.problems == []


async def test_the_keyboard_is_enough(chrome: Chromium, hall: Hall, bot: Small) -> None:
    """Enter presses, Escape closes a dialog, the focus comes back, a list is chosen from by keys.

    A list that is open outlives a change of its message.
    """
    ada = await as_ada(chrome, hall)
    panel = (await hall.ada.slash("panel")).original
    await ada.press("Name it", ".message .button")
    await ada.wait(OPEN)
    await hall.ada.click(panel, "Count 0")
    await ada.sees("Count 1")
    await ada.wait(IDLE)
    await ada.key("Escape")
    await ada.wait(f"!{OPEN}")
    await ada.wait(f"{FOCUS} === 'Name it'")
    await ada.key("Enter")
    await ada.wait(OPEN)
    await ada.key("Escape")
    await ada.wait(f"!{OPEN}")

    await ada.wait(f"{FOCUS} === 'Name it'")
    await ada.key("Tab")
    await ada.key("Tab")
    await ada.wait(f"{FOCUS} === 'Pick'")
    await ada.key("ArrowDown")
    await ada.wait(LIST)
    await hall.ada.click(panel, "Count 1")
    await ada.key("ArrowDown")
    await ada.key("Enter")
    await ada.key("Escape")
    await ada.sees("Chosen: Torch")
    await ada.sees("Count 2")
    assert not await ada.find(LIST)
    assert chrome.problems == []


async def test_what_is_written_waits(chrome: Chromium, hall: Hall, bot: Small) -> None:
    """What one writes outlives what others say, and stays in its channel; names become mentions."""
    box = "document.querySelector('#composer-text')"
    ada = await as_ada(chrome, hall)
    await ada.press("", "#composer-text")
    await ada.type("/world create ")
    await ada.wait(f"{OPTION}?.textContent === 'theme'")
    await ada.type("dra")
    hall.ben.say("Meanwhile.")
    await ada.sees("Meanwhile.")
    assert await ada.find(f"{OPTION} !== null && document.activeElement.value === 'dra'")
    await ada.key("Escape")
    await ada.key("Escape")

    await ada.wait(f"{box} === document.activeElement")
    await ada.type("Not yet")
    await ada.press("tavern", ".channel")
    await ada.wait(f"{box}.value === ''")
    await ada.press("adventure", ".channel")
    await ada.wait(f"{box}.value === 'Not yet'")
    hall.guild.add_member("1")
    await ada.sees("1", "#sidebar .members")
    await ada.press("", "#composer-text")
    await ada.type(", @Ben or @Benjamin or @1.")
    await ada.key("Enter")
    await ada.sees("Not yet, @Ben or @Benjamin or @1.")
    assert await ada.find("document.querySelectorAll('.message .mention').length") == 2
    assert await ada.find(f"{box}.value") == ""
    assert chrome.problems == []


async def test_what_is_away_is_said(chrome: Chromium, hall: Hall, redirected: None) -> None:
    """The page says that the bot or the playground is away, and goes on when it is back."""
    ada = await as_ada(chrome, hall)
    async with connected(hall.ground):
        await ada.wait(f"{BANNER} === ''")
    await ada.wait(f"{BANNER}.includes('Orb is not connected')")

    server = hall.ground.server
    await server.stop()
    await ada.wait(f"{BANNER}.includes('connection to the playground is lost')")
    await server.start()
    hall.ben.say("Here again.")
    await ada.sees("Here again.")
    await ada.wait(f"{BANNER}.includes('Orb is not connected')")
