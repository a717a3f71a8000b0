"""Tells which currency a mark means in this article, where it may mean several.

An article that says "$" means US dollars unless it is clearly about a country with another dollar;
"cents" belong to the currency of the amounts around; "rupees" are those of the country that is named.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from newsextract.language.resources import load_toml, load_tsv

from .currencies import UNOFFICIAL, Mark
from .drafts import Draft
from .lexemes import Lexemes

_NAME = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,3})")
_HEAD = 400  # characters at the beginning of an article that say what it is about


@functools.cache
def _strict() -> frozenset[str]:
    return frozenset(load_toml("money.toml")["rules"]["strict"])


@functools.cache
def _places() -> dict[str, str]:
    """Names of countries, cities and nationalities, and their currency."""
    places = {
        place: code for code, _, _, names in load_tsv("currencies.tsv") for place in names.split("|") if place
    }
    own: dict[str, list[str]] = load_toml("money_places.toml")
    return places | {place: code for code, names in own.items() for place in names}


def resolve(lexemes: Lexemes, drafts: list[Draft]) -> None:
    """Set ``currency`` and ``candidates`` of each amount, and say in ``rule`` why."""
    drafts = [draft for draft in drafts if draft.mark]
    for draft in drafts:
        assert draft.mark is not None
        if len(draft.mark.candidates) == 1:
            draft.currency = draft.mark.default
            draft.candidates = draft.mark.candidates if draft.currency in (None, *UNOFFICIAL) else ()
    if any(not d.currency and not d.candidates for d in drafts):
        evidence = _Evidence(lexemes.text, drafts)
        for draft in drafts:
            if not draft.currency and not draft.candidates:
                _choose(draft, drafts, evidence)


class _Evidence:
    """What an article says about the countries it is about.

    Attributes:
        named: How often each currency's places are named.
        early: Currencies whose places are named at the head of the article.
        marked: How often each currency is named beyond doubt.
        has_others: Whether the article speaks of another currency than the dollar.
    """

    def __init__(self, text: str, drafts: list[Draft]) -> None:
        self.named: Counter[str] = Counter()
        self.early: set[str] = set()
        self.marked = Counter(d.currency for d in drafts if d.currency and d.mark and not d.mark.minor)
        self.has_others = any(d.mark and d.mark.default not in (None, "USD") for d in drafts)
        for match in _NAME.finditer(text):
            for code in _currencies_of(match[0]):
                self.named[code] += 1
                if match.start() < _HEAD:
                    self.early.add(code)

    def of_clear_country(self, mark: Mark) -> tuple[str, str] | None:
        """The currency of the one country the article is about, for a mark that is seldom a local one.

        An article that names several currencies writes for readers abroad, so its "$" is the US dollar.
        """
        best = max(mark.candidates, key=lambda code: self.named[code])
        is_clear = (
            self.named[best] >= 2
            and best in self.early
            and 2 * self.named[best] > self.named.total()
            and not self.named[mark.default or ""]
            and not (mark.default == "USD" and self.has_others)
        )
        return (best, "the country the article is about") if is_clear else None


def _currencies_of(name: str) -> Iterable[str]:
    """The currencies of the places in a run of capitalised words; longer names go first."""
    places, words = _places(), name.split(" ")
    i = 0
    while i < len(words):
        for count in range(len(words) - i, 0, -1):
            code = places.get(" ".join(words[i : i + count]))
            if code:
                yield code
                break
        i += count


def _choose(draft: Draft, drafts: list[Draft], evidence: _Evidence) -> None:
    mark = draft.mark
    assert mark is not None
    currency, reason = (_of_minor if mark.minor else _of_main)(draft, mark, drafts, evidence)
    draft.currency = currency
    others = [c for c in mark.candidates if c != currency]
    draft.candidates = (currency, *others) if currency else tuple(others)
    draft.rule += f"; {mark.form!r} is {currency or 'not told'}: {reason}"


def _of_main(draft: Draft, mark: Mark, drafts: list[Draft], evidence: _Evidence) -> tuple[str | None, str]:
    if mark.default in _strict():
        return evidence.of_clear_country(mark) or (mark.default, "the usual meaning")
    marked = [c for c, _ in evidence.marked.most_common() if c in mark.candidates]
    if marked:
        return marked[0], "the article's other amounts"
    best, *others = sorted(mark.candidates, key=lambda c: -evidence.named[c])
    if evidence.named[best] > max((evidence.named[c] for c in others), default=0) and best != mark.default:
        return best, "the country the article is about"
    return mark.default, "the usual meaning"


def _of_minor(draft: Draft, mark: Mark, drafts: list[Draft], evidence: _Evidence) -> tuple[str | None, str]:
    """Cents belong to the euro in "cents on the euro", else to the nearest amount before, else after."""
    if draft.per == "euro" and "EUR" in mark.candidates:
        return "EUR", "counted on the euro"
    at = next(i for i, d in enumerate(drafts) if d is draft)
    for other in [*reversed(drafts[:at]), *drafts[at + 1 :]]:
        if other.currency in mark.candidates:
            return other.currency, "the amount nearest to it"
    return _of_main(draft, mark, drafts, evidence)
