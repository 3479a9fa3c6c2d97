"""`/world create theme:` of any words, with a model on loopback: what is seen and then there."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator

import pytest
import pytest_asyncio
from hall_play import Hall, House, opened
from starlette.responses import JSONResponse

from tests.model_server import ModelServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

THEME = "a lighthouse under the sea, for two who are afraid of fish"
GENESIS = '''def df_genesis(params):
    """Builds the lighthouse."""
    import json
    errors = []
    def call(api, **arguments):
        reply = str(external_apis[api](arguments))
        if reply.startswith('Error') or '"error"' in reply:
            errors.append(reply)
    place, mark = 'host_core_add_location_to_gamestate', 'host_set_landmark_visual_config'
    call(place, id='lamp_room', name='Lamp Room', description='Water stands behind the panes.')
    call(place, id='cellar', name='Cellar', description='A cellar full of nets.')
    call('host_core_initialize_puzzle_state', id='lamp',
         initial_state={'goal': 'Light the lamp', 'is_complete': False, 'protected': ['goal']})
    call('host_register_puzzle_check_function', puzzle_id='lamp',
         checking_dynamic_function_name='df_check_lamp')
    call(mark, location_id='lamp_room', landmark_key='hatch',
         config={'display_name': 'Hatch', 'is_exit_to_location_id': 'cellar'})
    call(mark, location_id='cellar', landmark_key='ladder',
         config={'display_name': 'Ladder', 'is_exit_to_location_id': 'lamp_room'})
    call('host_core_add_artifact_to_gamestate', id='orb_01', name='Pearl of Wishes',
         description='It hums.', linked_dynamic_function_name='df_initiate_orb_tool_creation',
         properties={'client_interaction_rules': {'is_general_use': True}})
    set_property = 'host_set_world_property'
    call(set_property, property_name='initial_start_location_id', property_value='START')
    call(set_property, property_name='initial_player_artifacts', property_value=['orb_01'])
    return json.dumps({'error': '; '.join(errors)}) if errors else 'The lighthouse stands.'
'''
SOURCES = {
    "df_genesis": GENESIS.replace("START", "lamp_room"),
    "df_check_lamp": "def df_check_lamp(params):\n    import json\n"
    "    return json.dumps({'condition_met': False, 'message': 'The lamp is dark.'})\n",
    "df_initiate_orb_tool_creation": "def df_initiate_orb_tool_creation(params):\n"
    "    return 'EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION'\n",
}
ABOUT = {
    "df_check_lamp": "Whether the lamp burns.",
    "df_initiate_orb_tool_creation": "Return exactly EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION.",
    "df_genesis": "Build it with host_core_add_location_to_gamestate; df_check_lamp checks, the "
    "orb is linked to df_initiate_orb_tool_creation; set initial_start_location_id to lamp_room.",
}


def plan(**more: str) -> str:
    """The plan of the lighthouse, with functions more."""
    functions = [
        {
            "name": "create_dynamic_function",
            "args": {"new_function_name": name, "new_function_description": about},
        }
        for name, about in {**more, **ABOUT}.items()
    ]
    commands = [*functions, {"name": "df_genesis", "args": {}}]
    return json.dumps({"title": "The *Deep* Light", "commands": commands})


class Inventor:
    """A model that answers with its plans in turn, the last one again and again."""

    def __init__(self) -> None:
        self.plans = [plan()]
        self.genesis = SOURCES["df_genesis"]

    def answer(self, name: str, prompt: str) -> str | JSONResponse:
        """The plan, or a function of the lighthouse."""
        if name:
            return f"```python\n{ {**SOURCES, 'df_genesis': self.genesis}[name] }\n```"
        said = self.plans.pop(0) if len(self.plans) > 1 else self.plans[0]
        return said if said else JSONResponse({"error": {"message": "No more today."}}, 401)


@pytest.fixture(scope="module")
def inventor() -> Inventor:
    """What the model says."""
    return Inventor()


@pytest.fixture(scope="module")
def model(inventor: Inventor) -> Iterator[ModelServer]:
    """The model."""
    with ModelServer(inventor.answer).running() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, model: ModelServer
) -> AsyncGenerator[House]:
    """The bot with that model."""
    folder = tmp_path_factory.mktemp("house")
    async with opened(folder, OPENAI_API_BASE_URL=model.base_url, ORB_MODEL_RETRIES="0") as house:
        yield house


async def test_a_world_of_any_theme_is_made(
    hall: Hall, model: ModelServer, inventor: Inventor
) -> None:
    """The model plans it, mends its plan, writes its functions; the world is played and reset."""
    inventor.plans = [f"Here it is:\n```json\n{plan(df_lost='Call host_summon.')}\n```", plan()]
    model.prompts.clear()
    model.latency = 0.3
    asked = await hall.ada.send_slash("world create", {"theme": f"  {THEME} "}).acknowledged()
    await hall.ground.until(lambda: f"thought up: {THEME}" in asked.original.text, 10, "progress")
    await hall.told(asked, "is made")
    model.latency = 0.0
    assert asked.original.text == "**The \\*Deep\\* Light** is made. Everybody can join with /play."
    assert f'<theme>"{THEME}"</theme>' in model.prompts[0]
    assert "host_path_exists {location_id*" in model.prompts[0]
    assert "Nothing names the function df_lost" in model.prompts[1]
    assert "host_summon, which is no host API" in model.prompts[1]
    world = await hall.world()
    assert world.chronicle.is_born
    assert list(world.locations) == ["lamp_room", "cellar"]
    panel = await hall.joined(hall.ben)
    assert "Lamp Room" in panel.text
    assert "Pearl of Wishes" in panel.text
    await hall.channel.message("Light the lamp")

    inventor.plans = ["none is wanted"]
    again = await hall.told(
        hall.ada.send_slash("world create", {"theme": "fog"}), "a world already"
    )
    assert again.ephemeral
    asked_before = len(model.prompts)
    await hall.ada.slash("world reset")
    await hall.told(hall.ada.send_submit({"name": "vault"}), "has begun anew")
    assert len(model.prompts) == asked_before


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("I would rather not.", "tried 3 times): the plan, line 1, column 1: this is not JSON"),
        ('{"title": "x"}', "needs at least one command"),
        ('{"commands": []}', "'title' is missing"),
        (plan(**{f"df_{n}": "." for n in range(24)}), "27 functions; there may be 24"),
        (plan(df_long="x" * 30_000), "Nothing names the function df_long"),
        (plan().replace('{"name": "df_genesis", "args": {}}', "{}"), "'name' is missing"),
        (
            plan().replace(', {"name": "df_genesis", "args": {}}', ""),
            "must run the world's genesis",
        ),
        (plan().replace("initial_start", "start"), "sets the world's property"),
        ("", "No world could be thought up: "),
    ],
)
async def test_a_plan_that_is_none_makes_no_world(
    hall: Hall, model: ModelServer, inventor: Inventor, answer: str, says: str
) -> None:
    """After three attempts the reason is told in a sentence, and nothing is kept."""
    inventor.plans = [answer]
    model.prompts.clear()
    asked = await hall.told(hall.ada.send_slash("world create", {"theme": THEME}), "No world")
    assert says in asked.original.text.replace("\\", "")
    assert len(model.prompts) == (3 if answer else 1)
    assert await hall.world_id() is None


async def test_a_world_that_is_not_whole_is_not_kept(hall: Hall, inventor: Inventor) -> None:
    """What the plan's own function builds must be a world one can begin in."""
    inventor.plans = [plan()]
    inventor.genesis = GENESIS.replace("START", "attic")
    try:
        asked = await hall.told(hall.ada.send_slash("world create", {"theme": THEME}), "attic")
    finally:
        inventor.genesis = SOURCES["df_genesis"]
    assert "no place of this world" in asked.original.text.replace("\\", "")
    assert await hall.world_id() is None
    await hall.told(hall.ada.send_slash("world create", {"theme": THEME}), "is made")
