"""What was skipped or doubtful, said aloud."""

from __future__ import annotations

from .span import FrozenModel, Span


class Diagnostic(FrozenModel):
    """A note about something that was skipped, doubtful or repaired.

    Attributes:
        code: Stable, greppable: "quotation-unclosed", "not-english".
        message: What, and what was done about it.
        extractor: Who says so.
        span: Where, or None for the whole article.
    """

    code: str
    message: str
    extractor: str
    span: Span | None = None
