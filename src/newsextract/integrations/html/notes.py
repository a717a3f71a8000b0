"""Diagnostics of this integration."""

from __future__ import annotations

from newsextract.model import Diagnostic

SIGNATURE = "html"
"""What diagnostics and provenance name as their maker."""


def note(code: str, message: str) -> Diagnostic:
    """A diagnostic on the page as a whole."""
    return Diagnostic(code=code, message=message, extractor=SIGNATURE)
