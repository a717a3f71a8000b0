"""The declared tables and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "int", "float", "money", "date", "moment", "strings", "mapping", "roles"]
"""What a column holds: ``money`` is a decimal with `MONEY_DIGITS` digits, `MONEY_PLACES` of them after the
point; ``date`` a day; ``moment`` a moment in UTC, to the microsecond; ``strings`` a list; ``mapping`` from
string to string; ``roles`` a list of `ROLE`."""

MONEY_DIGITS = 38
MONEY_PLACES = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: The field of the model wherever there is one.
        type: See `ColumnType`.
        doc: What it means.
        required: Whether it is never null.
    """

    name: str
    type: ColumnType
    doc: str
    required: bool = False


def _key(name: str, doc: str) -> Column:
    return Column(name, "string", doc, required=True)


def _span(of: str, *, of_the: str = "", required: bool = True) -> tuple[Column, ...]:
    """Where ``of`` stands and what it says: of the fact itself, or of a part of it (null if it has none)."""
    head = of_the or "span"
    return (
        Column(f"{head}_start", "int", f"Code-point offset of the first character of {of}.", required),
        Column(f"{head}_end", "int", f"Code-point offset after the last character of {of}.", required),
        Column(f"{of_the}_text".lstrip("_"), "string", f"The characters of {of}.", required),
    )


def _instant(name: str, doc: str) -> tuple[Column, ...]:
    """A day or a moment: as ISO 8601, as the day in its own time zone, and in UTC if the zone is known."""
    return (
        Column(name, "string", f"{doc}, in ISO 8601, as exact as it is known."),
        Column(f"{name}_date", "date", f"The day of `{name}`, in its own time zone."),
        Column(
            f"{name}_utc", "moment", f"`{name}` in UTC; null for a day without time or a time without zone."
        ),
    )


_ARTICLE = _key(
    "article_id", "`Article.id`; where it has none, 32 hex digits made of its text, URL and publication date."
)
_MADE = (
    Column("confidence", "float", "Between 0 and 1.", required=True),
    Column("extractor", "string", "Name of the extractor that made it.", required=True),
    Column("rule", "string", "Rule of the extractor, or a short reason in words.", required=True),
)
ROLE = (
    Column("title", "string", "The title, as written.", required=True),
    Column("organization", "string", "Entity it is held at, or null."),
    *_span("the title"),
)
"""One role of an entity."""

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        _ARTICLE,
        Column("url", "string", "As given, or null."),
        Column("text", "string", "The article's text; null if the input could not be read."),
        Column("language", "string", "ISO 639-1 code, or null."),
        *_instant("published", "Publication"),
        Column("published_from", "string", "given, metadata, dateline, text or none."),
        *_instant("updated", "Last update the text states"),
        Column("headline", "string", "The headline, or null."),
        Column("standfirst", "string", "The lead below the headline, or null."),
        Column("authors", "strings", "Names of the bylines.", required=True),
        Column("dateline_place", "string", 'As written, or ""; null without a dateline.'),
        Column("dateline_date", "date", "Day of the dateline, or null."),
        Column("dateline_agency", "string", 'As written, or ""; null without a dateline.'),
        Column("publisher", "string", 'The outlet the text names, or "".'),
        Column("copyright", "string", 'Holder named in a copyright line, or "".'),
        Column("schema_version", "string", "`Article.schema_version`."),
        Column("diagnostics", "strings", "Codes of what was skipped or doubtful.", required=True),
        Column("extensions", "string", "Results of user extractors by name, as JSON; null without any."),
        Column("error", "string", "Class of the error if the input could not be read, else null."),
        Column("error_message", "string", "What the error says, or null."),
    ),
    "entities": (
        _ARTICLE,
        _key("id", 'Entity id ("e1").'),
        Column("type", "string", "Entity type.", required=True),
        Column("name", "string", "The fullest form the article uses.", required=True),
        Column("aliases", "strings", "Every other form by which the article names it.", required=True),
        Column("roles", "roles", "Titles given to a person.", required=True),
        Column("identifiers", "mapping", "For example iso3166 to CN, ticker to BABA.", required=True),
        Column("salience", "float", "Between 0 and 1: how much the article is about it.", required=True),
        *_MADE,
    ),
    "mentions": (
        _ARTICLE,
        _key("entity", "Entity it is a mention of."),
        Column("kind", "string", "name, nominal or pronoun.", required=True),
        Column("type", "string", "Entity type of this mention.", required=True),
        *_span("the mention"),
        *_MADE,
    ),
    "amounts": (
        _ARTICLE,
        _key("id", 'Amount id ("m1").'),
        Column("low", "money", "Lower bound; null for vague sums and for sums of more digits than fit."),
        Column("high", "money", "Upper bound; equal to `low` when the amount is no range."),
        Column("currency", "string", "ISO 4217 code, or null if the text does not tell."),
        Column("currency_candidates", "strings", "Codes the mark may stand for.", required=True),
        Column("qualifier", "string", "about, more_than, less_than, at_least, up_to, nearly, or null."),
        Column("per", "string", "Unit it is counted by (share, barrel, year), or null."),
        Column("equivalents", "strings", "Amounts that state it in another currency.", required=True),
        Column("previous", "string", "Amount it changed from, or null."),
        *_span("the expression"),
        *_MADE,
    ),
    "times": (
        _ARTICLE,
        _key("id", 'Time expression id ("t1").'),
        Column("type", "string", "DATE, TIME, DURATION or SET.", required=True),
        Column("value", "string", "TIMEX3 value.", required=True),
        Column("mod", "string", "TIMEX3 modifier, or null."),
        *_instant("interval_start", "First day or moment of the interval meant"),
        *_instant("interval_end", "First day or moment after the interval meant"),
        Column("anchor", "string", '"published", the id of another time expression, or null.'),
        *_span("the expression"),
        *_MADE,
    ),
    "events": (
        _ARTICLE,
        _key("id", 'Event id ("v1").'),
        _key("happening", "Event that first mentions the same happening; itself if it is the first."),
        Column("type", "string", "Event type.", required=True),
        Column("realis", "string", "actual, planned, negated or hypothetical.", required=True),
        Column("coreferent", "strings", "Events that mention the same happening.", required=True),
        *_span("the trigger"),
        *_span("its sentence", of_the="sentence"),
        *_MADE,
    ),
    "arguments": (
        _ARTICLE,
        _key("event", "Event whose role it fills."),
        Column("position", "int", "Place among the arguments of the event, from 0.", required=True),
        Column("role", "string", "acquirer, amount, time ...", required=True),
        Column("ref", "string", "Entity, amount or time expression meant, or null."),
        *_span("the argument"),
    ),
    "quotations": (
        _ARTICLE,
        _key("id", 'Quotation id ("q1").'),
        Column("kind", "string", "direct, mixed or indirect.", required=True),
        *_span("the words or the content clause"),
        Column("speaker", "string", "Entity who speaks, or null."),
        *_span("the words that name the speaker", of_the="speaker", required=False),
        *_span('the word that reports it ("said")', of_the="cue", required=False),
        Column("source", "string", "Entity of the outlet that passes it on, or null."),
        *_span("the words that name the outlet", of_the="source", required=False),
        *_MADE,
    ),
    "relations": (
        _ARTICLE,
        _key("id", 'Relation id ("r1").'),
        Column("type", "string", "employed_by, owns, part_of, located_in ...", required=True),
        _key("subject", "Entity."),
        _key("object", "Entity."),
        *_span("the words that state it"),
        *_MADE,
    ),
}
"""The columns of each table, in order."""
