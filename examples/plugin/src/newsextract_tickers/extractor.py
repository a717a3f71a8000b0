"""What finds it: "Apple (NASDAQ: AAPL)", "Alibaba (NYSE:BABA; HKEX: 9988)"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from newsextract import Context, Diagnostic, Entity, Provenance

from .model import Ticker

_BRACKET = re.compile(r"\([^()\n]{3,80}\)")
_SYMBOL = re.compile(
    r"(?P<exchange>[A-Za-z]+(?: [A-Z][a-z]+)?) ?: ?(?P<symbol>[A-Z]{1,5}(?:\.[A-Z])?|\d{3,5})\b"
)


class TickerExtractor:
    """Writes `Ticker`."""

    name = "tickers"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = (Entity,)
    writes: tuple[type, ...] = (Ticker,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the symbols in brackets, in order."""
        before = {m.span.end: e.id for e in ctx.get(Entity) for m in e.mentions}
        for bracket in _BRACKET.finditer(ctx.text):
            company = before.get(len(ctx.text[: bracket.start()].rstrip()))
            for match in _SYMBOL.finditer(ctx.text, *bracket.span()):
                yield self._ticker(ctx, match, company)

    def _ticker(self, ctx: Context, match: re.Match[str], company: str | None) -> BaseModel:
        span = ctx.span(*match.span("symbol"))
        market = exchanges().get(match["exchange"])
        if market is None:
            message = f"no exchange called {match['exchange']!r} is known"
            return Diagnostic(code="ticker-exchange", message=message, extractor=self.name, span=span)
        return Ticker(
            span=span,
            symbol=match["symbol"],
            market=market,
            company=company,
            provenance=Provenance(extractor="", rule="exchange and symbol"),
        )


@cache
def exchanges() -> dict[str, str]:
    """Market identifier code of each exchange; read once, when first needed."""
    text = files("newsextract_tickers").joinpath("exchanges.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text))
