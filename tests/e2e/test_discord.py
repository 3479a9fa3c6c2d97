"""The game in Discord: a bot process, a strict stand-in for Discord over real sockets, members."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.e2e.discord_play import ROOT, STANDIN, Bot, step_up
from tests.e2e.discord_table import Table, card_of, light_pedestals

pytestmark = [
    pytest.mark.skipif(
        not STANDIN.is_dir(), reason=f"the Discord stand-in is not at {STANDIN.name!r}"
    ),
    pytest.mark.timeout(180),
]

WISH = "A bridge of light to the keyhole platform"


async def test_the_adventure_is_played_to_its_end(table: Table) -> None:
    """From joining to the open vault, by buttons and by commands, and the channel hears of it."""
    ada, panel = await table.joined("Ada")
    ben, _ = await table.joined("Ben", locale="ru")
    assert "Trial Chamber" in panel.text
    for _ in range(20):  # on a busy machine the picture is late, and there the next time
        if not panel.attachments:
            await ada.click(panel, "Look again")
    assert panel.attachments
    await light_pedestals(ada, panel)
    assert "Orb of Ingenuity" in panel.text
    pressed = await ada.click(panel, "Wish with Orb of Ingenuity")
    assert pressed.modal is not None
    await ada.submit_modal(fields={"wish": WISH})
    card = await card_of(table.sv, ada)
    assert "appears" in card.text
    assert "make things that last for a while" in card.text
    assert "It will never: do anything to people" in card.text.replace("*", "")
    await ada.click(card, "Refine")
    assert WISH in str(ada.modal.fields)
    ada.cancel_modal()
    await ada.click(card, "Accept")
    assert "Orb: A bridge of light" in card.text
    assert (await ada.autocomplete("go", "exit", "sealed"))[0]["name"] == "Sealed Stone Door"
    await ada.slash("go", exit="Sealed Stone Door")
    refused = await ada.slash("use", artifact="Vault Key", target="Keyhole Platform")
    assert "eight paces" in refused.text
    await ada.slash("use", artifact="Orb: A bridge")
    opened = await ada.slash("use", artifact="vault key", target="keyhole platform")
    assert "turns three times" in opened.text
    await table.sv.wait_message(table.vault, "The tale ends here")
    await table.sv.until(
        lambda: any(one.text.count("☑") == 2 for one in table.vault.messages), 20, "both goals"
    )
    missed = await ben.slash("play")
    assert "Пока вас не было" in missed.text
    assert "The tale ends here" in missed.text
    assert "Пока вас не было" not in (await ben.slash("play")).text
    assert max(table.sv.latencies()) < 3
    table.assert_clean()


async def test_every_command_is_answered(table: Table) -> None:
    """With and without a soul, with things that are there and things that are not."""
    newcomer = table.member("Newcomer")
    assert "/play to join" in (await newcomer.slash("inventory")).text
    assert "/world create" in (await newcomer.slash("play", channel=table.other)).text
    assert await newcomer.autocomplete("use", "artifact", "x") == []
    ada, panel = await table.joined("Ada **@everyone**")
    ben, _ = await table.joined("Ben")
    assert "Flaming Ember" in (await ada.slash("inventory")).text
    assert "page 1" in (await ada.slash("log")).text
    assert "Ben" in (await ada.slash("party")).text
    assert "/orb" in (await ada.slash("help")).text
    assert "Only who carries the Orb" in (await ada.slash("orb")).text
    assert "nothing called" in (await ada.slash("use", artifact="Sword")).text
    assert (
        "nothing called" in (await ada.slash("use", artifact="Flaming Ember", target="Moon")).text
    )
    assert "no way out called" in (await ada.slash("go", exit="Window")).text
    assert "already carries" in (await ada.slash("give", artifact="Flaming Ember", member=ben)).text
    assert (
        "not in this world"
        in (await ada.slash("give", artifact="Flaming Ember", member=newcomer)).text
    )
    assert "you are asked each time" in (await ada.slash("consent")).text
    assert "consent" in (await ada.slash("consent", allow=True, member=ben)).text
    assert "Tools of Ben may act" in (await ada.slash("consent")).text
    assert "at rest" in (await ada.slash("leave")).text
    assert "Come back" in (await ada.click(panel, "Look again")).original.labels
    await ada.click(panel, "Come back")
    assert "back in Trial Chamber" in panel.text
    stage = await table.sv.wait_message(table.vault, "To be done")
    pressed = await newcomer.click(stage, "Play")
    assert "Join" in pressed.messages[-1].labels
    table.assert_clean()


async def test_old_panels_and_open_dialogs_work_after_a_kill(table: Table) -> None:
    """The bot is killed; the panel that was open goes on, and so does the Orb's dialog."""
    ada, panel = await table.joined("Ada")
    await light_pedestals(ada, panel)
    await ada.slash("orb")
    await asyncio.sleep(0.5)
    await table.bot.kill()
    await table.bot.start()
    assert len(table.sv.command_syncs) == 1
    await ada.submit_modal(fields={"wish": WISH})
    await ada.click(await card_of(table.sv, ada), "Accept")
    await ada.click(panel, "Look again")
    assert "Orb: A bridge of light" in panel.text
    assert any("Ada forged" in one.text for one in table.vault.messages) or (
        await table.sv.wait_message(table.vault, "Ada forged")
    )
    table.assert_clean()


async def test_what_comes_twice_or_is_made_up_does_nothing_more(table: Table) -> None:
    """A doubled delivery has one effect, a made-up control gets a sentence."""
    ada, panel = await table.joined("Ada")
    ben = table.member("Ben")
    await step_up(ada, panel, "Flame Pedestal")
    table.sv.faults.duplicate_interactions(1)
    await ada.click(panel, "Use Flaming Ember on Flame Pedestal")
    for made_up in ("orb:1:act:0000000000", "orb:1:act", "orb:9:act:x", "x", "orb:1:accept:df_x"):
        answer = await ada.raw_component(panel, made_up, wait="done")
        assert not answer.failed
    await ada.raw_component(panel, "orb:1:pick:0", 3, ["nonsense"])
    stage = await table.sv.wait_message(table.vault, "To be done")
    for made_up in ("orb:1:act:0000000000", "orb:1:join", "orb:1:agree:1", "orb:1:discard:df_x"):
        await ben.raw_component(stage, made_up, wait="done")
    await ada.click(panel, "Look again")
    log = (await ada.slash("log")).text
    assert log.count("wakes the Flame Pedestal") == 1
    assert "failed" not in str(table.sv.stats()["failed"])
    table.sv.assert_clean("double-response")


async def test_many_members_press_at_once(table: Table) -> None:
    """Twelve members press the same moment: all are answered, one wakes the pedestal.

    Then all ask for their panels, and Discord loses two of the messages these come in.
    """
    players = [await table.joined(f"Player {number}") for number in range(12)]
    await asyncio.gather(*(step_up(member, panel, "Flame Pedestal") for member, panel in players))
    use = "Use Flaming Ember on Flame Pedestal"
    await asyncio.gather(*(member.click(panel, use) for member, panel in players))
    assert sum("bowl fills with flame" in panel.text for _, panel in players) == 1
    await table.sv.wait_message(table.vault, "wakes the Flame Pedestal")
    stage = await table.sv.wait_message(table.vault, "To be done")
    table.sv.faults.fail_next(2, 502, "POST /webhooks/*")
    answers = await asyncio.gather(*(member.click(stage, "Play") for member, _ in players))
    assert any(one.followups for one in answers)
    await table.sv.until(
        lambda: all("Trial Chamber" in one.text for one in answers), 20, "everybody's panel"
    )
    table.assert_clean()


async def test_a_bad_line_loses_and_doubles_nothing(table: Table) -> None:
    """The socket dies, answers are lost or refused: each press still has its effect, once."""
    ada, panel = await table.joined("Ada")
    table.sv.faults.drop_mid_interaction()
    await step_up(ada, panel, "Flame Pedestal")
    table.sv.faults.fail_next(1, 502, "POST /interactions/*", when="after")
    await ada.click(panel, "Use Flaming Ember on Flame Pedestal", allow_failure=True)
    table.sv.faults.fail_next(1, 500, "POST /interactions/*")
    await step_up(ada, panel, "Water Pedestal")
    table.sv.faults.fail_next(1, 502, "POST /channels/*")
    await ada.click(panel, "Use Water Droplet on Water Pedestal")
    assert "brim" in panel.text
    await table.sv.wait_message(table.vault, "wakes the Water Pedestal")
    log = (await ada.slash("log")).text
    assert log.count("wakes the Flame Pedestal") == 1
    assert table.sv.stats()["failed"] == 0


async def test_a_token_discord_does_not_know_ends_in_a_sentence(tmp_path: Path) -> None:
    """A wrong or missing token is one sentence and status 2."""
    sys.path.insert(0, str(STANDIN))
    from standin import Standin  # type: ignore[import-not-found]

    async with Standin() as sv:
        wrong = Bot(sv, tmp_path, DISCORD_TOKEN="bm8.no.no")
        assert await wrong.run() == 2
        assert wrong.said.strip().splitlines()[-1].startswith("orb: Discord does not accept")
        missing = Bot(sv, tmp_path, DISCORD_TOKEN="")
        assert await missing.run() == 2
        assert "DISCORD_TOKEN is missing" in missing.said
    sys.path.remove(str(STANDIN))
    assert ROOT.is_dir()
