"""What counts as right, on one small document with the figures worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from newsextract import (
    Argument,
    Article,
    Entity,
    Event,
    Mention,
    MonetaryAmount,
    Paragraph,
    Quotation,
    Role,
    Span,
    Speaker,
    TimeExpression,
)
from newsextract.evaluation import (
    Figure,
    GoldDocument,
    GoldError,
    Scores,
    document_names,
    read_document,
    score_article,
)

DOCUMENT = """DCT: 2023-03-17
[0] Acme buys Umbrella
[1] Acme chairman Jane Roe said on Thursday it paid $3 million for Umbrella Foods.
[2] "We are happy ... at last," Roe said. Acme paid €1 million (£2 million).
"""
ANNOTATION: dict[str, Any] = {
    "paragraphs": {"0": "headline"},
    "entities": [
        {"id": "E1", "type": "ORGANIZATION", "name": "Acme", "forms": ["Acme"]},
        {
            "id": "E2",
            "type": "PERSON",
            "name": "Jane Roe",
            "forms": ["Jane Roe", "Roe"],
            "roles": [["chairman", "E1"]],
        },
        {
            "id": "E3",
            "type": "ORGANIZATION",
            "name": "Umbrella Foods",
            "forms": ["Umbrella Foods", {"form": "Umbrella", "p": [0]}],
        },
    ],
    "amounts": [
        [1, "$3 million", "3000000", "3000000", "USD"],
        [2, "€1 million", "1000000", "1000000", "EUR", {"equivalent": "£2 million"}],
        [2, "£2 million", "2000000", "2000000", "GBP"],
    ],
    "dates": [[1, "Thursday", "DATE", "2023-03-16"]],
    "events": [
        {
            "type": "acquisition",
            "p": 0,
            "trigger": "buys",
            "args": [["acquirer", "Acme", "E1"], ["target", "Umbrella", "E3"]],
        },
        {"type": "acquisition", "p": 1, "trigger": "paid", "args": [["amount", "$3 million"]]},
    ],
    "quotes": [[2, "We are ... at last,", "Roe", "E2", "said"]],
}


@pytest.fixture
def gold(tmp_path: Path) -> GoldDocument:
    write(tmp_path, ANNOTATION)
    return read_document(tmp_path, "doc")


def write(root: Path, annotation: dict[str, Any]) -> None:
    for folder, ending, content in (("docs", "txt", DOCUMENT), ("ann", "json", json.dumps(annotation))):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / f"doc.{ending}").write_text(content, encoding="utf-8")


def span(gold: GoldDocument, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = gold.text.index(words, start + 1)
    return Span.of(gold.text, start, start + len(words))


def entity(gold: GoldDocument, id: str, type: str, *mentions: tuple[str, int], roles: Any = ()) -> Entity:
    spans = [Mention(span=span(gold, *m)) for m in mentions]
    return Entity(id=id, type=type, name=mentions[0][0], mentions=tuple(spans), roles=roles)


def figures(gold: GoldDocument, **layers: Any) -> dict[str, Figure]:
    scores = Scores()
    score_article(gold, Article(text=gold.text, **layers), scores)
    return scores.figures()


def test_offsets_of_the_annotation(gold: GoldDocument) -> None:
    cut = {gold.text[slice(*s)]: owner for s, owner in gold.mentions.items()}
    assert cut == {"Acme": "E1", "Jane Roe": "E2", "Roe": "E2", "Umbrella Foods": "E3", "Umbrella": "E3"}
    assert len(gold.mentions) == 7
    assert gold.text[slice(*gold.quotations[0].span)] == "We are happy ... at last,"
    assert gold.published == "2023-03-17"


def test_nothing_found_is_no_recall_and_no_precision(gold: GoldDocument) -> None:
    found = figures(gold)
    assert found["entities.mention"] == Figure(0, 0, 0, gold=7, found=0)
    assert found["money.links"] == Figure(0, 0, 0, gold=1, found=0)


def test_mentions_need_span_and_type_and_clusters_count_parts(gold: GoldDocument) -> None:
    found = figures(
        gold,
        entities=(
            entity(gold, "e1", "ORGANIZATION", ("Acme", 0), ("Acme", 1)),
            entity(gold, "e2", "GPE", ("Acme", 2)),
            entity(gold, "e3", "PERSON", ("Jane Roe", 0), ("Roe said.", 0)),
        ),
    )
    assert found["entities.mention"] == Figure(3 / 5, 3 / 7, 0.5, gold=7, found=5)
    cluster = found["entities.cluster"]
    assert cluster.precision == pytest.approx((1 + 1 + 1 + 1 / 2) / 5)
    assert cluster.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2) / 7)


def test_roles_need_the_person_and_the_title(gold: GoldDocument) -> None:
    title = Role(title="the Chairman", organization="e1", span=span(gold, "chairman"))
    acme = entity(gold, "e1", "ORGANIZATION", ("Acme", 0))
    roe = entity(gold, "e2", "PERSON", ("Jane Roe", 0), roles=(title,))
    found = figures(gold, entities=(acme, roe))
    assert found["roles.title"].f1 == 1
    assert found["roles.organization"].f1 == 1
    without = figures(gold, entities=(roe,))
    assert (without["roles.title"].f1, without["roles.organization"].f1) == (1, 0)


def test_money_needs_bounds_and_currency_but_not_the_same_span(gold: GoldDocument) -> None:
    def amount(id: str, words: str, value: str, currency: str, *equivalents: str) -> MonetaryAmount:
        return MonetaryAmount(
            id=id,
            span=span(gold, words),
            low=Decimal(value),
            high=Decimal(value),
            currency=currency,
            equivalents=equivalents,
        )

    found = figures(
        gold,
        amounts=(
            amount("m1", "paid $3 million", "3000000.00", "USD"),
            amount("m2", "€1 million", "1000000", "EUR", "m3"),
            amount("m3", "£2 million", "2", "GBP", "m2"),
        ),
    )
    assert found["money.value"] == Figure(2 / 3, 2 / 3, 2 / 3, gold=3, found=3)
    assert found["money.span"] == Figure(2 / 3, 2 / 3, 2 / 3, gold=3, found=3)
    assert found["money.links"].f1 == 1


def test_time_value_needs_type_and_value(gold: GoldDocument) -> None:
    right = TimeExpression(span=span(gold, "on Thursday"), type="DATE", value="2023-03-16")
    found = figures(gold, times=(right,))
    assert (found["time.value"].f1, found["time.span"].f1, found["time.strict"].f1) == (1, 1, 0)
    wrong = figures(gold, times=(right.model_copy(update={"value": "2023-03-23"}),))
    assert (wrong["time.value"].f1, wrong["time.span"].f1) == (0, 1)


def test_event_matches_by_an_argument_where_the_trigger_differs(gold: GoldDocument) -> None:
    sentence = span(gold, "said on Thursday")
    amount = Argument(role="amount", span=span(gold, "$3 million"))
    place = Argument(role="place", span=span(gold, "Umbrella Foods"))
    event = Event(
        type="acquisition",
        trigger=span(gold, "said"),
        arguments=(amount, place),
        realis="planned",
        sentence=sentence,
    )
    found = figures(gold, events=(event,))
    assert found["events.trigger"].f1 == 0
    assert found["events.event"] == Figure(1, 1 / 2, 2 / 3, gold=2, found=1)
    assert found["events.args"] == Figure(1 / 2, 1 / 3, 0.4, gold=3, found=2)
    assert found["events.realis"].f1 == 0
    circumstance = figures(gold, events=(event.model_copy(update={"arguments": (place,)}),))
    assert circumstance["events.event"].f1 == 0


def test_quotation_may_carry_its_marks_and_speaker_is_told_by_words(gold: GoldDocument) -> None:
    quotation = Quotation(
        span=span(gold, '"We are happy ... at last,"'),
        kind="direct",
        speaker=Speaker(span=span(gold, "Roe", 1)),
    )
    found = figures(gold, quotations=(quotation,))
    assert (found["quotes.span"].f1, found["quotes.speaker"].f1) == (1, 1)
    nobody = figures(gold, quotations=(quotation.model_copy(update={"speaker": None}),))
    assert (nobody["quotes.span"].f1, nobody["quotes.speaker"].f1) == (1, 0)
    indirect = figures(gold, quotations=(quotation.model_copy(update={"kind": "indirect"}),))
    assert indirect["quotes.span"].found == 0


def test_headline_is_a_paragraph_kind_or_the_headline_itself(gold: GoldDocument) -> None:
    title = span(gold, "Acme buys Umbrella")
    assert figures(gold, headline=title)["paragraphs.headline"].f1 == 1
    as_kind = figures(gold, paragraphs=(Paragraph(span=title, kind="headline"),))
    assert as_kind["paragraphs.headline"].f1 == 1
    assert figures(gold, headline=span(gold, "Jane Roe"))["paragraphs.headline"].f1 == 0


def test_wrong_annotation_is_named(tmp_path: Path) -> None:
    write(tmp_path, {**ANNOTATION, "amounts": [[9, "$3 million", "3000000", "3000000", "USD"]]})
    with pytest.raises(GoldError, match=r"'doc' .*KeyError\(9\)"):
        read_document(tmp_path, "doc")
    with pytest.raises(GoldError, match="no annotated documents"):
        document_names(tmp_path / "elsewhere")
