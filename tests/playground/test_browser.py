"""The page in a real browser, with the real bot behind it: pressed, typed into and looked at."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playground_chromium import BROWSER, Chromium, Tab, chromium

from tests.playground.playground_process import playing

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")

DEEDS = {
    "Flame Pedestal": "Flaming Ember",
    "Water Pedestal": "Water Droplet",
    "Wind Pedestal": "Gust of Wind",
}
WISH = "Create a temporary light bridge to the keyhole platform."


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the playground that `orb playground` opens, the bot connected."""
    async with playing(tmp_path / "data") as (_, address):
        yield address


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


async def test_one_opens_the_vault_and_another_sees_it_at_once(
    page: str, browser: Chromium
) -> None:
    """One member plays the whole adventure with the mouse and the keyboard alone.

    What they do stands in the other's log within two seconds, without a press; of three deeds one
    may take longer, as the machine has other things to do.
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
    await open_the_vault(ben)


async def open_the_vault(member: Tab) -> None:
    """Wish for a bridge, cross it, and turn the key."""
    await step_up(member, "Sealed Stone Door")
    await act(member, "Go to")
    await member.press("Orb of Ingenuity", ".message .button")
    await member.press("", "dialog textarea")
    await member.type(WISH)
    await member.press("Submit", "dialog button")
    await member.sees("The Orb shows you a tool", seconds=30)
    await act(member, "Accept")
    await act(member, "Create a temporary light")
    await step_up(member, "Keyhole Platform")
    await act(member, "Vault Key")
    await step_up(member, "Massive Vault Door")
    await act(member, "Go to")
    await member.sees("Vault Interior")
