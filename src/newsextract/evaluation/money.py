"""Sums of money."""

from __future__ import annotations

from newsextract.model import Article, MonetaryAmount

from .gold import GoldAmount, GoldDocument
from .intervals import Interval, interval, overlap, pairs_within_groups
from .tally import Sheet

Link = tuple[str, Interval, Interval]


def score_money(gold: GoldDocument, article: Article, sheet: Sheet) -> None:
    """Amounts.

    ``span``: same span; ``value``: the spans overlap, and low, high and currency are equal; ``qualifier`` and
    ``per``: those attributes, on amounts whose value is right; ``links``: pairs of amounts in one group of
    equivalents, and of an amount and its previous one.
    """
    sheet.compare(
        "money.span", [a.span for a in gold.amounts], [interval(amount.span) for amount in article.amounts]
    )
    left = list(article.amounts)
    for expected in gold.amounts:
        match = next((amount for amount in left if _equal(expected, amount)), None)
        if match is None:
            value = f"{expected.low} {expected.high} {expected.currency}"
            sheet.note("money", "-", f"{expected.text!r} {value}")
            continue
        left.remove(match)
        for name in ("qualifier", "per"):
            sheet.compare(f"money.{name}", _given(getattr(expected, name)), _given(getattr(match, name)))
    for amount in left:
        sheet.note("money", "+", f"{amount.span.text!r} {amount.low} {amount.high} {amount.currency}")
    hits = len(article.amounts) - len(left)
    sheet.add("money.value", gold=len(gold.amounts), found=len(article.amounts), hits=hits)
    sheet.compare("money.links", _gold_links(gold), _found_links(article), layer="links")


def _equal(gold: GoldAmount, amount: MonetaryAmount) -> bool:
    return overlap(gold.span, interval(amount.span)) and (gold.low, gold.high, gold.currency) == (
        amount.low,
        amount.high,
        amount.currency,
    )


def _given(value: str | None) -> list[str]:
    return [value] if value else []


def _gold_links(gold: GoldDocument) -> set[Link]:
    first = {(a.paragraph, a.text): a.span for a in reversed(gold.amounts)}
    previous, pairs = set[Link](), list[tuple[Interval, Interval]]()
    for amount in gold.amounts:
        if amount.equivalent and (other := first.get((amount.paragraph, amount.equivalent))):
            pairs.append((amount.span, other))
        if amount.previous and (other := first.get((amount.paragraph, amount.previous))):
            previous.add(("previous", amount.span, other))
    return previous | {("equivalent", *pair) for pair in pairs_within_groups(pairs)}


def _found_links(article: Article) -> set[Link]:
    place = {amount.id: interval(amount.span) for amount in article.amounts}
    pairs = [
        (place[a.id], place[other]) for a in article.amounts for other in a.equivalents if other in place
    ]
    previous = {("previous", place[a.id], place[a.previous]) for a in article.amounts if a.previous in place}
    return previous | {("equivalent", *pair) for pair in pairs_within_groups(pairs)}
