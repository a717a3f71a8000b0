"""Direct speech and who speaks."""

from __future__ import annotations

from newsextract.model import Article, Quotation, Speaker

from .entities import EntityLinks
from .gold import GoldDocument, GoldQuotation
from .intervals import Interval, interval, length, plain, shared
from .tally import Sheet

_OPENING = "\"“”'‘’«„ "
_CLOSING = "\"“”'‘’»„ "


def score_quotations(gold: GoldDocument, article: Article, links: EntityLinks, sheet: Sheet) -> None:
    """Direct and mixed quotations (indirect speech is not annotated).

    ``span``: at least 80 % of the longer quotation shared, marks and outer blanks aside; ``speaker``: and the
    same speaker, by entity or by the words that name it.
    """
    left = [q for q in article.quotations if q.kind != "indirect"]
    found, with_speaker = len(left), sum(q.speaker is not None for q in left)
    hits, right_speakers = 0, 0
    for expected in gold.quotations:
        match = next((q for q in left if _same_span(expected.span, _bare(q, gold.text))), None)
        if match is None:
            sheet.note("quotes", "-", f"{gold.text[slice(*expected.span)][:70]!r} {expected.speaker}")
            continue
        left.remove(match)
        hits += 1
        if not expected.speaker or match.speaker is None:
            continue
        if _same_speaker(expected, match.speaker, gold, links):
            right_speakers += 1
        else:
            sheet.note(
                "quotes",
                "~",
                f"speaker of {gold.text[slice(*expected.span)][:50]!r}: {expected.speaker} {expected.ref}, "
                f"got {match.speaker.span.text} {match.speaker.ref}",
            )
    for quotation in left:
        sheet.note("quotes", "+", repr(quotation.span.text[:70]))
    speakers = sum(bool(q.speaker) for q in gold.quotations)
    sheet.add("quotes.span", gold=len(gold.quotations), found=found, hits=hits)
    sheet.add("quotes.speaker", gold=speakers, found=with_speaker, hits=right_speakers)


def _bare(quotation: Quotation, text: str) -> Interval:
    """The interval of a quotation without marks at its ends."""
    start, end = interval(quotation.span)
    while end - start > 1 and text[start] in _OPENING:
        start += 1
    while end - start > 1 and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def _same_span(a: Interval, b: Interval) -> bool:
    return shared(a, b) >= 0.8 * max(length(a), length(b))


def _same_speaker(expected: GoldQuotation, speaker: Speaker, gold: GoldDocument, links: EntityLinks) -> bool:
    if expected.ref and links.resolve(speaker.ref) == expected.ref:
        return True
    if plain(speaker.span.text) == plain(expected.speaker):
        return True
    entity = gold.entities.get(expected.ref or "")
    return entity is not None and speaker.span.text in entity.forms
