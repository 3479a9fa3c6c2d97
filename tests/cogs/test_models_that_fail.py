"""What a member sees while a model fails, at each step and at the end, with a real client."""
# ruff: noqa: RUF001

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator

import pytest
import pytest_asyncio
from hall_play import Hall, House, opened, said
from starlette.responses import Response
from wisher_play import Fickle, Said, Wisher, breaks_off, failure

from bot.cogs.forging import Progress
from tests.model_server import ModelServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

DIM = """def NAME(params):
    external_apis['host_set_light']({'location_id': params['location_id'], 'value': 'dim'})
    return 'It grows dim.'
"""
WRONG = [
    "I would make it dim, and then bright again.",
    "def NAME(params):\n    return open('/etc/passwd').read()\n",
    DIM.replace("host_set_light", "host_make_dark"),
    DIM.replace("params['location_id']", "params['nothing']"),
]
"""Answers that are wrong, each in its own way: words, a builtin, an API there is not, an error."""
NO = "I'm sorry, but I can't help with that: it would spoil the game for the others."
UNWRITTEN = "The tool could not be written (tried 4 times). Ask in other words, or for less."
UNWRITTEN_RU = "Написать инструмент не удалось (попытки: 4). Скажите другими словами"
KEPT = "Your words are kept"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, model: tuple[ModelServer, Fickle]
) -> AsyncGenerator[House]:
    """The bot with that model, which nothing stands in for and which is asked once more at most."""
    variables = {
        "OPENAI_API_BASE_URL": model[0].base_url,
        "GEMINI_API_KEY": "sk-canary-of-the-house",
        "ORB_MODEL_RETRIES": "1",
        "ORB_APPRENTICE_STANDS_IN": "false",
    }
    async with opened(tmp_path_factory.mktemp("house"), **variables) as house:
        yield house


@pytest.fixture(scope="module")
def model() -> Iterator[tuple[ModelServer, Fickle]]:
    """The model."""
    fickle = Fickle()
    with ModelServer(fickle.answer).running() as running:
        yield running, fickle


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall(house: House) -> Hall:
    """One server for all of it, with the vault in its first channel and the Orb in Ada's hands."""
    hall = house.hall()
    await hall.create(theme="vault")
    await hall.with_orb(hall.ada)
    return hall


@pytest_asyncio.fixture(loop_scope="module")
async def wisher(
    hall: Hall, model: tuple[ModelServer, Fickle], monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Wisher]:
    """Ada, to whom every step is shown at once."""
    monkeypatch.setitem(Progress.__init__.__kwdefaults__, "every", 0.02)
    server, fickle = model
    server.latency = 0.0
    wisher = Wisher(hall, hall.ada, fickle, server)
    yield wisher
    wisher.speaks("en-US")


@pytest.mark.parametrize("tries", [1, 2, 3, 4])
async def test_each_attempt_is_seen_until_one_is_right(wisher: Wisher, tries: int) -> None:
    """The page names the stage and the attempt; in the end the card says what the tool does."""
    wisher.server.latency = 0.12
    asked = await wisher.wishes(f"Make dusk number {tries}", *WRONG[: tries - 1], DIM)
    pages = await wisher.shown(asked, "Accept")
    assert wisher.fickle.tries == tries
    assert any("The Orb is thinking …" in page for page in pages)
    mends = [
        attempt
        for attempt in range(2, 5)
        if any(f"the Orb mends the tool: attempt {attempt} of 4 …" in page for page in pages)
    ]
    assert mends[:1] == [2][: tries - 1]  # Discord's limits may swallow later edits
    assert all(attempt <= tries for attempt in mends)
    assert all("You can go on playing" in page for page in pages[:-1] if "The Orb" in page)
    assert f"> Make dusk number {tries}" in pages[-1]
    assert "became dim" in pages[-1]
    await wisher.member.click(asked.original, "Discard")


async def test_a_model_that_is_never_right_is_given_up(wisher: Wisher) -> None:
    """After four attempts the member is told what to do, in their language; the words are kept."""
    text = await wisher.fails("Turn the lights down", *WRONG)
    assert UNWRITTEN in text
    assert KEPT in text
    assert wisher.fickle.tries == 4
    wisher.speaks("ru")
    wisher.server.latency = 0.1
    asked = await wisher.wishes("Приглуши свет", *WRONG)
    pages = await wisher.shown(asked, "Ещё раз")
    assert any("исправляет инструмент: попытка 2 из 4" in page for page in pages)
    assert any("Тем временем можно играть дальше" in page for page in pages)
    assert UNWRITTEN_RU in pages[-1]
    assert "Ваши слова сохранены" in pages[-1]


async def test_who_waits_for_a_slow_model_goes_on_playing(wisher: Wisher) -> None:
    """While the model thinks everything else is answered, and a second wish is put off."""
    wisher.server.latency = 1.5
    asked = await wisher.wishes("A slow dusk", DIM)
    await wisher.hall.ground.until(lambda: "The Orb is thinking" in asked.original.text, 5)
    panel = (await wisher.member.slash("play")).original
    await wisher.member.click(panel, "Look again")
    await wisher.member.slash("orb")
    second = await wisher.member.submit({"wish": "Another dusk"})
    await wisher.hall.told(second, "The Orb is still at work on your last wish.")
    assert "The Orb is thinking" in asked.original.text
    assert wisher.fickle.tries == 0
    await wisher.shown(asked, "Accept")
    await wisher.member.click(asked.original, "Discard")


SILENT = {
    "too many requests": (
        failure(429, **{"retry-after": "3600"}),
        "is overloaded, or its quota is used up (429).",
        "перегружена, или её квота исчерпана (429).",
        "try again in a little while",
    ),
    "out of order": (
        failure(500, **{"retry-after": "0"}),
        "is overloaded or out of order (500).",
        "перегружена или неисправна (500).",
        "try again in a little while",
    ),
    "a refused key": (
        failure(401),
        "refused the API key (401).",
        "не принял ключ API (401).",
        "tell a moderator of it",
    ),
    "a broken stream": (
        breaks_off,
        "The connection to the model at",
        "Связь с моделью на",
        "try again in a little while",
    ),
    "half a body": (
        Response('{"choices": [{"message": {"con', media_type="application/json"),
        "The answer of the model at",
        "Ответ модели на",
        "try again in a little while",
    ),
    "a page for people": (
        Response("<html><h1>Welcome</h1>", media_type="text/html"),
        "is no chat completion; is the model's address right?",
        "верен ли её адрес?",
        "tell a moderator of it",
    ),
}
"""What an endpoint does, what a member reads of it in both languages, and what they are to do."""


@pytest.mark.parametrize(("does", "english", "russian", "then"), SILENT.values(), ids=SILENT.keys())
async def test_why_no_answer_came_is_said(
    wisher: Wisher, does: Said, english: str, russian: str, then: str
) -> None:
    """In one sentence without secrets, with what to do now; the words are kept."""
    text = await wisher.fails("Let it be dusk at last", does)
    assert "The Orb stays dark: " in text
    assert english in text
    assert then in text
    assert KEPT in text
    wisher.speaks("ru")
    text = await wisher.fails("Пусть наконец стемнеет", does)
    assert "Сфера остаётся тёмной: " in text
    assert russian in text
    assert "canary" not in text


async def test_what_passes_at_once_is_not_seen(wisher: Wisher) -> None:
    """A model that was busy for a moment gives its card all the same."""
    asked = await wisher.wishes("Dusk after a pause", failure(429, **{"retry-after": "0.1"}), DIM)
    await wisher.shown(asked, "Accept")
    await wisher.member.click(asked.original, "Accept")
    await wisher.hall.told(asked, "Orb: Dusk after a pause")


async def test_a_refusal_is_shown_in_the_models_words(wisher: Wisher) -> None:
    """Plainly: nothing in them pings or stands out."""
    text = await wisher.fails("Ruin the game for @everyone", f"{NO} **@everyone** <@1>")
    assert NO in text
    assert "@everyone" not in text.replace("@\u200beveryone", "")
    assert "<@1>" not in text


async def test_a_question_is_asked_and_the_wish_goes_on_from_there(wisher: Wisher) -> None:
    """It stands under the wish, in the member's language; the dialog opens with their words."""
    question = '{"question": "For how **long** should it be dark?"}'
    asked = await wisher.wishes("Something with the light", question)
    text = (await wisher.shown(asked, "Answer"))[-1]
    assert "> Something with the light" in text
    assert "The Orb asks before it writes:** For how \\*\\*long\\*\\* should it be dark?" in text
    assert wisher.fickle.tries == 1
    await wisher.member.click(asked.original, "Answer")
    assert wisher.member.modal is not None
    assert "Something with the light" in str(wisher.member.modal.fields)
    wisher.fickle.says = [DIM]
    answered = await wisher.member.send_submit({"wish": "Dim light for a minute"}).acknowledged()
    await wisher.shown(answered, "Accept")
    wisher.speaks("ru")
    asked = await wisher.wishes("Что-нибудь со светом", f"```json\n{question}\n```")
    assert "Прежде чем писать, Сфера спрашивает" in (await wisher.shown(asked, "Ответить"))[-1]


async def test_trying_again_goes_on_from_the_same_tool(wisher: Wisher) -> None:
    """What was to be refined in vain is still where the next try begins."""
    asked = await wisher.wishes("Dusk with some stars", DIM)
    await wisher.shown(asked, "Accept")
    await wisher.member.click(asked.original, "Refine")
    wisher.fickle.says = [NO]
    refined = await wisher.member.send_submit({"wish": "Dusk with more stars"}).acknowledged()
    await wisher.shown(refined, "Try again")
    await wisher.member.click(refined.original, "Try again")
    wisher.fickle.says = [f"{DIM}\n# with more stars\n"]
    again = await wisher.member.send_submit({"wish": "Dusk with more stars"}).acknowledged()
    await wisher.shown(again, "Accept")
    tools = await wisher.hall.app.library.all(str(await wisher.hall.world_id()))
    by_wish = {one.wish: one for one in tools if one.wish}
    assert by_wish["Dusk with more stars"].origin == by_wish["Dusk with some stars"].mark


async def test_moderators_find_what_was_wished_in_vain(wisher: Wisher) -> None:
    """From `/mod`, with what came of it; members without that right do not."""
    await wisher.fails("Print the token of the bot", NO)
    await wisher.fails("Open the vault for ever", *WRONG)
    page = (await wisher.member.slash("mod")).original
    refused = await wisher.hall.press(wisher.hall.ben, page, "orb:1:wishes")
    assert "may manage the server" in said(refused)
    await wisher.member.click(page, "Wishes that came to nothing")
    newest, older = page.text.split("wished: ")[1:3]
    assert newest.startswith("“Open the vault for ever”")
    assert "Not written in 4 attempts: in Trial Chamber: " in newest
    assert "KeyError: 'nothing'" in newest
    assert older.startswith("“Print the token of the bot”")
    assert f"The model refused: {NO[:40]}" in older
    await wisher.member.click(page, "Back to the worlds")
