"""The page in a real browser, with the real bot behind it: pressed, typed into and looked at."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playground_chromium import BROWSER, Chromium, Tab, chromium

from playground.driver import BotProcess

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")

ROOT = Path(__file__).resolve().parents[2]
DEEDS = {
    "Flame Pedestal": "Flaming Ember",
    "Water Pedestal": "Water Droplet",
    "Wind Pedestal": "Gust of Wind",
}
WISH = "Create a temporary light bridge to the keyhole platform."


async def address(process: BotProcess) -> str:
    """Where the playground says it is."""
    async with asyncio.timeout(60):
        while (found := re.search(r"Play at (\S+)", process.output)) is None:
            assert process.running, process.output
            await asyncio.sleep(0.05)
    return found[1]


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the playground that `orb playground` opens, the bot connected."""
    command = [sys.executable, "-m", "bot", "playground", "--port", "0", "--no-browser"]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = BotProcess([*command, "--data", str(tmp_path / "data")], here, tmp_path)
    await process.start()
    try:
        yield await address(process)
    finally:
        await process.stop()


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Chromium]:
    """A browser, in which nothing went wrong in the end."""
    async with chromium(tmp_path / "profile") as browser:
        yield browser
        assert browser.problems == []


async def joined(browser: Chromium, page: str, name: str) -> Tab:
    """A tab whose member has a soul in the world."""
    tab = await browser.tab(page)
    await tab.press(f"I am {name}")
    await tab.press("Play", ".message .button")
    await tab.press("Join", ".message .button")
    await tab.sees(f"You are {name}, in Trial Chamber.")
    return tab


async def act(tab: Tab, words: str, option: str = "") -> None:
    """Press a button of the panel, or choose of a select, and wait until the panel is another."""
    panel = "[...document.querySelectorAll('.message:has(.only-you)')].at(-1)"
    before = await tab.find(f"{panel}.innerText")
    await tab.press(words, ".message .select" if option else ".message .button")
    if option:
        await tab.press(option, ".options .option")
    changed = f"{panel}.innerText !== {json.dumps(before)}"
    await tab.wait(f"{changed} && !document.querySelector('.message [aria-busy]')")


async def step_up(tab: Tab, name: str) -> None:
    """Step up to something."""
    await act(tab, "Step up to …", option=name)
    await tab.sees(f"Before you: {name}")


async def test_two_tabs_see_each_other_at_once(page: str, browser: Chromium) -> None:
    """What one member does stands in the other's log within two seconds, without a press.

    Of three deeds one may take longer, as the machine has other things to do.
    """
    ada = await joined(browser, page, "Ada")
    ben = await joined(browser, page, "Ben")
    await ada.sees("Ben arrives in Trial Chamber.")

    seconds: list[float] = []
    for pedestal, artifact in DEEDS.items():
        await step_up(ben, pedestal)
        await act(ben, artifact)
        began = time.monotonic()
        await ada.sees(f"Ben wakes the {pedestal}.")
        seconds.append(time.monotonic() - began)

    assert sorted(seconds)[1] < 2, seconds
    await ada.press("", "#composer-text")
    await ada.type("Well done!")
    await ada.key("Enter")
    await ben.sees("Well done!")


async def test_pressing_and_typing_opens_the_vault(page: str, browser: Chromium) -> None:
    """One member plays the whole adventure with the mouse and the keyboard alone."""
    ada = await joined(browser, page, "Ada")
    for pedestal, artifact in DEEDS.items():
        await step_up(ada, pedestal)
        await act(ada, artifact)
    await step_up(ada, "Sealed Stone Door")
    await act(ada, "Go to")

    await ada.press("Orb of Ingenuity", ".message .button")
    await ada.press("", "dialog textarea")
    await ada.type(WISH)
    await ada.press("Submit", "dialog button")
    await ada.sees("The Orb shows you a tool", seconds=30)
    await act(ada, "Accept")
    await act(ada, "Create a temporary light")
    await step_up(ada, "Keyhole Platform")
    await act(ada, "Vault Key")
    await step_up(ada, "Massive Vault Door")
    await act(ada, "Go to")

    await ada.sees("Vault Interior")
