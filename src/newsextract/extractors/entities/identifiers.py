"""Identifiers that a name has beyond doubt: ISO 3166 codes, GeoNames ids, tickers.

A name that could mean several things gets none. A demonym has the code of its country; a city that is
named for a government still has only its own id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from newsextract.language import load_toml, load_tsv

from .mention import Named
from .places import nationality, place

_TICKER = re.compile(r"\s?[(\[]([A-Za-z ]{2,20})[:\s]\s?([A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?)[)\]]")
_SYMBOL = re.compile(r"\s?[(\[<]\$?([A-Z]{1,5}|[A-Z0-9]{1,6}\.[A-Z]{1,2})[)\]>]")


def identifiers(group: Sequence[Named], text: str) -> dict[str, str]:
    """The identifiers of an entity.

    Args:
        group: Its named mentions.
        text: The article.
    """
    kind = group[0].type
    if kind == "GPE":
        return _of_place(m.text for m in group)
    if kind == "NORP":
        code = next((c for m in group if (c := nationality(m.text))), "")
        return {"iso3166": code} if code else {}
    if kind == "ORGANIZATION":
        ticker = _stated_ticker(group, text) or next((t for m in group if (t := _listed().get(m.text))), "")
        return {"ticker": ticker} if ticker else {}
    return {}


def _of_place(names: Iterable[str]) -> dict[str, str]:
    for name in names:
        found = place(name)
        if found is None:
            continue
        ids = {"iso3166": found.country} if found.kind == "country" else {}
        if found.geonames:
            ids["geonames"] = found.geonames
        if ids:
            return ids
    return {}


def _stated_ticker(group: Sequence[Named], text: str) -> str:
    """The ticker in brackets behind a name: "(NYSE: BABA)", "(AAPL.O)"."""
    for m in group:
        stated = _TICKER.match(text, m.mention.span.end)
        if stated and stated[1].strip().lower() in _exchanges():
            return stated[2]
        symbol = _SYMBOL.match(text, m.mention.span.end)
        if symbol and symbol[1] in _symbols():
            return symbol[1]
    return ""


@cache
def _listed() -> Mapping[str, str]:
    """Tickers of full company names: of two words or more, since one word is often something else too."""
    return {name: ticker for name, ticker in load_tsv("gazetteer-companies.tsv") if " " in name}


@cache
def _symbols() -> frozenset[str]:
    return frozenset(row[1] for row in load_tsv("gazetteer-companies.tsv"))


@cache
def _exchanges() -> frozenset[str]:
    return frozenset(load_toml("entities.toml")["exchanges"])
