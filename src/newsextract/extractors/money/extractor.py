"""The extractor."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import MonetaryAmount
from newsextract.pipeline import Context

from .atoms import find_atoms
from .drafts import Draft, make_drafts
from .lexemes import Lexemes, lex
from .links import link
from .qualifiers import qualifier_of
from .refusals import is_money
from .resolve import resolve
from .units import unit_of


class MoneyExtractor:
    """Finds sums of money; reads the text alone."""

    name = "money"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (MonetaryAmount,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the amounts of one article, in order."""
        lexemes = lex(ctx.text)
        found = [d for d in make_drafts(lexemes, list(find_atoms(lexemes))) if is_money(lexemes, d)]
        if not found:
            return
        for draft in found:
            draft.qualifier = qualifier_of(lexemes, draft.first, draft.stop)
            draft.per = unit_of(lexemes, draft)
        resolve(lexemes, found)
        link(lexemes, found)
        ids = {id(draft): str(n) for n, draft in enumerate(found)}
        for draft in found:
            yield _amount(ctx, lexemes, draft, ids)


def _confidence(draft: Draft) -> float:
    """How the currency is told: by the mark, within the article, by another amount or not at all."""
    if draft.mark is None or draft.is_borrowed:
        return 0.7
    return 1.0 if len(draft.mark.candidates) == 1 else 0.9


def _amount(ctx: Context, lexemes: Lexemes, draft: Draft, ids: dict[int, str]) -> MonetaryAmount:
    return MonetaryAmount(
        id=ids[id(draft)],
        span=ctx.span(lexemes.starts[draft.first], lexemes.ends[draft.stop - 1]),
        low=draft.low,
        high=draft.high,
        currency=draft.currency,
        currency_candidates=draft.candidates,
        qualifier=draft.qualifier,
        per=draft.per,
        equivalents=tuple(ids[id(other)] for other in draft.equivalents),
        previous=ids[id(draft.previous)] if draft.previous else None,
        confidence=_confidence(draft),
        provenance=ctx.provenance(draft.rule),
    )
