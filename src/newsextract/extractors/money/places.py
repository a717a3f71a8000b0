"""The places and nationalities that tell which dollar, rupee or krone is meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from newsextract.language.resources import load_toml, load_tsv

# It begins with a class, which is searched for twice as fast as "\b".
_CAPITALIZED = re.compile(r"[A-Z](?<=\b.)(?:[^\W\d_]+(?: [A-Z][^\W\d_]+){0,3}|(?<=U)\.[SK]\.)")


@functools.cache
def currency_of_places() -> dict[str, str]:
    """Names of countries, cities and nationalities, and the currency that is used there."""
    places = {
        place: code for code, _, _, names in load_tsv("currencies.tsv") for place in names.split("|") if place
    }
    own: dict[str, list[str]] = load_toml("money_places.toml")
    return places | {place: code for code, names in own.items() for place in names}


def currencies_of_places(text: str) -> Iterator[tuple[int, str]]:
    """Where a text names a place, and the currency that is used there; longer names go first."""
    places = currency_of_places()
    for match in _CAPITALIZED.finditer(text):
        words = match[0].split(" ")
        while words:
            names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
            name = next((name for name in names if name in places), words[0])
            if name in places:
                yield match.start(), places[name]
            del words[: name.count(" ") + 1]
