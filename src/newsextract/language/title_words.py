"""The words that titles are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .resources import load_toml


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The word lists of titles, in lower case, names of several words cut into words; see `titles.toml`."""

    heads: frozenset[str]
    occupations: frozenset[str]
    short: frozenset[str]
    sovereigns: frozenset[str]
    modifiers: frozenset[str]
    honorifics: frozenset[str]
    dropped: frozenset[str]
    outside: frozenset[str]
    institutional: tuple[tuple[str, ...], ...]
    corporate: frozenset[str]
    of_places: frozenset[str]
    of_regions: frozenset[str]
    of_countries: tuple[list[str], ...]
    complemented: frozenset[str]
    naming: frozenset[tuple[str, str]]
    endings: tuple[str, ...]
    copulas: frozenset[str]
    adverbs: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The lists, read once."""
    data = load_toml("titles.toml")
    return TitleWords(
        heads=frozenset({*data["offices"], *data["occupations"]}),
        occupations=frozenset(data["occupations"]),
        short=frozenset(data["short"]),
        sovereigns=frozenset(data["sovereigns"]),
        modifiers=frozenset(data["modifiers"]),
        honorifics=frozenset(data["honorifics"]),
        dropped=frozenset(data["dropped"]),
        outside=frozenset(data["outside"]),
        institutional=tuple(tuple(name.split()) for name in data["institutional"]),
        corporate=frozenset(data["corporate"]),
        of_places=frozenset(data["of_places"]),
        of_regions=frozenset(data["of_regions"]),
        of_countries=tuple(title.split() for title in data["of_countries"]),
        complemented=frozenset(data["complemented"]),
        naming=frozenset((head, name) for head, name in data["naming"]),
        endings=tuple(data["endings"]),
        copulas=frozenset(data["copulas"]),
        adverbs=frozenset(data["adverbs"]),
    )
