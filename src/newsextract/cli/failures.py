"""What could not be read: said on stderr, or written into a file."""

from __future__ import annotations

import json

from newsextract.model import ExtractionFailure

from .files import OutputFile
from .problems import warn


class Failures:
    """Counts failures and keeps them.

    Args:
        file: Where they are written, a JSON object a line; or None to say each on stderr.
        earlier: How many it holds already.
    """

    def __init__(self, file: OutputFile | None, *, earlier: int = 0) -> None:
        self._file = file
        self.count = earlier

    def add(self, failure: ExtractionFailure) -> None:
        """Keep one failure."""
        self.count += 1
        if self._file is None:
            warn(f"{failure.id}: {failure.message}")
            return
        record = {"id": failure.id, "error": failure.error, "message": failure.message}
        self._file.write(json.dumps(record, separators=(",", ":")).encode() + b"\n")
