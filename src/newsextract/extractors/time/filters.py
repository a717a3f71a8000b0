"""What is no time expression though it looks like one: "flight 1344", "Chongqing Daily", "soon after".

A rule of the grammar names the refusals that apply to it under `unless`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from newsextract.language import load_toml
from newsextract.language.numbers import number_words

from .grammar import Match
from .tense import Tense, tense_at


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = load_toml("time-refusals.toml")
    return {name: frozenset(words) for name, words in lists.items()}


def refused(match: Match) -> bool:
    """Whether the words around a match show that it is no time expression."""
    return _heads_name(match) or any(_REFUSALS[name](match) for name in match.rule.unless)


def _before(match: Match) -> str:
    """The word before, as written; "" at the start of the sentence."""
    return match.words.texts[match.start - 1] if match.start > match.sentence[0] else ""


def _after(match: Match) -> str:
    """The word after, as written; "" at the end of the sentence."""
    return match.words.texts[match.end] if match.end < match.sentence[1] else ""


def _heads_name(match: Match) -> bool:
    """The first word of a name: "Sunday Times", "Daily Mail"."""
    following = _after(match)
    short = match.end - match.start <= 2 and match.words.texts[match.start][0].isupper()
    return short and following[:1].isupper() and following.lower() in _lists()["name_parts"]


def _in_name(match: Match) -> bool:
    """Capitals where the words would be written small: "USA Today", "Four Seasons", "Person of the Year"."""
    words = match.words.texts[match.start : match.end]
    capitals = [word for word in words if word[0].isupper()]
    if not capitals or _is_headline(match):
        return False
    if match.start == match.sentence[0]:
        return len(words) == 1 and "adverb" in match and _after(match)[:1].isupper()
    if capitals != words:
        return words[-1][0].isupper() and words[0].lower() in {"the", "this"} and len(words) == 2
    return _before(match)[0] not in "\"“'‘`([:"


def _is_headline(match: Match) -> bool:
    """Whether the sentence has no full stop and most longer words have a capital."""
    first, stop = match.sentence
    if match.words.texts[stop - 1] == ".":
        return False
    words = [word for word in match.words.texts[first:stop] if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _is_person(match: Match) -> bool:
    """Whether a month is a first name, "April Jones": a capital behind, and no preposition before."""
    if _before(match).lower() in _lists()["before_months"] or _is_headline(match):
        return False
    following = _after(match)
    return following[:1].isupper() and following[1:2].islower()


def _counts(match: Match) -> bool:
    """A number of four figures that counts something or is part of a name."""
    lists = _lists()
    before, after = _before(match).lower(), _after(match).lower()
    counted = _is_plural(_after(match)) and after not in lists["of_years"]
    if match.end - match.start > 1:
        return "about" in match and counted
    if after in lists["of_years"]:
        return False
    if before in lists["counting"] or after in lists["counted"] or after[:1] in {"°", "%"}:
        return True
    certain = before in lists["year_prepositions"]
    if counted:
        return before not in lists["before_years"]
    return not certain and not 1900 <= int(match.words.texts[match.start]) <= 2050


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.islower() and word[-1] == "s" and word[-2] != "s"


def _is_conjunction(match: Match) -> bool:
    """Whether the word joins clauses ("soon after", "now that"), or "soon" stands in a tale of the past."""
    lists = _lists()
    if _before(match).lower() in lists["no_reference_before"]:
        return True
    if _after(match).lower() in lists["no_reference_after"]:
        return True
    if match.words.texts[match.end - 1].lower() not in {"soon", "shortly"}:
        return False
    return tense_at(match.words, match.start, match.end, match.sentence) is Tense.PAST


def _is_newspaper(match: Match) -> bool:
    """Whether it is a newspaper: "the daily Liberté", "a daily newspaper"."""
    if match.words.texts[match.start].lower() not in {"daily", "weekly", "monthly"}:
        return False
    following = _after(match)
    named = following[:1].isupper() or following.lower() in _lists()["name_parts"]
    return named or _before(match).lower() == "the"


def _is_speed(match: Match) -> bool:
    """Whether it is part of a speed: "miles per hour"."""
    return _before(match).lower() in _lists()["speed"]


def _is_no_rate(match: Match) -> bool:
    """Whether no amount stands before, as in the rates "150,000 yuan a day", "twice a year"."""
    first = max(match.sentence[0], match.start - 4)
    before = [word.lower() for word in match.words.texts[first : match.start]]
    if not before or not before[-1][0].isalnum() or before[-1] in _lists()["before_durations"]:
        return True
    if _after(match).lower() in _lists()["behind_durations"]:
        return True
    amounts = number_words() | _lists()["frequencies"]
    return not any(word[0].isdigit() or word[-1].isdigit() or word in amounts for word in before)


def _is_fraction(match: Match) -> bool:
    """Whether a part is meant, not three months: "nearly a quarter of", "three quarters of"."""
    if [word.lower() for word in match.part("unit")] not in (["quarter"], ["quarters"]):
        return False
    return "n" not in match or [word.lower() for word in match.part("n")] in (["one"], ["two"], ["three"])


_REFUSALS: dict[str, Callable[[Match], bool]] = {
    "name": _in_name,
    "person": _is_person,
    "no_rate": _is_no_rate,
    "count": _counts,
    "conjunction": _is_conjunction,
    "newspaper": _is_newspaper,
    "speed": _is_speed,
    "fraction": _is_fraction,
}
