"""The marks by which a text says which currency it means: symbols, codes and names.

Names come from CLDR (`data/en/currencies.tsv`), the rest from `data/en/money.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from newsextract.language.resources import load_toml, load_tsv

#: A currency symbol, as a pattern.
SYMBOL = r"[$€£¥₹₨₩₽₺₴₸₦₵₱₲₡₭₮₫₪฿৳៛₼₾֏؋﷼￥￦＄￡¢]"

#: Units that people count in but ISO 4217 does not know: candidates at most, never a `currency`.
UNOFFICIAL = frozenset({"BTC", "ETH"})

_UNTOLD = "?"
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for a currency.

    Attributes:
        form: As the lexicon has it: "US$", "EUR", "swiss francs", "cents".
        candidates: Codes it may stand for, likeliest first.
        default: The code it is taken for when the article says nothing else, or None.
        power: Power of ten of the unit it counts in: -2 for cents, 6 for "MEUR".
        minor: Whether it names a minor unit.
        needs_scale: Whether it is an English word too, so that only a plain sum makes it money.
        leads: Whether it may stand before the number.
    """

    form: str
    candidates: tuple[str, ...]
    default: str | None
    power: int = 0
    minor: bool = False
    needs_scale: bool = False
    leads: bool = True


@dataclass(frozen=True)
class CurrencyLexicon:
    """All marks, by where they are looked up.

    Attributes:
        symbols: Marks with a symbol, in lower case.
        codes: ISO codes and abbreviations, as spelt.
        letters: Single letters that may stand before a number that touches them.
        names: Names, in lower case; those of several words too.
        heads: Last words of names, and of how many words and signs the longest name that ends so is.
        minor: Names of minor units, in lower case.
        after_dollar: Letters between "$" and the number, and the currency they make of it.
    """

    symbols: dict[str, Mark]
    codes: dict[str, Mark]
    letters: dict[str, Mark]
    names: dict[str, Mark]
    heads: dict[str, int]
    minor: dict[str, Mark]
    after_dollar: dict[str, Mark]


@functools.cache
def currency_lexicon() -> CurrencyLexicon:
    """Load the marks."""
    data = load_toml("money.toml")
    rules = data["rules"]
    cautious, leading = frozenset(rules["need_scale"]), frozenset(rules["before"])

    def mark(form: str, candidates: list[str], **more: Any) -> Mark:
        default = None if candidates[0] == _UNTOLD else candidates[0]
        known = tuple(c for c in candidates if c != _UNTOLD)
        return Mark(form, known, default, needs_scale=form in cautious, **more)

    symbols = {form.lower(): mark(form, codes) for form, codes in data["symbols"].items()}
    codes = {row[0]: mark(row[0], [row[0]]) for row in load_tsv("currencies.tsv")}
    codes |= {form: mark(form, known) for form, known in data["abbreviations"].items()}
    codes |= {code: codes[code.upper()] for code in rules["lower_codes"]}
    codes |= dict(_in_millions(codes))
    names = {name: mark(name, known, leads=name in leading) for name, known in _names(data)}
    minor_power = data["minor_power"]
    return CurrencyLexicon(
        symbols=symbols,
        codes=codes,
        letters={x: replace(mark(x, known), needs_scale=True) for x, known in data["letters"].items()},
        names=names,
        heads=_heads(names),
        minor={
            form: mark(form, known, leads=False, minor=True, power=minor_power.get(form, -2))
            for form, known in data["minor"].items()
        },
        after_dollar={letters: mark("$" + letters, [code]) for letters, code in data["after_dollar"].items()},
    )


def _in_millions(codes: dict[str, Mark]) -> Iterator[tuple[str, Mark]]:
    """Codes as balance sheets write them: "MEUR", "KUSD"."""
    for code, mark in codes.items():
        if len(code) == 3 and code.isupper() and not mark.needs_scale:
            for prefix, power in (("M", 6), ("K", 3), ("k", 3), ("m", 6)):
                yield prefix + code, replace(mark, form=prefix + code, power=power)


def _names(data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Names and their candidates; where a name comes twice, the later one counts."""
    rules = data["rules"]
    tails: dict[str, dict[str, list[str]]] = {"current": {}, "historic": {}}
    for code, era, names, _ in load_tsv("currencies.tsv"):
        for name in names.split("|"):
            yield name, [code]
            tails[era].setdefault(name.split()[-1], []).append(code)
    for tail, codes in (tails["historic"] | tails["current"]).items():
        if tail not in rules["never_bare"]:
            yield tail, codes if len(codes) == 1 else [_UNTOLD, *codes]
    for code, names in data["names"].items():
        for name in names:
            yield name, [code]
    for name, codes in data["bare"].items():
        yield name, data["symbols"][codes] if isinstance(codes, str) else codes


def _heads(names: dict[str, Mark]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for name in names:
        pieces = _PIECE.findall(name)
        heads[pieces[-1]] = max(heads.get(pieces[-1], 0), len(pieces))
    return heads
