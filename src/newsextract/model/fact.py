"""What every extracted fact carries: an id, how sure we are, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import Field

from .span import FrozenModel, Span


class Provenance(FrozenModel):
    """Who made a fact and why.

    Attributes:
        extractor: Name of the extractor.
        rule: Name of the rule within it, or a short reason in words.
    """

    extractor: str
    rule: str = ""


class Fact(FrozenModel):
    """Base of all facts that are numbered by the pipeline.

    An extractor may leave ``id`` empty, or set any string that is unique among what it yields, so that
    its facts can name each other; the pipeline replaces them by positional ids ("e1", "m3").

    Attributes:
        id: Positional id, unique in the article.
        confidence: Between 0 and 1; see the layer's page for what it means there.
        provenance: The extractor and rule that made the fact.
    """

    id_prefix: ClassVar[str] = "x"
    self_references: ClassVar[tuple[str, ...]] = ()
    """Fields that hold ids of facts of the same layer."""

    id: str = ""
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    provenance: Provenance = Provenance(extractor="")

    @property
    def anchor_span(self) -> Span:
        """The span by which facts of this layer are sorted."""
        span = getattr(self, "span", None)
        if not isinstance(span, Span):
            raise TypeError(f"{type(self).__name__} has no field 'span' and no 'anchor_span' of its own")
        return span

    def renumbered(self, new_id: str, ids: Mapping[str, str]) -> Self:
        """A copy with its final id, and references within the layer rewritten by ``ids`` (old to new)."""
        update: dict[str, Any] = {"id": new_id}
        for name in self.self_references:
            value = getattr(self, name)
            if isinstance(value, str):
                update[name] = ids.get(value, value)
            elif value:
                update[name] = tuple(sorted((ids.get(v, v) for v in value), key=id_order))
        return self._changed(update)


def id_order(identifier: str) -> tuple[str, int]:
    """Sort key that puts "m10" after "m9"."""
    head = identifier.rstrip("0123456789")
    return head, int(identifier[len(head) :] or 0)
