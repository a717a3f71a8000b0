"""A progress bar on stderr, where that is a terminal."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS = 0.2
"""Between one drawing and the next."""


class Bar:
    """Counts articles.

    Args:
        total: How many there are, or None if that is not known.
        shown: False shows nothing.
    """

    def __init__(self, total: int | None, *, shown: bool) -> None:
        # Drawn as articles come, not by a thread of its own: workers are forked while the bar is there.
        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}"),
            console=Console(stderr=True),
            auto_refresh=False,
            disable=not shown,
        )
        self._task = self._progress.add_task("articles", total=total, failed="")
        self._drawn = 0.0

    def advance(self, failed: int) -> None:
        """One article more is done, and so many have failed."""
        self._progress.update(self._task, advance=1, failed=f"{failed} failed" if failed else "")
        if monotonic() - self._drawn > SECONDS:
            self._progress.refresh()
            self._drawn = monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
