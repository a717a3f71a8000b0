"""What comes out: frozen models, one file a layer. Imports nothing else of the package."""

from .amount import MonetaryAmount, Qualifier
from .article import SCHEMA_VERSION, Article
from .diagnostic import Diagnostic
from .entity import Entity, EntityType, Mention, Role
from .event import Argument, Event, EventType, Realis
from .fact import Fact, Provenance
from .happening import Happening
from .inputs import ArticleInput, ExtractionFailure
from .instant import Instant, day_of, parse_instant
from .quotation import Quotation, QuotationKind, Speaker
from .relation import Relation
from .span import FrozenModel, Span
from .structure import Byline, Dateline, Header, Paragraph, ParagraphKind, PublishedFrom, Structural
from .time import TimeExpression, TimeMod, TimeType

__all__ = [
    "SCHEMA_VERSION",
    "Argument",
    "Article",
    "ArticleInput",
    "Byline",
    "Dateline",
    "Diagnostic",
    "Entity",
    "EntityType",
    "Event",
    "EventType",
    "ExtractionFailure",
    "Fact",
    "FrozenModel",
    "Happening",
    "Header",
    "Instant",
    "Mention",
    "MonetaryAmount",
    "Paragraph",
    "ParagraphKind",
    "Provenance",
    "PublishedFrom",
    "Qualifier",
    "Quotation",
    "QuotationKind",
    "Realis",
    "Relation",
    "Role",
    "Span",
    "Speaker",
    "Structural",
    "TimeExpression",
    "TimeMod",
    "TimeType",
    "day_of",
    "parse_instant",
]
