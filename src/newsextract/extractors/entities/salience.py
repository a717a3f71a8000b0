"""How much an article is about an entity.

``salience = 0.5 * frequency + 0.3 * headline + 0.2 * position``, where *frequency* is the number of its
mentions over that of the entity mentioned most, *headline* is 1 if the headline or standfirst mentions it,
and *position* falls from 1 at the start of the text to 0 at its end. Mentions in boilerplate, offers and
bylines do not count; what stands only there has salience 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.language import Tokens
from newsextract.model import Mention, Paragraph

_APART = frozenset(["boilerplate", "promo", "byline", "junk", "date", "correction", "sources"])
_HEADS = frozenset(["headline", "standfirst"])


def saliences(
    tokens: Tokens, paragraphs: Sequence[Paragraph], entities: Sequence[Sequence[Mention]]
) -> list[float]:
    """The salience of each entity, given its mentions in text order."""
    kinds = {tokens.paragraph_of(p.span.start): p.kind for p in paragraphs}
    counted = [
        [
            (m.span.start, kind)
            for m in mentions
            if (kind := kinds.get(tokens.paragraph_of(m.span.start))) not in _APART
        ]
        for mentions in entities
    ]
    most = max(map(len, counted), default=0)
    return [_salience(mentions, most, len(tokens.text)) for mentions in counted]


def _salience(mentions: Sequence[tuple[int, str | None]], most: int, length: int) -> float:
    if not mentions:
        return 0.0
    frequency = len(mentions) / most
    headline = any(kind in _HEADS for _, kind in mentions)
    position = 1 - mentions[0][0] / length
    return round(0.5 * frequency + 0.3 * headline + 0.2 * position, 3)
