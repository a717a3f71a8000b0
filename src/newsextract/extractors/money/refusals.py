"""What looks like a sum of money and is none."""

from __future__ import annotations

import functools
from typing import Any

from newsextract.language.resources import load_toml

from .drafts import Draft
from .lexemes import Lexemes


@functools.cache
def _pound_words() -> dict[str, frozenset[str]]:
    pounds: dict[str, Any] = load_toml("money_context.toml")["pounds"]
    return {name: frozenset(words) for name, words in pounds.items()}


@functools.cache
def _money_nouns() -> frozenset[str]:
    return frozenset(load_toml("money_context.toml")["vague"]["money_nouns"])


_RESOLUTIONS = ("144p", "240p", "360p", "480p", "576p", "720p", "1080p", "1440p", "2160p")


def is_money(lexemes: Lexemes, draft: Draft) -> bool:
    """Whether a draft is a sum of money, not a weight, a name, a screen resolution ..."""
    mark = draft.mark
    if mark is None:  # "millions in damages"
        return True
    form = lexemes.text[lexemes.starts[draft.first] : lexemes.ends[draft.stop - 1]]
    if mark.needs_scale and not draft.scaled:
        return False
    if mark.minor and form.endswith(("Cent", "Penny", "Mao")):  # the rapper, a first name
        return False
    if _is_name(lexemes, draft):
        return False
    if mark.form in ("pound", "pounds"):
        return not _is_weight(lexemes, draft)
    if mark.form == "p":
        return form not in _RESOLUTIONS
    if mark.form == "c":  # "the iPhone 5c"
        return len(form) > 2 or draft.low is None
    if mark.form == "mark" and lexemes.words[draft.first - 1 : draft.first] == ["the"]:
        return False  # "the 25,000 mark"
    if lexemes.shape[draft.first] == "a" and draft.stop - draft.first == 2:
        return _is_counted_one(lexemes, draft)
    if mark.form == "dollar" and draft.stop - draft.first == 2 and _is_year(lexemes.words[draft.first]):
        return False  # "2022 dollar bonds"
    if "N" in lexemes.shape[draft.first : draft.first + 1] and len(mark.candidates) > 1:
        return draft.scaled
    return True


def _is_name(lexemes: Lexemes, draft: Draft) -> bool:
    """Whether the currency's name is part of another name: "5 Rand Corporation analysts"."""
    last, following = draft.stop - 1, draft.stop
    if draft.scaled or lexemes.shape[last] not in "nN" or following >= len(lexemes.starts):
        return False
    starts = [
        lexemes.text[lexemes.starts[i]] for i in (last, following) if lexemes.starts[i] < len(lexemes.text)
    ]
    return len(starts) == 2 and all(map(str.isupper, starts))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _is_weight(lexemes: Lexemes, draft: Draft) -> bool:
    """Whether "pounds" weigh: "3 pounds of sugar", "a 300-pound man", "lost 20 pounds"."""
    if draft.low is None:
        return False
    words = _pound_words()
    after = lexemes.words[draft.stop : draft.stop + 2]
    if after and after[0] in words["after"]:
        return not (after[0] == "of" and after[1:] and after[1] in _money_nouns())
    if "s" in lexemes.shape[draft.first : draft.stop]:
        return False
    if "~" in lexemes.shape[draft.first : draft.stop] or (draft.mark and draft.mark.form == "pound"):
        return draft.low != 1
    if lexemes.words[draft.stop + 2 : draft.stop + 3] and lexemes.words[draft.stop + 2] in words["metric"]:
        return True  # "180 pounds (82 kg)"
    return any(w in words["before"] for w in lexemes.words[max(0, draft.first - 4) : draft.first])


def _is_counted_one(lexemes: Lexemes, draft: Draft) -> bool:
    """Whether "a dollar" is a sum: "a dollar of revenue", not "a dollar bond" or "a pound of flesh"."""
    following = lexemes.words[draft.stop : draft.stop + 1]
    if draft.mark is None or draft.mark.form.startswith(("pound", "mark", "crown", "euro")):
        return False
    return (
        not following
        or following[0] in ("of", "in", "a", "an", "per", "for", "each")
        or not (following[0][0].isalnum() or following[0] == "/")
    )
