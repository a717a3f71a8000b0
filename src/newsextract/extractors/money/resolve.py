"""Tells which currency a mark means in this article, where it may mean several.

An article that says "$" means US dollars unless it is clearly about a country with another dollar;
"cents" belong to the currency of the amounts around; "rupees" are those of the country that is named.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Sequence

from newsextract.language.resources import load_toml

from .currencies import UNOFFICIAL, Mark
from .drafts import Draft
from .lexemes import Lexemes
from .places import currencies_of_places

_HEAD = 400  # characters at the beginning of an article that say what it is about


@functools.cache
def _strict() -> frozenset[str]:
    return frozenset(load_toml("money.toml")["rules"]["strict"])


@functools.cache
def _never_local() -> frozenset[str]:
    return frozenset(load_toml("money.toml")["rules"]["never_local"])


def resolve(lexemes: Lexemes, drafts: list[Draft]) -> None:
    """Set ``currency`` and ``candidates`` of each amount, and say in ``rule`` why."""
    marked = [draft for draft in drafts if draft.mark]
    article: _Article | None = None
    recent: list[str] = []  # currencies of the amounts before, the nearest first
    for draft in marked:
        mark = draft.mark
        assert mark is not None
        if len(mark.candidates) == 1:
            draft.currency = mark.default
            draft.candidates = mark.candidates if mark.candidates[0] in UNOFFICIAL else ()
        else:
            article = article or _Article(lexemes, marked)
            code, reason = _of_minor(draft, mark, recent, article) if mark.minor else article.meaning(mark)
            draft.currency = code
            draft.candidates = (code, *(c for c in mark.candidates if c != code)) if code else mark.candidates
            draft.rule += f"; {mark.form!r} is {code or 'not told'}: {reason}"
        if draft.currency and not mark.minor:
            recent = [draft.currency, *(code for code in recent if code != draft.currency)]


_Meaning = tuple[str | None, str]
"""A currency, or None, and the reason why."""


def _of_minor(draft: Draft, mark: Mark, recent: list[str], article: _Article) -> _Meaning:
    """Cents are those of the euro in "cents on the euro", else of the nearest amount before."""
    if draft.per == "euro" and "EUR" in mark.candidates:
        return "EUR", "counted on the euro"
    near = next((code for code in recent if code in mark.candidates), None)
    return (near, "the amount before it") if near else article.meaning(mark)


class _Article:
    """What an article says about the countries it is about.

    Attributes:
        named: How often each currency's places are named.
        early: Currencies whose places are named at the head of the article.
        marked: How often each currency is named beyond doubt.
        has_others: Whether the article speaks of another currency than the dollar.
        contrasts_us_dollar: Whether it gives "$5m" in US dollars, too, so that "$" is another one.
    """

    def __init__(self, lexemes: Lexemes, drafts: list[Draft]) -> None:
        marks = [draft.mark for draft in drafts if draft.mark]
        self.marked = Counter(m.candidates[0] for m in marks if len(m.candidates) == 1 and not m.minor)
        self.has_others = any(m.default not in (None, "USD") for m in marks)
        self.contrasts_us_dollar = any(
            _is_bare_dollar(a.mark) and b.mark and b.mark.candidates == ("USD",) and _opens(lexemes, a, b)
            for a, b in itertools.pairwise(drafts)
        )
        self._meanings: dict[str, _Meaning] = {}
        self.named: Counter[str] = Counter()
        self.early: set[str] = set()
        for at, code in currencies_of_places(lexemes.text):
            self.named[code] += 1
            if at < _HEAD:
                self.early.add(code)

    def meaning(self, mark: Mark) -> _Meaning:
        """What an ambiguous mark means throughout the article."""
        if mark.form not in self._meanings:
            self._meanings[mark.form] = self._read(mark)
        return self._meanings[mark.form]

    def _read(self, mark: Mark) -> _Meaning:
        if _is_bare_dollar(mark) and self.contrasts_us_dollar:
            return self.most_named(mark.candidates[1:]), "not the US dollar that stands beside it"
        if mark.default in _strict():
            local = self.clear_country(mark)
            return (
                (local, "the country the article is about") if local else (mark.default, "the usual meaning")
            )
        marked = next((code for code, _ in self.marked.most_common() if code in mark.candidates), None)
        if marked:
            return marked, "the article's other amounts"
        named = self.most_named(mark.candidates)
        return (named, "the country the article is about") if named else (mark.default, "the usual meaning")

    def most_named(self, candidates: Sequence[str]) -> str | None:
        """The candidate whose places are named most, if one is."""
        best, *others = sorted(candidates, key=lambda code: -self.named[code])
        return best if self.named[best] > max((self.named[c] for c in others), default=0) else None

    def clear_country(self, mark: Mark) -> str | None:
        """The currency of the one country the article is about, for a mark that is seldom a local one.

        An article that names several currencies writes for readers abroad, so its "$" is the US dollar.
        """
        best = self.most_named([code for code in mark.candidates if code not in _never_local()])
        is_clear = (
            best in self.early
            and self.named[best] >= 2
            and 2 * self.named[best] > self.named.total()
            and not self.named[mark.default or ""]
            and not (mark.default == "USD" and self.has_others)
        )
        return best if is_clear else None


def _is_bare_dollar(mark: Mark | None) -> bool:
    return mark is not None and mark.default == "USD" and len(mark.candidates) > 1 and not mark.minor


def _opens(lexemes: Lexemes, first: Draft, second: Draft) -> bool:
    return lexemes.shape[first.stop : second.first] == "("
