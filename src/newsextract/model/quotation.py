"""What was said, and by whom."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .fact import Fact
from .span import FrozenModel, Span


class QuotationKind(StrEnum):
    """Direct (marked, whole), mixed (a marked fragment inside reported speech), indirect (no marks)."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Speaker(FrozenModel):
    """Who speaks.

    Attributes:
        span: The words nearest to the quotation that name the speaker ("he", "Tim Cook").
        ref: Id of the entity, or None for unnamed sources.
    """

    span: Span
    ref: str | None = None


class Quotation(Fact):
    """Somebody's words or their content.

    Attributes:
        span: Direct and mixed: the marked words without the marks, one Quotation a paragraph;
            indirect: the content clause.
        kind: See `QuotationKind`.
        speaker: Or None where the text does not tell.
        cue: The word or phrase that reports it ("said", "according to").
        source: The outlet that passes it on.
    """

    id_prefix: ClassVar[str] = "q"

    span: Span
    kind: str
    speaker: Speaker | None = None
    cue: Span | None = None
    source: Speaker | None = None
