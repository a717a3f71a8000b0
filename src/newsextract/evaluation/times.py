"""Time expressions."""

from __future__ import annotations

from newsextract.model import Article

from .gold import GoldDocument
from .intervals import interval, overlap
from .tally import Sheet


def score_times(gold: GoldDocument, article: Article, sheet: Sheet) -> None:
    """Time expressions.

    ``span``: the spans overlap; ``strict``: same span; ``value``: the spans overlap, and type and value are
    equal (expressions to which the gold standard gives no value are left out of it); ``mod``: that attribute,
    on expressions whose value is right.
    """
    sheet.compare("time.strict", [t.span for t in gold.times], [interval(t.span) for t in article.times])
    left, right_values, hits = list(article.times), 0, 0
    for expected in gold.times:
        shown = f"{gold.text[slice(*expected.span)]!r} {expected.type} {expected.value}"
        match = next((t for t in left if overlap(expected.span, interval(t.span))), None)
        if match is None:
            sheet.note("time", "-", shown)
            continue
        left.remove(match)
        hits += 1
        if not expected.value:
            continue
        if (match.type, match.value) != (expected.type, expected.value):
            sheet.note("time", "~", f"{shown}, got {match.type} {match.value}")
            continue
        right_values += 1
        sheet.compare("time.mod", filter(None, [expected.mod]), filter(None, [match.mod]))
    for time in left:
        sheet.note("time", "+", f"{time.span.text!r} {time.type} {time.value}")
    valued = sum(bool(t.value) for t in gold.times)
    without_value = len(gold.times) - valued
    found = len(article.times)
    sheet.add("time.span", gold=len(gold.times), found=found, hits=hits)
    sheet.add("time.value", gold=valued, found=max(right_values, found - without_value), hits=right_values)
