"""The bar that is shown while a model works; on a terminal only."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

STAGES = {
    "thinking": "The Orb is asking the model",
    "checking": "The Orb is reading what was written",
    "rehearsing": "The Orb is trying it on a copy of the world",
    "mending": "The Orb is asking for a better one",
}


class WorkBar:
    """One task at a time; nothing at all where the output is no terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None

    def begin(self, functions: int) -> None:
        """So many functions of a world are to be written."""
        self._start("Writing the world's functions", functions)

    def advance(self) -> None:
        """One of them was."""
        if self._progress is not None:
            self._progress.advance(self._progress.task_ids[0])

    def stage(self, stage: str, attempt: int) -> None:
        """The writing of a tool has come to a stage; one that is not known is the end of it."""
        words = STAGES.get(stage)
        if words is None:
            self.stop()
            return
        suffix = f" (attempt {attempt})" if attempt > 1 else ""
        if self._progress is None:
            self._start(f"{words}{suffix}", None)
        else:
            self._progress.update(self._progress.task_ids[0], description=f"{words}{suffix}")

    def stop(self) -> None:
        """Take it away; harmless where there is none."""
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.stop()

    def _start(self, words: str, total: int | None) -> None:
        self.stop()
        if not self._console.is_interactive or not self._console.is_terminal:
            return
        self._progress = Progress(
            SpinnerColumn("line" if self._console.options.ascii_only else "dots"),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._progress.add_task(words, total=total)
        self._progress.start()
