"""Who did what to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .fact import Fact
from .span import FrozenModel, Span


class EventType(StrEnum):
    """The built-in event types; models take any string, so users can add theirs."""

    ACQUISITION = "acquisition"
    MERGER = "merger"
    INVESTMENT = "investment"
    LISTING = "listing"
    FINANCING = "financing"
    CAPITAL_CHANGE = "capital_change"
    EARNINGS = "earnings"
    MARKET_MOVE = "market_move"
    CONTRACT = "contract"
    PRODUCT_LAUNCH = "product_launch"
    OPENING = "opening"
    CLOSURE = "closure"
    WORKFORCE_CHANGE = "workforce_change"
    BANKRUPTCY = "bankruptcy"
    STRIKE = "strike"
    RATING = "rating"
    APPOINTMENT = "appointment"
    DEPARTURE = "departure"
    DEATH = "death"
    INJURY = "injury"
    AWARD = "award"
    ARREST = "arrest"
    CHARGE = "charge"
    LAWSUIT = "lawsuit"
    VERDICT = "verdict"
    PENALTY = "penalty"
    INVESTIGATION = "investigation"
    APPROVAL = "approval"
    POLICY = "policy"
    ELECTION = "election"
    MEETING = "meeting"
    VISIT = "visit"
    AGREEMENT = "agreement"
    SANCTION = "sanction"
    REQUEST = "request"
    ACCUSATION = "accusation"
    PLEDGE = "pledge"
    PROTEST = "protest"
    AID = "aid"
    ATTACK = "attack"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    EVACUATION = "evacuation"
    OUTBREAK = "outbreak"
    MATCH = "match"


class Realis(StrEnum):
    """Whether the text presents the event as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Argument(FrozenModel):
    """What fills a role of an event.

    Attributes:
        role: "acquirer", "amount", "time" ...
        span: The words, a short noun phrase.
        ref: Id of the entity, amount or time expression meant, or None.
    """

    role: str
    span: Span
    ref: str | None = None


class Event(Fact):
    """One mention of something that happened, is planned, or is denied.

    Attributes:
        type: See `EventType`.
        trigger: The word that best names it.
        arguments: In order of role and position; a role may repeat.
        realis: See `Realis`.
        sentence: The sentence of the trigger.
        coreferent: Ids of the other mentions of the same happening.
    """

    id_prefix: ClassVar[str] = "v"
    self_references: ClassVar[tuple[str, ...]] = ("coreferent",)

    type: str
    trigger: Span
    arguments: tuple[Argument, ...] = ()
    realis: str = Realis.ACTUAL.value
    sentence: Span
    coreferent: tuple[str, ...] = ()

    @property
    def anchor_span(self) -> Span:
        """The trigger."""
        return self.trigger

    def argument(self, role: str) -> Argument | None:
        """The first argument with that role, or None."""
        return next((a for a in self.arguments if a.role == role), None)

    @property
    def when(self) -> Argument | None:
        """The argument with the role "time", or None."""
        return self.argument("time")
