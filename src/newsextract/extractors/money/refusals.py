"""What looks like a sum of money and is none."""

from __future__ import annotations

import functools

from newsextract.language.resources import load_toml

from .currencies import Mark
from .drafts import Draft
from .figures import decimals
from .lexemes import Lexemes

_RESOLUTIONS = ("144p", "240p", "360p", "480p", "576p", "720p", "1080p", "1440p", "2160p")


def is_money(lexemes: Lexemes, draft: Draft) -> bool:
    """Whether a draft is a sum of money; "millions in damages" has no mark that could deceive."""
    mark = draft.mark
    return mark is None or not any(refuse(lexemes, draft, mark) for refuse in _REFUSALS)


def _is_plain_word(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "they won 5 games", "ALL 5 teams", "the dollar 10 years ago"."""
    leads = lexemes.shape[draft.first] == "N" and len(mark.candidates) > 1
    is_rate = draft.low is not None and not mark.minor and decimals(draft.low) > 2  # "closed at 1.4772 marks"
    return (mark.needs_scale or leads) and not (draft.scaled or is_rate)


def _is_name(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "5 Rand Corporation analysts", "Million Dollar Baby", and the rapper 50 Cent."""
    last = lexemes.form(draft.stop - 1, draft.stop)
    if lexemes.shape[draft.first] == "s" and "~" not in lexemes.shape[draft.first : draft.stop]:
        return lexemes.form(draft.first, draft.stop).istitle()
    if mark.minor:
        return last in ("Cent", "Penny", "Mao")
    if draft.scaled or lexemes.shape[draft.stop - 1] not in "nN" or draft.stop == len(lexemes.words):
        return False
    return last[:1].isupper() and lexemes.form(draft.stop, draft.stop + 1)[:1].isupper()


def _is_weight(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "3 pounds of sugar", "a 300-pound man", "lost 20 pounds", "180 pounds (82 kg)"."""
    if mark.form not in ("pound", "pounds"):
        return False
    words, following = _words("pounds"), lexemes.word(draft.stop)
    if following in words["after"]:
        return following != "of" or lexemes.word(draft.stop + 1) not in _words("vague")["money_nouns"]
    if following == "per":
        return lexemes.word(draft.stop + 1) in words["per"]
    shape = lexemes.shape[draft.first : draft.stop]
    if draft.low is None or draft.low == 1 or "s" in shape:
        return False
    return (
        mark.form == "pound"
        or "~" in shape
        or lexemes.word(draft.stop + 2) in words["metric"]
        or any(word in words["before"] for word in lexemes.before(draft.first, 4))
    )


def _is_version(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "a 1080p video", "the iPhone 5c", "2022 dollar bonds"."""
    form = lexemes.form(draft.first, draft.stop)
    if mark.form == "dollar":
        year, _, rest = form.partition(" ")
        return rest == "dollar" and len(year) == 4 and year.isdigit() and year[:2] in ("19", "20")
    return form in _RESOLUTIONS or (mark.form == "c" and len(form) == 2)


def _is_threshold(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "passed the 25,000 mark"."""
    return mark.form == "mark" and lexemes.word(draft.first - 1) == "the"


def _is_kind(lexemes: Lexemes, draft: Draft, mark: Mark) -> bool:
    """Refuse "a dollar bond", "a pound of flesh", "several euro zone states"; not "a dollar of revenue"."""
    shape, following = lexemes.shape[draft.first : draft.stop].rstrip("_"), lexemes.word(draft.stop)
    if shape in ("vn", "vN", "avn", "avN"):
        return not mark.form.endswith("s")
    if mark.form.startswith("euro") and following in ("zone", "area"):
        return True
    if shape not in ("an", "aN", "ai"):
        return False
    if mark.form.startswith(("pound", "mark", "crown", "euro")):
        return True
    is_noun = following[0].isalnum() and following not in ("of", "in", "a", "an", "per", "for", "each")
    return is_noun or following == "/"


_REFUSALS = (_is_plain_word, _is_name, _is_weight, _is_version, _is_threshold, _is_kind)


@functools.cache
def _words(table: str) -> dict[str, frozenset[str]]:
    words: dict[str, list[str]] = load_toml("money_context.toml")[table]
    return {name: frozenset(entries) for name, entries in words.items()}
