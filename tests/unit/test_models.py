"""Models: frozen, honest about offsets, and the same after a round trip through JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

from newsextract import Argument, Article, Entity, Event, Mention, MonetaryAmount, Role, Span, TimeExpression
from newsextract.model import SCHEMA_VERSION, parse_instant

TEXT = "Ünïcode 😀 Acme paid $3"


def span(start: int, end: int) -> Span:
    return Span.of(TEXT, start, end)


def test_a_span_counts_code_points_and_converts_to_utf16() -> None:
    acme = span(10, 14)
    assert acme.text == "Acme"
    assert acme.to_utf16(TEXT) == (11, 15)
    assert TEXT.encode("utf-16-le")[22:30].decode("utf-16-le") == "Acme"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_a_span_off_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is off a text of 22 characters"):
        Span.of(TEXT, start, end)


def test_a_span_whose_text_does_not_fit_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not fit its text"):
        Span(start=0, end=2, text="abc")


def test_spans_overlap_and_contain() -> None:
    assert span(0, 5).overlaps(span(4, 6))
    assert not span(0, 5).overlaps(span(5, 6))
    assert span(0, 5).contains(span(0, 5))
    assert not span(0, 5).contains(span(0, 6))


def test_results_are_frozen_and_strict() -> None:
    amount = MonetaryAmount(span=span(20, 22), low=Decimal(3), high=Decimal(3), currency="USD")
    with pytest.raises(ValidationError, match="frozen"):
        amount.currency = "EUR"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        MonetaryAmount(span=span(20, 22), low=None, high=None, colour="red")  # type: ignore[call-arg]


def test_an_amount_never_loses_a_digit_and_is_written_plainly() -> None:
    exact = Decimal("123456789012345678901234567890.12345678901234567890")
    amount = MonetaryAmount(span=span(20, 22), low=exact, high=Decimal("1.8E+10"))
    dumped = amount.model_dump(mode="json")
    assert (dumped["low"], dumped["high"]) == (str(exact), "18000000000")
    assert MonetaryAmount.model_validate_json(amount.model_dump_json()).low == exact
    assert amount.value is None
    assert amount.model_copy(update={"high": exact}).value == exact


def test_dates_stay_dates_and_moments_keep_their_zone() -> None:
    assert parse_instant("2023-03-17") == date(2023, 3, 17)
    moment = parse_instant("2023-03-17T00:00:00+00:00")
    assert moment == datetime(2023, 3, 17, tzinfo=UTC)
    time = TimeExpression(span=span(0, 1), type="DATE", value="2023", start=date(2023, 1, 1), end=moment)
    back = TimeExpression.model_validate_json(time.model_dump_json())
    assert (type(back.start), type(back.end)) == (date, datetime)
    assert back == time


def article() -> Article:
    acme = Entity(
        id="e1",
        type="ORGANIZATION",
        name="Acme",
        mentions=(Mention(span=span(10, 14), type="ORGANIZATION"),),
        roles=(Role(title="payer", organization="e1", span=span(15, 19)),),
        identifiers={"ticker": "ACM"},
    )
    amount = MonetaryAmount(id="m1", span=span(20, 22), low=Decimal(3), high=Decimal(3), currency="USD")
    paid = Event(
        id="v1",
        type="penalty",
        trigger=span(15, 19),
        arguments=(Argument(role="amount", span=span(20, 22), ref="m1"),),
        sentence=span(0, 22),
    )
    return Article(text=TEXT, published=date(2024, 5, 1), entities=(acme,), amounts=(amount,), events=(paid,))


def test_an_article_comes_back_from_its_json() -> None:
    assert Article.from_json(article().model_dump_json()) == article()
    assert article().model_dump(mode="json")["schema_version"] == SCHEMA_VERSION


def test_getting_around_an_article() -> None:
    a = article()
    assert a.get("m1") is a.amounts[0]
    assert a.get("m9") is None
    assert [f.id for f in a.facts_at(11)] == ["e1"]
    assert [f.id for f in a.facts_at(19)] == []
    argument = a.events[0].argument("amount")
    assert argument is not None
    assert argument.ref == "m1"
    assert a.events[0].when is None


def test_aliases_are_the_other_forms_in_order() -> None:
    forms = [(0, 1), (10, 14), (0, 1), (15, 19)]
    mentions = tuple(Mention(span=span(*f)) for f in forms)
    assert Entity(type="PERSON", name="Acme", mentions=mentions).aliases == ("Ü", "paid")
