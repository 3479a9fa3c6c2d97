"""The answer to one interaction: given in time, in one place, once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import TypeVar

import discord

from bot.cogs.pages import Page, words
from bot.cogs.refusals import (
    ALREADY_ANSWERED,
    LINE_TROUBLES,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    TokenGone,
    late,
)
from bot.cogs.rush import Rush, control_of
from bot.cogs.words import say

PATIENCE = 1.5
"""After so many seconds without an answer the member is told to wait; Discord gives 3."""

SOON = 0.02
"""So long content may take where it may be put off; what takes longer is announced."""

TOKEN_LIVES = 895.0
"""For so many seconds an interaction can be answered; Discord says a quarter of an hour."""

log = logging.getLogger(__name__)

T = TypeVar("T")


class State(Enum):
    """What Discord has been told so far."""

    NOTHING = "nothing"
    UPDATES = "a message that is there will be updated"
    THINKS = "a message of its own will come"
    ANSWERED = "the answer was given"


class Answer:
    """One interaction and what it was answered with.

    `show` is for the one page the interaction leads to, `tell` for a sentence beside it. Whichever
    comes first is the response; what comes later edits it or follows it.
    """

    def __init__(
        self,
        interaction: discord.Interaction,
        *,
        patience: float = PATIENCE,
        soon: float = SOON,
        rush: Rush | None = None,
    ) -> None:
        self.interaction = interaction
        self.state = State.NOTHING
        self._patience = patience
        self._soon = soon
        self._rush = rush or Rush()
        self._lock = asyncio.Lock()
        here = self.in_place
        self._there: list[discord.Attachment] = list(here.attachments) if here else []
        self._own: discord.WebhookMessage | None = None
        self._place = here.id if here else 0
        self._page: Page | None = None
        self._reminder: asyncio.Task[None] | None = None
        self._is_hurried = False
        self._over_at = time.monotonic() + TOKEN_LIVES

    @property
    def locale(self) -> str:
        """The language of the member."""
        return str(self.interaction.locale)

    @property
    def in_place(self) -> discord.Message | None:
        """The member's own message whose control was used, if it was one of those."""
        message = self.interaction.message
        return message if message is not None and message.flags.ephemeral else None

    def begin(self) -> None:
        """See to it that Discord hears something in time."""
        if self._reminder is None:
            self._rush.enter()
            if message := self.interaction.message:
                self._rush.pressed(message.id, self.interaction.id)
            self._reminder = asyncio.create_task(self._remind(asyncio.sleep, self._patience))

    async def hurry(self) -> None:
        """Say that no dialog will come of this, so that the answer may be put off.

        Where many are being answered this one is put off at once, and goes on when all of them
        have heard something; else it is put off if its content takes long, or others come.
        """
        self._rush.learn(control_of(self.interaction))
        if self._reminder is None or self.state is not State.NOTHING or self._is_hurried:
            return
        self._is_hurried = True
        self._reminder.cancel()
        if not self._rush.is_on:
            self._reminder = asyncio.create_task(self._remind(self._rush.comes, self._soon))
            return
        self._rush.expect()
        self._reminder = asyncio.create_task(self._remind(asyncio.sleep, 0))
        self._reminder.add_done_callback(lambda _: self._rush.heard())
        await self._rush.lull()

    async def hurry_if_plain(self) -> None:
        """Do so where that is known of the control that was used."""
        if self._rush.is_plain(control_of(self.interaction)):
            await self.hurry()

    async def defer(self) -> None:
        """Say that the answer will come, unless something was said."""
        async with self._lock:
            if self.state is not State.NOTHING:
                return
            if self.interaction.message is not None:
                await self._first(self.interaction.response.defer(), State.UPDATES)
            else:
                deferred = self.interaction.response.defer(ephemeral=True, thinking=True)
                await self._first(deferred, State.THINKS)

    async def think(self) -> None:
        """Say that a message of its own will come, with a sign that somebody is at work."""
        async with self._lock:
            if self.state is State.NOTHING:
                self._there = []
                deferred = self.interaction.response.defer(ephemeral=True, thinking=True)
                await self._first(deferred, State.THINKS)

    async def show(self, page: Page) -> None:
        """Show a page: in the member's own message it was asked for from, else in a new one.

        Shown again, it replaces what was shown. Raises `TokenGone` when it is too late for that.
        """
        async with self._lock:
            match self.state:
                case State.NOTHING:
                    await self._show_first(page)
                case State.UPDATES if self.in_place is None:
                    await self._appear(page)
                case _:
                    await self._edit(page)
            self.state, self._page = State.ANSWERED, page
            if self.in_place is not None:
                self._rush.turned(self.in_place.id, self.interaction.id)

    async def complete(self, page: Page, whole: Page) -> None:
        """Put a page with what came late in the place of the one shown, unless that was changed."""
        async with self._lock:
            used = self._rush.is_pressed_since(self._place, self.interaction.id)
            if self._page is page and not used:
                await self._change(whole)

    async def turn_to(self, page: Page) -> None:
        """Show a page to be looked at, unless the member has turned to another one meanwhile."""
        message = self.in_place
        if message is None or not self._rush.is_overtaken(message.id, self.interaction.id):
            await self.show(page)

    async def replace(self, page: Page) -> None:
        """Put a page in the place of the message whose control was used, whoever sees it."""
        async with self._lock:
            if self.state is State.NOTHING:
                await self._update_first(page, [])
            else:
                await self._edit(page)
            self.state, self._page = State.ANSWERED, None

    async def tell(self, text: str) -> None:
        """Say something to the member alone, beside whatever is shown."""
        async with self._lock:
            page = words(text)
            match self.state:
                case State.NOTHING:
                    sending = self.interaction.response.send_message(view=page.view, ephemeral=True)
                    await self._first(sending, State.ANSWERED)
                case State.THINKS:
                    await self._edit(page)
                case _:
                    await self._follow(page)
            self.state = State.ANSWERED

    async def ask(self, dialog: discord.ui.Modal) -> bool:
        """Open a dialog; False where something was said already and it cannot be opened."""
        self._rush.unlearn(control_of(self.interaction))
        async with self._lock:
            if self.state is not State.NOTHING:
                return False
            dialog.stop()  # the router answers it; see `pages.page`
            await self._first(self.interaction.response.send_modal(dialog), State.ANSWERED)
            return True

    async def settle(self) -> None:
        """Let no interaction go without an answer."""
        if self._reminder is not None:
            self._reminder.cancel()
            self._reminder = None
            self._rush.leave()
        if self.state is State.NOTHING and self.interaction.message is not None:
            await self.defer()
        elif self.state in (State.NOTHING, State.THINKS):
            log.error("Nothing was answered to interaction %s.", self.interaction.id)
            await self.tell(say(self.locale, "trouble.silence"))

    async def _remind(self, wait: Callable[[float], Awaitable[None]], seconds: float) -> None:
        await wait(seconds)
        try:
            await self.defer()
        except (*LINE_TROUBLES, TokenGone):
            log.warning("Interaction %s could not be deferred.", self.interaction.id)

    async def _show_first(self, page: Page) -> None:
        if self.in_place is not None:
            await self._update_first(page, page.attachments(self._there))
            return
        sending = self.interaction.response.send_message(
            view=page.view, files=page.files(), ephemeral=True
        )
        self._remember(await self._first(sending, State.ANSWERED))

    async def _update_first(
        self, page: Page, attachments: list[discord.Attachment | discord.File]
    ) -> None:
        """Answer with the message the control stands on; with a new one where it was removed."""
        response = self.interaction.response
        try:
            updating = response.edit_message(view=page.view, attachments=attachments)
            sent = await self._first(updating, State.ANSWERED)
        except discord.HTTPException as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            sending = response.send_message(view=page.view, files=page.files(), ephemeral=True)
            sent = await self._first(sending, State.ANSWERED)
        self._remember(sent)

    async def _edit(self, page: Page) -> None:
        """Change what was shown; what was removed meanwhile is shown anew."""
        try:
            await self._change(page)
        except discord.HTTPException as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            await self._appear(page)

    async def _change(self, page: Page) -> None:
        self._require_token()
        edit = self._own.edit if self._own else self.interaction.edit_original_response
        kept = page.attachments(self._there)
        self._remember(await late(edit(view=page.view, attachments=kept)))

    def _require_token(self) -> None:
        """Ask Discord for nothing it is known to refuse: it counts refusals."""
        if time.monotonic() > self._over_at:
            raise TokenGone

    async def _appear(self, page: Page) -> None:
        """Show a page in a further message, the one that is changed from now on."""
        self._own = await self._follow(page)
        self._remember(self._own)

    async def _follow(self, page: Page) -> discord.WebhookMessage:
        self._require_token()
        sending = self.interaction.followup.send(
            view=page.view, files=page.files(), ephemeral=True, wait=True
        )
        return await late(sending)

    def _remember(self, sent: object) -> None:
        """Which message is edited and which pictures it has, so that none is sent again."""
        message = sent.resource if isinstance(sent, discord.InteractionCallbackResponse) else sent
        self._there = []
        if isinstance(message, discord.Message):
            self._there, self._place = message.attachments, message.id

    async def _first(self, sending: Awaitable[T], state: State) -> T | None:
        sent: T | None = None
        try:
            sent = await sending
        except discord.InteractionResponded:
            log.warning("Interaction %s was answered elsewhere.", self.interaction.id)
        except discord.HTTPException as error:
            if error.code == UNKNOWN_INTERACTION:
                self._over_at, self.state = 0.0, State.ANSWERED
                raise TokenGone from error
            # An answer that took effect and whose receipt was lost is sent again by the library.
            if error.code != ALREADY_ANSWERED:
                raise
        self.state = state
        return sent
