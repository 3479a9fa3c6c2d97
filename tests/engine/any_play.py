"""Any play: whatever souls and moderators may do in the yard, one act drawn after another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from playing import Stage, yard_world

from bot.engine.consents import Consents
from bot.engine.delays import put_off
from bot.engine.errors import GameError
from bot.engine.forging.tools import Tools
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Outcome
from bot.engine.world import Artifact, Soul, World
from bot.executor.specification import Author

MOD = Moderator(id="9", name="Mod")
PLAYERS = ("Ada", "Ben", "Cid")
WAND = """
call, deed = external_apis, params.get('deed', 0)
if deed == 0:
    call['host_apply_effect_on_environment_object'](
        {'object_id': 'well', 'effect_details': {'touched_by': params['soul_id']}})
elif deed == 1:
    call['host_apply_passing_effect'](
        {'object_id': 'well', 'effect_details': {'glows': True}, 'duration': 20})
    call['host_set_light']({'location_id': 'yard', 'value': 'dusk', 'duration': 12})
elif deed == 2:
    call['host_create_temporary_object']({
        'type': 'plank', 'location_id': 'yard', 'soul_id': params['soul_id'],
        'to_landmark_id': 'hatch', 'duration': 30, 'client_visual_config': {}})
elif deed == 3:
    call['host_schedule_event']({'event_id': 'ring', 'after_seconds': 15})
elif deed == 4:
    call['host_set_soul_status']({'soul_id': params['soul_id'], 'status': 'wet', 'duration': 25})
elif deed == 6:
    call['host_use_up_artifact']({'artifact_id': 'stone'})
elif deed == 5:
    call['host_set_world_property']({'property_name': 'tune', 'property_value': None})
else:
    call['host_log_message_to_world']({'message': 'Half of it is done.'})
    return params['no such thing']
return 'Done.'
"""
RING = """
external_apis['host_set_world_property']({'property_name': 'tune', 'property_value': 'bim'})
return 'It rings.'
"""
CHARM = """
import json
reply = external_apis['host_set_soul_status']({'soul_id': 's2', 'status': 'calm'})
return reply if json.loads(reply).get('needs_consent') else 'Ben is calm.'
"""
ACTS = (
    *["wand"] * 6, *["charm", "give", "go", "move", "focus", "hand over", "undo", "resume"] * 2,
    "join", "leave", "focus", "go", "move", "wand", "charm", "give", "note", "agree", "trust",
    "answer", "wait", "undo", "undo theirs", "pause", "resume", "settings", "hand over", "tool",
    "close",
)  # fmt: skip


@dataclass(slots=True)
class AnyPlay:
    """A yard that is played in. `before` holds the worlds before each action that counts."""

    stage: Stage
    world_id: str
    before: list[World] = field(default_factory=list[World])
    refused: int = 0
    done: Counter[str] = field(default_factory=Counter[str])

    async def begin(self) -> None:
        """Open the yard, with a charm in Ada's hands that needs Ben's consent."""
        world = yard_world(self.world_id)
        charm = Artifact(id="charm", name="Charm", description="", function_name="df_charm")
        ada = world.souls["s1"]
        world.artifacts["charm"] = charm
        world.souls["s1"] = replace(ada, inventory=(*ada.inventory, "charm"))
        await self.stage.game.add_world(world)
        for name, body in (("df_wand", WAND), ("df_ring", RING)):
            await self.stage.teach(name, body, scope=self.world_id)
        await self.stage.teach(
            "df_charm", CHARM, scope=self.world_id, author=Author.PLAYER, maker="s1"
        )

    async def world(self) -> World:
        """The yard as it now is."""
        return await self.stage.game.world(self.world_id)

    async def act(self, kind: str, who: int, pick: int) -> None:
        """Let somebody do something; what is refused must have changed nothing."""
        await self.stage.game.pass_time(self.world_id)
        before = await self.world()
        try:
            outcome = await self._do(kind, before.soul_of(PLAYERS[who]), who, pick)
        except GameError:
            self.refused += 1
            assert await self.world() is before or (await self.world()) == before
            return
        self.done[kind] += 1
        if outcome is not None and outcome.kind not in UNCOUNTED:
            self.before.append(before)
        resumed = before.chronicle.paused_at is not None and kind == "resume"
        if resumed:
            for world in self.before:
                put_off(world, self.stage.clock.now() - (before.chronicle.paused_at or 0.0))

    async def _do(self, kind: str, soul: Soul | None, who: int, pick: int) -> Outcome | None:
        game, world_id = self.stage.game, self.world_id
        me, you = soul.id if soul else "nobody", ("s1", "s2", "nobody")[pick % 3]
        match kind:
            case "join":
                return await game.join(world_id, player_id=PLAYERS[who], name=PLAYERS[who])
            case "leave":
                return await game.leave(world_id, me)
            case "focus":
                keys = (None, "well", "gate", "hatch", "lane", "door")
                return await game.focus(world_id, me, keys[pick % 6])
            case "go":
                return await game.go(world_id, me, (soul and soul.focus) or "lane")
            case "move":
                return await game.move(world_id, me, ("yard", "barn", "moon")[pick % 3])
            case "wand":
                return await game.use(world_id, me, "wand", {"deed": pick})
            case "charm":
                return await game.use(world_id, me, "charm")
            case "give":
                return await game.give(world_id, me, you, ("stone", "charm")[pick % 2])
            case "note":
                return await game.note(world_id, "Meanwhile.")
            case _:
                return await self._moderate(kind, me, you, pick)

    async def _moderate(self, kind: str, me: str, you: str, pick: int) -> Outcome | None:
        mod, world_id = Moderation(self.stage.game, self.stage.database), self.world_id
        match kind:
            case "undo":
                return await mod.undo(world_id, 1 + pick % 3, by=MOD)
            case "undo theirs":
                chosen = {"soul_id": me} if pick % 2 else {"function_name": "df_wand"}
                return await mod.undo(world_id, 1, by=MOD, **chosen)
            case "pause":
                return await mod.pause(world_id, by=MOD)
            case "resume":
                return await mod.resume(world_id, by=MOD)
            case "settings":
                return await mod.choose(world_id, {"card": pick % 2 == 0}, by=MOD)
            case "hand over":
                return await mod.hand_over(world_id, me, you, ("stone", "charm")[pick % 2], by=MOD)
            case _:
                return await self._answer(kind, me, pick)

    async def _answer(self, kind: str, me: str, pick: int) -> Outcome | None:
        consents = Consents(self.stage.game, self.stage.database)
        tools = Tools(self.stage.game, self.stage.library)
        match kind:
            case "agree":
                await self._require(me)
                return await consents.give(self.world_id, me, ("*", "s1", "df_charm")[pick % 3])
            case "trust":
                await self._require(me)
                return await consents.withdraw(self.world_id, me, None if pick % 2 else "s1")
            case "answer":
                for asking in await consents.waiting(self.world_id, "s2"):
                    say = consents.decline if pick % 3 == 0 else consents.accept
                    return await say(self.world_id, "s2", asking.number)
                return None
            case "tool":
                if pick % 3 == 0:
                    return await tools.report(self.world_id, me, "df_charm", "Too loud.")
                change = tools.enable if pick % 2 else tools.disable
                return await change(self.world_id, "df_charm", by=MOD)
            case "close":
                await self.stage.game.close()
                return None
            case _:
                self.stage.clock.step(7 * (1 + pick % 3))
                return None

    async def _require(self, soul_id: str) -> None:
        await self.stage.game.look(self.world_id, soul_id)


UNCOUNTED = frozenset({"join", "consent", "agree", "decline", "moderation", "report"})


def astray(world: World) -> list[str]:
    """Who is nowhere, what is owned twice or does not exist, what points at nothing."""
    shared = world.properties["initial_player_artifacts"]
    assert isinstance(shared, list)
    found = [
        f"{soul.id} is nowhere"
        for soul in world.souls.values()
        if (soul.location_id not in world.locations) == (soul.rests_from is None)
    ]
    carried = Counter(item for soul in world.souls.values() for item in soul.inventory)
    found += [f"{item} is not" for item in carried if item not in world.artifacts]
    found += [
        f"{item} twice" for item, count in carried.items() if count > 1 and item not in shared
    ]
    for soul in world.souls.values():
        if len(set(soul.inventory)) < len(soul.inventory):
            found.append(f"{soul.id} carries something twice")
        place = world.locations.get(soul.location_id or "")
        if soul.focus is not None and (place is None or soul.focus not in place.landmarks):
            found.append(f"{soul.id} looks at nothing")
    return found
