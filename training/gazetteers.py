"""Word lists for the tagger: one 16-bit mask a lower-cased word.

Sources (all in ../shared/corpora/gazetteers): names by country (CC0), names of the 2013 top lists
(FiveThirtyEight, CC BY 4.0), world cities (GeoNames, CC BY 4.0), country codes (PDDL), S&P 500 and Nasdaq
companies (PDDL).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import numpy as np

from newsextract.language.tagger.features import BIT, key, normalise

CORPORATE = re.compile(
    r"[,.]? (?:inc|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|n\.?v|s\.?a|ag|se|group|"
    r"holdings?|trust|"
    r"class [a-c]|common stock|ordinary shares?|american depositary.*|the)\b\.?.*$",
    re.IGNORECASE,
)


def word_list(name: str) -> list[str]:
    """One list of lists.toml."""
    with Path(__file__).with_name("lists.toml").open("rb") as file:
        words: str = tomllib.load(file)[name]
    return words.split()


def build(root: Path) -> tuple[np.ndarray, np.ndarray]:
    """Sorted keys and their masks."""
    masks: dict[str, int] = defaultdict(int)

    def add(name: str, kind: str, first: str, rest: str) -> None:
        words = [w for w in re.split(r"[\s\-]+", normalise(name).lower().strip()) if w]
        if len(words) == 1 and len(words[0]) > 1:
            masks[words[0]] |= BIT[kind]
        for i, word in enumerate(words[:4] if len(words) > 1 else []):
            if len(word) > 2 and word.isalpha() and word not in {"the", "and", "of", "for"}:
                masks[word] |= BIT[first if i == 0 else rest]

    for name, bit in (("forenames", "forename"), ("surnames", "surname")):
        for row in _rows(root, f"popular-names-by-country-dataset__common-{name}-by-country.csv"):
            for word in {row["Romanized Name"], row["Localized Name"]}:
                if word and len(word) > 1 and " " not in word:
                    masks[normalise(word).lower()] |= BIT[bit]
    for name, bit in (("firstNames", "forename"), ("surnames", "surname")):
        for row in _rows(root, f"data__new-top-{name}.csv"):
            masks[row["name"].lower()] |= BIT[bit]
    for row in _rows(root, "world-cities__world-cities.csv"):
        add(row["name"], "city", "city_first", "city_rest")
        add(row["subcountry"], "region", "region_part", "region_part")
    for row in _rows(root, "country-codes__country-codes.csv"):
        for column in ("UNTERM English Short", "CLDR display name", "official_name_en"):
            add(re.sub(r"\(.*?\)", "", row.get(column) or ""), "country", "country_first", "country_rest")
        if row.get("Capital"):
            add(row["Capital"], "city", "city_first", "city_rest")
    companies = [r["Security"] for r in _rows(root, "s-and-p-500-companies__constituents.csv")]
    companies += [
        r["Security Name"].split(" - ")[0]
        for r in _rows(root, "nasdaq-listings__nasdaq-listed.csv")
        if not re.search(r"\b(ETF|Fund|Acquisition|Trust|ETN|Index)\b", r["Security Name"])
    ]
    for name in companies:
        add(CORPORATE.sub("", name), "company", "company_first", "company_rest")
    for words, bit in (("titles", "title"), ("designators", "designator"), ("agencies", "agency")):
        for word in word_list(words):
            masks[word] |= BIT[bit]
    items = sorted((key(word), mask) for word, mask in masks.items())
    return np.array([k for k, _ in items], dtype=np.uint64), np.array([m for _, m in items], dtype=np.uint16)


def place_types(root: Path) -> dict[str, str]:
    """Lower-cased names of states, regions and cities (GPE) and continents (LOCATION)."""
    places: dict[str, str] = {}
    for row in _rows(root, "world-cities__world-cities.csv"):
        for name in (row["name"], row["subcountry"], row["country"]):
            places[normalise(name).lower()] = "GPE"
    for row in _rows(root, "country-codes__country-codes.csv"):
        for column in ("UNTERM English Short", "CLDR display name", "official_name_en", "Capital"):
            places[normalise(row.get(column) or "").lower()] = "GPE"
    for name in [
        "u.s.",
        "us",
        "usa",
        "u.s.a.",
        "uk",
        "u.k.",
        "uae",
        "america",
        "england",
        "scotland",
        "wales",
        "northern",
        "ireland",
        "britain",
    ]:
        places[name] = "GPE"
    for name in (
        "europe",
        "asia",
        "africa",
        "south america",
        "north america",
        "latin america",
        "antarctica",
        "oceania",
    ):
        places[name] = "LOCATION"
    places.pop("", None)
    return places


def _rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
