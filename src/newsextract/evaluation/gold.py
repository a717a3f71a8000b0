"""Annotated documents: ``docs/<name>.txt`` and ``ann/<name>.json``, read into character offsets."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from .intervals import Interval, overlap, paragraph_at

_PARAGRAPH = re.compile(r"\[(\d+)\] (.*)")


class GoldError(ValueError):
    """An annotated document is missing or wrong; the message names the document and the place."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A person, company, place ...; ``roles`` are (title, id of an entity or None)."""

    id: str
    type: str
    name: str
    forms: frozenset[str]
    roles: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class GoldAmount:
    """A sum of money; ``equivalent`` and ``previous`` are the texts of other amounts of its paragraph."""

    span: Interval
    paragraph: int
    text: str
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    qualifier: str | None
    per: str | None
    equivalent: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression; ``value`` is "" where the document does not tell, and is then not scored."""

    span: Interval
    type: str
    value: str
    mod: str | None


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """What fills a role of an event."""

    role: str
    text: str
    span: Interval | None
    ref: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A mention of an event."""

    type: str
    paragraph: int
    trigger: Interval
    realis: str
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """Direct speech; ``speaker`` is as written, or ""."""

    span: Interval
    speaker: str
    ref: str | None


@dataclass(frozen=True, slots=True)
class GoldHeader:
    """What the document says of its origin."""

    authors: tuple[str, ...]
    agency: str
    place: str
    copyright: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document.

    Attributes:
        name: File name without its ending.
        text: The paragraphs, joined by blank lines: what an extractor is given.
        published: ISO date, or None.
        paragraphs: Offsets by paragraph number.
        kinds: Kind of each paragraph that is not body text.
        header: Or None where the document was not annotated for it.
        entities: By id.
        mentions: Id of the entity named at each interval.
        amounts: Sums of money.
        times: Time expressions.
        events: Event mentions.
        quotations: Direct speech.
    """

    name: str
    text: str
    published: str | None
    paragraphs: dict[int, Interval]
    kinds: dict[int, str]
    header: GoldHeader | None
    entities: dict[str, GoldEntity]
    mentions: dict[Interval, str]
    amounts: tuple[GoldAmount, ...]
    times: tuple[GoldTime, ...]
    events: tuple[GoldEvent, ...]
    quotations: tuple[GoldQuotation, ...]


def document_names(root: Path) -> list[str]:
    """The annotated documents of a directory, sorted.

    Raises:
        GoldError: If there is none.
    """
    names = sorted(path.stem for path in (root / "ann").glob("*.json"))
    if not names:
        raise GoldError(f"no annotated documents in {root}: it should hold docs/*.txt and ann/*.json")
    return names


def read_document(root: Path, name: str) -> GoldDocument:
    """Read one annotated document.

    The first line of ``docs/<name>.txt`` is ``DCT: YYYY-MM-DD`` or ``DCT: unknown``; each further line is a
    paragraph, ``[number] text``. ``ann/<name>.json`` names strings of those paragraphs; a string that the
    paragraph does not hold is left out.

    Raises:
        GoldError: If a file is missing or not of that form.
    """
    try:
        lines = (root / "docs" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        annotation = json.loads((root / "ann" / f"{name}.json").read_text(encoding="utf-8"))
        return _Reader(lines, annotation).document(name)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise GoldError(f"document {name!r} in {root} cannot be read: {error!r}") from error


@dataclass(slots=True)
class _Reader:
    """Turns the strings of an annotation into offsets."""

    lines: list[str]
    annotation: dict[str, Any]
    text: str = field(init=False)
    paragraphs: dict[int, Interval] = field(init=False)

    def __post_init__(self) -> None:
        numbered = [(int(m[1]), m[2]) for m in map(_PARAGRAPH.match, self.lines[1:]) if m]
        self.text = "\n\n".join(text for _, text in numbered)
        self.paragraphs, position = {}, 0
        for number, text in numbered:
            self.paragraphs[number] = (position, position + len(text))
            position += len(text) + 2

    def document(self, name: str) -> GoldDocument:
        published = self.lines[0].removeprefix("DCT:").strip()
        entities = [_entity(e) for e in self.annotation["entities"]]
        return GoldDocument(
            name=name,
            text=self.text,
            published=None if published == "unknown" else published,
            paragraphs=self.paragraphs,
            kinds={int(n): kind for n, kind in self.annotation.get("paragraphs", {}).items()},
            header=_header(self.annotation.get("header")),
            entities={e.id: e for e in entities},
            mentions=self._mentions(),
            amounts=self._amounts(),
            times=self._times(),
            events=self._events(),
            quotations=self._quotations(),
        )

    def _mentions(self) -> dict[Interval, str]:
        """Every occurrence of every form; of two that overlap, the longer or the one bound to a paragraph."""
        candidates: list[tuple[Interval, str, bool]] = []
        for entity in self.annotation["entities"]:
            for given in entity["forms"]:
                form = given if isinstance(given, str) else given["form"]
                only = None if isinstance(given, str) else given.get("p", [])
                candidates += [
                    (span, entity["id"], only is not None)
                    for span in self._whole_words(form, (0, len(self.text)))
                    if only is None or paragraph_at(self.paragraphs, span[0]) in only
                ]
        candidates.sort(key=lambda c: (c[0][0] - c[0][1], not c[2], c[0][0]))
        mentions: dict[Interval, str] = {}
        for span, identifier, _ in candidates:
            if not any(overlap(span, other) for other in mentions):
                mentions[span] = identifier
        return mentions

    def _amounts(self) -> tuple[GoldAmount, ...]:
        amounts, seen = [], Counter[tuple[int, str]]()
        for paragraph, text, low, high, currency, *more in self.annotation.get("amounts", []):
            if span := self._next(paragraph, text, seen):
                extra = more[0] if more else {}
                keys = ("qualifier", "per", "equivalent", "previous")
                amounts.append(
                    GoldAmount(
                        span,
                        paragraph,
                        text,
                        _decimal(low),
                        _decimal(high),
                        currency or None,
                        *(extra.get(key) or None for key in keys),
                    )
                )
        return tuple(amounts)

    def _times(self) -> tuple[GoldTime, ...]:
        times, seen = [], Counter[tuple[int, str]]()
        for paragraph, text, kind, value, *mod in self.annotation.get("dates", []):
            if span := self._next(paragraph, text, seen):
                times.append(GoldTime(span, kind, value, _first(mod)))
        return tuple(times)

    def _events(self) -> tuple[GoldEvent, ...]:
        events, seen = [], Counter[tuple[int, str]]()
        for event in self.annotation.get("events", []):
            if trigger := self._next(event["p"], event["trigger"], seen):
                arguments = [
                    GoldArgument(role, text, self._nearest(event["p"], text, trigger), _first(ref))
                    for role, text, *ref in event["args"]
                ]
                realis = event.get("realis", "actual")
                events.append(GoldEvent(event["type"], event["p"], trigger, realis, tuple(arguments)))
        return tuple(events)

    def _quotations(self) -> tuple[GoldQuotation, ...]:
        quotations = []
        for paragraph, text, *more in self.annotation.get("quotes", []):
            if span := self._cut(paragraph, text):
                speaker, ref = more[0] if more else "", _first(more[1:])
                quotations.append(GoldQuotation(span, speaker, ref))
        return tuple(quotations)

    def _next(self, paragraph: int, text: str, seen: Counter[tuple[int, str]]) -> Interval | None:
        """The next occurrence in the paragraph that was not given out yet; whole words are preferred."""
        where = self.paragraphs[paragraph]
        found = self._whole_words(text, where) or self._anywhere(text, where)
        n = seen[paragraph, text]
        seen[paragraph, text] += 1
        return found[n] if n < len(found) else None

    def _nearest(self, paragraph: int, text: str, to: Interval) -> Interval | None:
        found = self._anywhere(text, self.paragraphs[paragraph])
        return min(found, key=lambda span: abs(span[0] - to[0]), default=None)

    def _cut(self, paragraph: int, text: str) -> Interval | None:
        """The place of a quotation that may be shortened to "first words ... last words"."""
        start, end = self.paragraphs[paragraph]
        first, gap, last = text.partition(" ... ")
        begin = self.text.find(first, start, end)
        if begin < 0:
            return None
        if not gap:
            return begin, begin + len(first)
        close = self.text.find(last, begin + len(first), end)
        return (begin, close + len(last)) if close >= 0 else None

    def _whole_words(self, text: str, where: Interval) -> list[Interval]:
        pattern = re.compile(r"(?<!\w)" + re.escape(text) + r"(?!\w)")
        return [m.span() for m in pattern.finditer(self.text, *where)]

    def _anywhere(self, text: str, where: Interval) -> list[Interval]:
        return [m.span() for m in re.compile(re.escape(text)).finditer(self.text, *where)]


def _entity(raw: dict[str, Any]) -> GoldEntity:
    forms = frozenset(f if isinstance(f, str) else f["form"] for f in raw["forms"])
    roles = tuple((title, organization) for title, organization in raw.get("roles", []))
    return GoldEntity(raw["id"], raw["type"], raw["name"], forms, roles)


def _header(raw: dict[str, Any] | None) -> GoldHeader | None:
    if raw is None:
        return None
    agency, place, holder = (raw.get(key) or "" for key in ("agency", "place", "copyright"))
    return GoldHeader(tuple(raw.get("authors", [])), agency, place, holder)


def _first(optional: list[str | None]) -> str | None:
    return (optional[0] or None) if optional else None


def _decimal(raw: Any) -> Decimal | None:
    try:
        return None if raw in (None, "") else Decimal(str(raw))
    except InvalidOperation:
        raise ValueError(f"{raw!r} is no number") from None
