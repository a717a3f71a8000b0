"""What the gazetteer says of the names of countries, their people and cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsextract.language import load_toml, load_tsv


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Attributes:
        kind: "country", "region" or "city".
        country: ISO 3166-1 alpha-2 code, or "" where the name alone does not tell.
        geonames: GeoNames id, or "".
    """

    kind: str
    country: str
    geonames: str


def place(name: str) -> Place | None:
    """The place that a name means by itself, or None."""
    row = _places().get(name.removeprefix("the ").removeprefix("The "))
    return Place(*row) if row else None


def nationality(name: str) -> str:
    """ISO 3166-1 alpha-2 code of the country of a demonym ("Chinese" is "CN"), or ""."""
    return _demonyms().get(name, "")


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """What is known of each name, as plain rows: the garbage collector does not go through those."""
    places = {row[0]: row[1:] for row in load_tsv("gazetteer-places.tsv")}
    geonames = {row[1]: row[2] for row in places.values() if row[0] == "country"}
    for name, code in load_toml("entities.toml")["countries"].items():
        places[name] = ("country", code, geonames.get(code, ""))
    return places


@cache
def _demonyms() -> Mapping[str, str]:
    return dict(load_tsv("gazetteer-demonyms.tsv"))  # type: ignore[arg-type]
