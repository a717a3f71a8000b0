"""Files that are written: their errors name them, and a line that was written stays written."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from .problems import ExitCode, fail


class OutputFile:
    """A file, or standard output.

    Args:
        path: The file, or None for standard output.
        keep: How many bytes of it stay; what comes after them is cut off.
        hint: What to do when it cannot be written.
    """

    def __init__(self, path: Path | None, *, keep: int = 0, hint: str = "") -> None:
        self._name = str(path) if path else "standard output"
        self._hint = hint
        self._owned = path is not None
        if path is None:
            self._file = sys.stdout.buffer
            return
        try:
            self._file = path.open("r+b" if keep else "wb")
            if keep:
                self._file.truncate(keep)
                self._file.seek(keep)
        except OSError as error:
            fail(f"{path}: cannot be opened: {error.strerror or error}", ExitCode.USAGE)

    def write(self, data: bytes) -> None:
        """Append; what the operating system has when this returns survives the death of this process."""
        try:
            self._file.write(data)
            self._file.flush()
        except BrokenPipeError:  # The reader has seen enough, as `head` has.
            raise
        except OSError as error:
            self._fail(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._owned:
            return
        try:
            self._file.close()
        except OSError as late:
            if error is None:
                self._fail(late)

    def _fail(self, error: OSError) -> None:
        fail(f"{self._name}: cannot be written: {error.strerror or error}{self._hint}", ExitCode.BROKEN)
