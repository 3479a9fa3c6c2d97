"""What happens, as it happens: the page's tabs and the driver listen to it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from playground.server.state import Channel, Interaction, Message

Found = TypeVar("Found")
LOOK_AGAIN = 0.05
"""Seconds after which one looks again though nothing was told."""


@dataclass(frozen=True)
class MessageChanged:
    """A message is new or different."""

    message: Message


@dataclass(frozen=True)
class MessageGone:
    """A message was deleted or dismissed."""

    message: Message


@dataclass(frozen=True)
class ChannelChanged:
    """A channel is new or different; for one member only where it is about what was read."""

    channel: Channel
    user_id: str | None = None


@dataclass(frozen=True)
class ChannelGone:
    """A channel was deleted."""

    channel: Channel


@dataclass(frozen=True)
class InteractionChanged:
    """An interaction took a step."""

    interaction: Interaction


@dataclass(frozen=True)
class ModalOpened:
    """A modal stands open before its member."""

    interaction: Interaction


@dataclass(frozen=True)
class ModalClosed:
    """A modal was submitted or dismissed."""

    interaction: Interaction


@dataclass(frozen=True)
class Typing:
    """Somebody types in a channel."""

    channel: Channel
    user_id: str


@dataclass(frozen=True)
class MembersChanged:
    """Somebody joined, came or went."""


@dataclass(frozen=True)
class CommandsChanged:
    """The bot has other commands."""


@dataclass(frozen=True)
class BotChanged:
    """The bot connected or went away."""


Event = (
    MessageChanged
    | MessageGone
    | ChannelChanged
    | ChannelGone
    | InteractionChanged
    | ModalOpened
    | ModalClosed
    | Typing
    | MembersChanged
    | CommandsChanged
    | BotChanged
)


class Feed:
    """Tells whoever listens, in order and at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Be told of everything from now on; what is returned ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Tell of something that happened."""
        for listener in list(self._listeners):
            listener(event)

    async def until(self, look: Callable[[], Found | None], *, seconds: float, what: str) -> Found:
        """Wait until looking finds something true, and return it.

        Raises:
            TimeoutError: It was not there after so many seconds; the text says what.
        """
        happened = asyncio.Event()
        stop = self.listen(lambda _: happened.set())
        try:
            async with asyncio.timeout(seconds):
                while not (found := look()):
                    # What is looked at may be outside of here: a test's own bot, a request.
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(happened.wait(), LOOK_AGAIN)
                    happened.clear()
                return found
        except TimeoutError:
            raise TimeoutError(f"{what} did not come within {seconds:g} s") from None
        finally:
            stop()
