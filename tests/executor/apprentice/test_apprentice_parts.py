"""The apprentice's parts: durations, prompts and scenes of any shape, sentences, targets."""

from __future__ import annotations

import re

import pytest
from apprentice_bench import NAME, prompt, thing, vault, writer

from bot.engine.forging.surroundings import surroundings
from bot.executor.apprentice.brief import read_brief
from bot.executor.apprentice.lexicon import Kind, Lexicon
from bot.executor.apprentice.scene import Sort, scenery
from bot.executor.apprentice.source import Bodies, Plan
from bot.executor.apprentice.writer import MODELS
from bot.values import Json, JsonObject


@pytest.mark.parametrize(
    ("words", "every", "times"),
    [
        ("a clockwork that rings the chapel bell every hour for 4 hours", 3600.0, 4),
        ("ring the chapel bell every minute, 5 times", 60.0, 5),
        ("ring the chapel bell every minute", 60.0, 6),
    ],
)
def test_what_has_an_event_of_its_own_is_rung(words: str, every: float, times: int) -> None:
    """A thing that names its event is struck again and again; another thing is not."""
    world = vault()
    bell = thing("chapel_bell", "vault_approach", "bell", event="ring_chapel")
    world.objects[bell.id] = bell
    scene = surroundings(world, "soul_mira")

    source = writer().answer(prompt(words, scene=scene)).content
    without = writer().answer(prompt("ring the iron chest every minute", scene=scene)).content

    assert f"every = {every!r}" in source
    assert f"times = {times}" in source
    assert "host_schedule_event" not in without


def test_prompt_is_read() -> None:
    """Name, words, scene and host APIs come from the user's messages alone."""
    brief = read_brief(list(prompt("a <b>rope</b>")))
    assert (brief.name, brief.words, brief.is_wish) == (NAME, "a b rope /b", True)
    assert brief.scene["me"] == {"id": "soul_mira", "name": "Mira"}
    assert brief.apis is not None
    assert "host_create_temporary_object" in brief.apis


def test_name_is_the_last_line() -> None:
    """A signature among a player's words or before the last line is not the wanted one."""
    text = f"def df_evil(params):\nmore\n\ndef {NAME}(params):"
    assert read_brief([{"role": "user", "content": text}]).name == NAME


def test_plain_prompt_is_enough() -> None:
    """Without tags the whole text is the task of a player's tool, parts of content joined."""
    parts: Json = [
        {"type": "text", "text": "Make a rope."},
        {"type": "image_url"},
        {"type": "text", "text": f"def {NAME}(params):"},
    ]
    brief = read_brief([{"role": "user", "content": parts}])
    assert brief.words == "Make a rope."
    assert (brief.scene, brief.apis) == ({}, None)


def test_plain_words_and_broken_scene_are_taken() -> None:
    """Words that are no JSON are taken as they are; a scene that is none is empty."""
    text = f"<player_words>a rope</player_words><scene>{{</scene>\ndef {NAME}(params):"
    brief = read_brief([{"role": "user", "content": text}])
    assert (brief.words, brief.scene) == ("a rope", {})


@pytest.mark.parametrize("content", ["", "def (params):", "write something", None])
def test_prompt_without_signature_is_declined(content: str | None) -> None:
    """Without a name there is no function."""
    answer = writer().answer([{"role": "user", "content": content}])
    assert answer.model == MODELS[2]
    assert "signature" in answer.content


def test_prompt_without_a_user_is_declined() -> None:
    """A chat in which nobody asks is no order for a function."""
    assert writer().answer(["what", {"role": "system"}]).model == MODELS[2]


SCENES: list[JsonObject] = [
    {},
    {"location": None, "places": None, "landmarks": "x"},
    {"location": {"id": 5}, "objects": [{"id": None}, 7], "souls": [{}], "artifacts": [{}]},
    {"location": {"id": "p", "barriers": [{"between": "x"}, {"objects": 4}, 3]}, "landmarks": [{}]},
]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("words", ["a rope", "freeze the chasm", "burn it", "teleport me there"])
def test_poor_scene_is_declined(scene: JsonObject, words: str) -> None:
    """With nothing to aim at there is no tool, and a sentence says what is wanting."""
    answer = writer().answer(prompt(words, scene=scene))
    assert answer.model == MODELS[2]
    assert "I understood" in answer.content


def test_thing_without_a_landmark_is_no_goal() -> None:
    """No portal and no bridge leads to what stands nowhere; two tools are needed to combine."""
    scene: JsonObject = {
        "location": {"id": "p"},
        "objects": [{"id": "marble_bust"}],
        "artifacts": [{"id": "tool_1", "name": "Lamp", "function": "df_user_1"}],
    }
    for words in ("a portal to the marble bust", "a rope to the bust", "combine my lamp and it"):
        assert writer().answer(prompt(words, scene=scene)).model == MODELS[2]


def test_missing_api_is_named() -> None:
    """Where the world lacks the host API a tool needs, that is said."""
    text = (
        "<host_apis>\nhost_log_message_to_world {}\n</host_apis><player_words>make it rain"
        f"</player_words>\ndef {NAME}(params):"
    )
    answer = writer().answer([{"role": "user", "content": text}])
    assert "does not offer host_set_weather" in answer.content


def test_names_are_optional() -> None:
    """A spot without a name goes by its id."""
    scene = scenery({"location": {"id": "the_cave"}, "locations": [{"id": "the_cave"}]})
    assert [spot.name for spot in scene.spots] == ["the cave"]
    assert scene.place_name("elsewhere") == "elsewhere"


def test_far_landmark_is_beyond_the_barrier() -> None:
    """What a place's barrier names as its far side is where ways lead, whatever it is called."""
    scene: JsonObject = {
        "location": {
            "id": "p",
            "barriers": [{"name": "gorge", "between": [["keyhole"], ["bush"]], "object_id": "g"}],
        },
        "landmarks": [{"key": "keyhole"}, {"key": "bush"}, {"key": "gorge"}],
        "objects": [{"id": "lake"}, {"id": "g"}],
    }
    found = scenery(scene)
    far, gap = found.far_landmark("p"), found.first_gap()
    assert far is not None
    assert gap is not None
    assert (far.id, gap.id) == ("bush", "g")
    assert found.far_landmark("q") is None


def test_gap_elsewhere_is_found() -> None:
    """A chasm in another place is frozen there."""
    world = vault()
    world.objects["pit"] = thing("pit", "trial_chamber", "deep_pit")
    answer = (
        writer().answer(prompt("freeze the pit", scene=surroundings(world, "soul_mira"))).content
    )
    assert "'trial_chamber': 'pit'" in answer
    assert "'passable': True" in answer


def test_water_away_from_the_chasm_merely_freezes() -> None:
    """A lake in a place without a far side is only frozen, though there is a chasm elsewhere."""
    scene: JsonObject = {
        "location": {"id": "meadow"},
        "landmarks": [{"key": "tree"}],
        "objects": [{"id": "lake"}],
        "places": [
            {"id": "p", "barriers": [{"far": ["bush"]}], "landmarks": [{"key": "bush"}]},
        ],
    }
    source = writer().answer(prompt("freeze the lake", scene=scene)).content
    assert "targets = {'meadow': 'lake'}" in source
    assert "host_create_temporary_object" not in source


def test_landmark_that_is_a_gap_is_no_goal() -> None:
    """A bridge over the river leads to the far bank and not to the river."""
    scene: JsonObject = {
        "location": {"id": "p", "name": "Meadow"},
        "landmarks": [
            {"key": "river", "name": "Wide River"},
            {"key": "far_bank", "name": "Opposite Bank"},
        ],
    }
    source = writer().answer(prompt("a bridge over the wide river", scene=scene)).content
    assert "'to': 'far_bank'" in source


def test_effect_on_another_landmark_is_no_way() -> None:
    """Freezing a hedge freezes the hedge."""
    scenes = surroundings(vault(), "soul_mira")
    spots = scenery(scenes).of(Sort.LANDMARK, "vault_approach")
    assert [spot.id for spot in spots if spot.is_gap] == []
    source = writer().answer(prompt("freeze the bramble hedge", scene=scenes)).content
    assert "bramble_landmark" in source


def test_every_kind_has_its_sentences(lexicon: Lexicon) -> None:
    """Sentences fall back to those of all kinds and to English; an unknown part is an error."""
    for kind in Kind:
        for part in ("name", "absent", "refused", "already", "nowhere"):
            for language in ("en", "de", "xx"):
                assert lexicon.phrases.sentence(kind, part, language)
    with pytest.raises(KeyError):
        lexicon.phrases.sentence("span", "nonsense", "en")


@pytest.mark.parametrize("language", ["de", "es", "fr", "ru"])
def test_every_language_says_what_english_says(lexicon: Lexicon, language: str) -> None:
    """Each sentence is there with the same gaps; only what no player reads is English alone."""
    rows = lexicon.phrases.rows
    for kind, parts in rows["en"].items():
        for part, sentence in parts.items():
            said = rows[language].get(kind, {}).get(part)
            if part in ("no_name", "recipe", "recording_refused") and said is None:
                continue
            assert said, (kind, part)
            gaps = set(re.findall(r"{(\w+)}", sentence)) - {"A_thing", "thing"}
            assert gaps <= set(re.findall(r"{(\w+)}", said)), (kind, part)
            assert set(re.findall(r"{(\w+)}", said)) <= gaps | {"thing"}, (kind, part)


def test_long_tables_take_a_line_per_entry() -> None:
    """A long dict is laid out to be read; a short one stays on its line."""
    plan = Plan(
        bodies=("light",),
        summary='It\'s "bright".',
        constants={"short": {"a": 1}, "long": {f"key_{n}": "x" * 20 for n in range(5)}},
    )
    source = Bodies().render("df_x", plan)
    assert "    short = {'a': 1}\n" in source
    assert "    long = {\n        'key_0': 'xxxxxxxxxxxxxxxxxxxx',\n" in source
