"""Build src/newsextract/data/en/currencies.tsv from Unicode CLDR, through Babel.

Usage: python tools/build_currencies.py [OUTPUT]

One row a currency that has been legal tender somewhere since 1950: its ISO 4217 code, whether it still
is, its English names in lower case (singular and plural), and the English names of the countries that
use it. Names that CLDR tells apart by years in brackets ("Zimbabwean dollar (1980–2008)")
are left out: a text that says "Zimbabwean dollars" means the one without brackets, or cannot be told.
"""

from __future__ import annotations

import sys
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global

OUTPUT = Path(__file__).parent.parent / "src/newsextract/data/en/currencies.tsv"
SINCE = 1950
LOCALE = Locale("en")

HEADER = f"""\
# Currencies: code, era, names, countries ("|" between several). Source: Unicode CLDR (locale en),
# Unicode License v3, through Babel {babel.__version__}. Built by tools/build_currencies.py; do not edit.
"""


def main() -> None:
    """Write the table."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    rows = ["\t".join(row) for row in currency_rows()]
    output.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} currencies -> {output}")


def currency_rows() -> list[tuple[str, str, str, str]]:
    """The table's rows, sorted by code."""
    countries, historic = tender()
    rows = []
    for code in sorted(countries.keys() | historic):
        names = names_of(code)
        if names:
            era = "current" if code in countries else "historic"
            places = "|".join(sorted(countries.get(code, ())))
            rows.append((code, era, "|".join(names), places))
    return rows


def tender() -> tuple[dict[str, set[str]], set[str]]:
    """Countries by currency that is legal tender there now, and currencies that were since `SINCE`."""
    countries: dict[str, set[str]] = {}
    historic: set[str] = set()
    for territory, entries in get_global("territory_currencies").items():
        for code, _, until, is_tender in entries:
            if is_tender and until is None and territory in LOCALE.territories:
                countries.setdefault(code, set()).add(country_name(territory))
            elif is_tender and until is not None and until[0] >= SINCE:
                historic.add(code)
    return countries, historic


def country_name(territory: str) -> str:
    """The English name, as news writes it: without "SAR China" or a former name in brackets."""
    name: str = LOCALE.territories[territory]
    return name.removesuffix(" SAR China").partition(" (")[0]


def names_of(code: str) -> list[str]:
    """Names of one and of several, in lower case, without doubles; empty if only years tell them apart."""
    display: str = LOCALE.currencies.get(code, "")
    if not display or "(" in display:
        return []
    forms = [display, *(LOCALE._data["currency_names_plural"].get(code) or {}).values()]
    return list(dict.fromkeys(form.lower() for form in forms))


if __name__ == "__main__":
    main()
