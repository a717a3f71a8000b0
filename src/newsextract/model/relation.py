"""Lasting ties between entities."""

from __future__ import annotations

from typing import ClassVar

from .fact import Fact
from .span import Span


class Relation(Fact):
    """A tie the text states between two entities.

    Attributes:
        type: "employed_by", "owns", "part_of", "located_in" ...
        subject: Id of an entity.
        object: Id of an entity.
        span: The words that state it.
    """

    id_prefix: ClassVar[str] = "r"

    type: str
    subject: str
    object: str
    span: Span
