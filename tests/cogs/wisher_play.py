"""A model that answers as it is told, and a member who wishes from it, for the tests of forging."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from hall_play import ROOT, Hall
from starlette.responses import JSONResponse, Response, StreamingResponse

from playground.driver import DrivenInteraction, DrivenMember
from tests.model_server import ModelServer

Said = str | Response | Callable[[], Response]


@dataclass
class Fickle:
    """A model that writes the vault's functions as they are, and for tools says what it is told."""

    says: list[Said] = field(default_factory=list[Said])
    tries: int = 0

    def answer(self, name: str, prompt: str) -> str | Response:
        """What comes next; the last of it again and again."""
        path = ROOT / "demo" / "vault" / "functions" / f"{name}.py"
        if path.is_file():
            return path.read_text("utf-8")
        self.tries += 1
        one = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        return one.replace("NAME", name) if isinstance(one, str) else told(one)


def told(one: Response | Callable[[], Response]) -> Response:
    """A response, made anew where it can be sent only once."""
    return one if isinstance(one, Response) else one()


def breaks_off() -> Response:
    """A stream that ends before it should."""

    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"choices": [{"message": {"content": "def '
        raise ConnectionResetError

    return StreamingResponse(pieces(), headers={"content-length": "4000"})


def failure(status: int, **headers: str) -> Response:
    """An error as endpoints tell it."""
    return JSONResponse({"error": {"message": "No."}}, status, headers)


@dataclass
class Wisher:
    """A member with the Orb, and the model that answers to them."""

    hall: Hall
    member: DrivenMember
    fickle: Fickle
    server: ModelServer

    def speaks(self, locale: str) -> None:
        """Have their Discord speak a language."""
        self.hall.ground.server.local.state.users[self.member.id].locale = locale

    async def wishes(self, wish: str, *says: Said) -> DrivenInteraction:
        """Send a wish off that the model answers like this."""
        self.fickle.says, self.fickle.tries = list(says), 0
        await self.member.slash("orb")
        return await self.member.send_submit({"wish": wish}).acknowledged()

    async def shown(self, asked: DrivenInteraction, *ends: str) -> list[str]:
        """Everything that stood in the answer, one after another, until it has one of `ends`."""
        pages: list[str] = []

        def is_over() -> bool:
            text = asked.original.text
            if not pages or pages[-1] != text:
                pages.append(text)
            return any(end in text or end in asked.original.buttons for end in ends)

        try:
            await self.hall.ground.until(is_over, 20)
        except TimeoutError:
            raise AssertionError(f"none of {ends} after {pages}") from None
        return pages

    async def fails(self, wish: str, *says: Said) -> str:
        """Wish in vain; what stands there in the end. The dialog then has the words still."""
        asked = await self.wishes(wish, *says)
        again = {"en-US": "Try again", "ru": "Ещё раз"}
        locale = self.hall.ground.server.local.state.users[self.member.id].locale
        text = (await self.shown(asked, again[locale]))[-1]
        await self.member.click(asked.original, again[locale])
        assert self.member.modal is not None
        assert wish in str(self.member.modal.fields)
        return text
