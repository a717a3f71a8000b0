"""Names and what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field

from .fact import Fact, Provenance
from .span import FrozenModel, Span


class EntityType(StrEnum):
    """The built-in entity types (OntoNotes habits); models take any string, so users can add theirs."""

    PERSON = "PERSON"
    ORGANIZATION = "ORGANIZATION"
    GPE = "GPE"
    LOCATION = "LOCATION"
    FACILITY = "FACILITY"
    NORP = "NORP"
    EVENT = "EVENT"
    PRODUCT = "PRODUCT"
    WORK_OF_ART = "WORK_OF_ART"
    LAW = "LAW"


class Mention(FrozenModel):
    """One place where the text speaks of an entity.

    The layer ``Mention`` (written by ``names``) holds the named ones before they are clustered.

    Attributes:
        span: The words, without titles, leading "the" or possessive 's.
        kind: "name", "nominal" ("the company") or "pronoun".
        type: Entity type of this mention (see `EntityType`).
        confidence: Between 0 and 1.
        provenance: The extractor and rule that found it.
    """

    span: Span
    kind: str = "name"
    type: str = ""
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    provenance: Provenance = Provenance(extractor="")


class Role(FrozenModel):
    """A title the text gives a person.

    Attributes:
        title: As written, without nationality adjectives: "chairman and chief executive".
        organization: Id of the organisation or place it is held at, or None.
        span: Where the title stands.
    """

    title: str
    organization: str | None = None
    span: Span


class Entity(Fact):
    """One real-world referent, with all its mentions in the article.

    Attributes:
        type: See `EntityType`.
        name: The fullest form the article uses.
        mentions: In text order.
        roles: Titles given to a person.
        identifiers: For example ``{"iso3166": "CN"}`` or ``{"ticker": "BABA"}``; never a guess.
        salience: Between 0 and 1: how much the article is about it.
    """

    id_prefix: ClassVar[str] = "e"

    type: str
    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    identifiers: dict[str, str] = Field(default_factory=dict)
    salience: float = Field(default=0.0, ge=0.0, le=1.0)

    @property
    def anchor_span(self) -> Span:
        """The first mention."""
        return self.mentions[0].span

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every other form by which the article names it, in order of appearance."""
        forms = dict.fromkeys(m.span.text for m in self.mentions if m.kind == "name")
        forms.pop(self.name, None)
        return tuple(forms)

    def renumbered(self, new_id: str, ids: Mapping[str, str]) -> Self:
        """See `Fact.renumbered`; the organisations of roles are references too."""
        roles = tuple(
            r.model_copy(update={"organization": ids.get(r.organization, r.organization)})
            if r.organization
            else r
            for r in self.roles
        )
        return self._changed({"id": new_id, "roles": roles})
