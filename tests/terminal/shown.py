"""A demo's view on a console in memory, and a world to be shown."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from bot.engine.demo import PLAYER, DemoEnd, DemoEvent
from bot.engine.world import Artifact, Chronicle, Landmark, Location, Soul, World
from bot.terminal.terminal_view import TerminalView
from bot.terminal.views import Bill
from bot.values import JsonObject

QUAY = Location(
    id="quay",
    name="The Quay",
    description="Wet stone and gulls.",
    landmarks={"bell": Landmark(key="bell", config={"display_name": "Bell"})},
)


BILL = Bill(title="T", recipe="a/r.json", script="a/s.json", writer="Nobody writes.", functions=2)


class Shown:
    """A view on a console in memory."""

    def __init__(
        self, encoding: str = "utf-8", *, is_terminal: bool = False, width: int = 60
    ) -> None:
        self._bytes = io.BytesIO()
        self._file = io.TextIOWrapper(self._bytes, encoding=encoding, errors="replace")
        self.console = Console(
            file=self._file,
            width=width,
            force_terminal=is_terminal,
            force_interactive=is_terminal,
            markup=False,
            highlight=False,
        )
        self.view = TerminalView(self.console)

    def tell(self, event: str, text: str, /, **details: object) -> None:
        """Show an event."""
        given: JsonObject = details  # type: ignore[assignment]
        self.view.show(DemoEvent(type=event, text=text, details=given))  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """Everything printed so far."""
        self._file.flush()
        return self._bytes.getvalue().decode("utf-8")


def world(*carried: str, place: str | None = "quay") -> World:
    """A world where the player carries these things."""
    items = {name: Artifact(id=name, name=name.title(), description="") for name in carried}
    soul = Soul(
        id="soul_1", name=PLAYER, player_id=PLAYER, location_id=place, inventory=tuple(carried)
    )
    other = Soul(id="soul_2", name="Ida", location_id="quay")
    return World(
        id="w",
        chronicle=Chronicle(name="W", seed=1),
        locations={"quay": QUAY, "hull": replace(QUAY, id="hull", name="The Hull")},
        artifacts=items,
        souls={"soul_1": soul, "soul_2": other},
    )


def ended(*, complete: bool = True, step: int | None = None, was_played: bool = False) -> DemoEnd:
    """An end of a demo."""
    return DemoEnd(complete=complete, failed_step=step, state_hash="abc", was_played=was_played)
