"""What is no time expression though it looks like one: "flight 1344", "Chongqing Daily", "soon after"."""

from __future__ import annotations

import functools
from collections.abc import Callable

from newsextract.language import load_toml

from .grammar import Match
from .tense import Tense, tense_at


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = load_toml("time-refusals.toml")
    return {name: frozenset(words) for name, words in lists.items()}


def refused(match: Match) -> bool:
    """Whether the words around a match show that it is no time expression."""
    return _in_name(match) or any(test(match) for test in _TESTS.get(match.rule.name, ()))


def _beside(match: Match) -> tuple[str, str]:
    """The word before and the word after, in small letters; "" at the ends of the sentence."""
    texts, (first, stop) = match.words.texts, match.sentence
    before = texts[match.start - 1].lower() if match.start > first else ""
    after = texts[match.end].lower() if match.end < stop else ""
    return before, after


def _in_name(match: Match) -> bool:
    """Part of a capitalised name: "Sunday Times", "USA Today", "Four Seasons"."""
    texts, (first, stop) = match.words.texts, match.sentence
    word = texts[match.start]
    if not word[0].isupper() or match.end - match.start > 2:
        return False
    following = texts[match.end] if match.end < stop else ""
    proper = match.rule.name in _CAPITALISED
    if following[:1].isupper() and following.lower() in _lists()["name_parts"]:
        return True
    if proper or match.end - match.start == 2 and texts[match.start + 1][0].islower():
        return False
    if match.start == first:
        return following[:1].isupper() and match.rule.name == "adverb-set" and not _title_case(match)
    previous = texts[match.start - 1]
    return previous[0] not in "\"“'‘([" and not _title_case(match)


def _title_case(match: Match) -> bool:
    """Whether the sentence is a headline in which every word has a capital."""
    first, stop = match.sentence
    words = [word for word in match.words.texts[first:stop] if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words) if stop - first > 2 else True


def _no_year(match: Match) -> bool:
    """A number of four figures that counts something or is a name."""
    lists = _lists()
    before, after = _beside(match)
    if match.end - match.start > 1:
        return "about" in match and _is_plural(after)
    if before in lists["counting"] or after in lists["counted"] or after[:1] in "°%":
        return bool(after) or before in lists["counting"]
    year = int(match.words.texts[match.start])
    certain = before in lists["year_prepositions"]
    if _is_plural(after) and not certain:
        return True
    return not certain and not 1900 <= year <= 2050


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith("ss") and word != "was"


def _no_reference(match: Match) -> bool:
    lists = _lists()
    before, after = _beside(match)
    if before in lists["no_reference_before"] or after in lists["no_reference_after"]:
        return True
    if match.words.texts[match.end - 1].lower() not in {"soon", "shortly"}:
        return False
    return tense_at(match.words.texts, match.start, match.end, match.sentence) is Tense.PAST


def _no_set(match: Match) -> bool:
    before, _ = _beside(match)
    following = match.words.texts[match.end] if match.end < match.sentence[1] else ""
    if match.words.texts[match.start].lower() not in {"daily", "weekly", "monthly"}:
        return False
    return following[:1].isupper() or following.lower() in _lists()["name_parts"] or before in {"the"}


def _speed(match: Match) -> bool:
    return _beside(match)[0] in _lists()["speed"]


def _fraction(match: Match) -> bool:
    """ "Nearly a quarter of": a part, not three months."""
    return match.part("unit")[:1] in (["quarter"], ["quarters"]) and "n" not in match


def _fractions(match: Match) -> bool:
    """ "Three quarters of"."""
    number = [word.lower() for word in match.part("n")]
    return match.part("unit")[:1] in (["quarter"], ["quarters"]) and number in (["three"], ["one"], ["two"])


_CAPITALISED = frozenset(
    (
        "month-day", "day-month", "month-year", "year-month-day", "month-range", "relative-month", "month", "month-word",
        "month-word-edge", "weekday", "day-part", "weekdays", "every-day", "quarter", "half-code", "clock", "military",
        "hour-zone", "fiscal-code", "stopwatch", "iso-date", "figure-date", "year", "year-range", "short-year", "decade",
        "holiday",
    )
)  # fmt: skip

_Test = Callable[[Match], bool]
_TESTS: dict[str, tuple[_Test, ...]] = {
    "year": (_no_year,),
    "reference": (_no_reference,),
    "adverb-set": (_no_set,),
    "per": (_speed,),
    "duration": (_fractions,),
    "a-unit": (_fraction,),
    "for-a-unit": (_fraction,),
}
