"""Where names could be: runs of capitalised words, with the small words that hold names together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsextract.language import Tokens

from .lexicon import Lexicon, lexicon

_OPENING = frozenset("\"'“‘«([:•-–—*>|/")
_DASHES = frozenset("-–‑")
_CURRENCY_SIGNS = frozenset("$£€¥")
_MAX_RUN = 14
"""Longer runs of capitals are headings, not names."""


def is_capital(word: str) -> bool:
    """Whether a word is written as names are: "Bank", "UN", "iPhone", "3M"."""
    if word[0].isupper():
        return word[-1] not in _CURRENCY_SIGNS
    return not word.islower() and len(word) > 2 and word.isalnum() and any(c.isupper() for c in word[1:3])


def starts_sentence(tokens: Tokens, i: int, first: int) -> bool:
    """Whether the capital of token `i` may be there only because a sentence, or a quotation, begins."""
    return i == first or tokens.words[i - 1] in _OPENING


def is_title_case(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether the long words of a sentence are capitalised as in headlines, so that capitals tell nothing."""
    if tokens.words[stop - 1] == ".":
        return False
    words = [w for w in tokens.words[first:stop] if w[0].isalpha() and len(w) > 3]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= 4 and capitals >= 0.8 * len(words)


def runs(tokens: Tokens, first: int, stop: int, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words in a sentence, as half-open token ranges."""
    words = tokens.words
    end = first
    # Most words have small letters only; looking at that first spares a call a word.
    for start in [i for i in range(first, stop) if not words[i].islower() and _may_be_name(words[i])]:
        if start >= end:
            end = _run_end(tokens, start, stop, lex)
            yield start, end


def _run_end(tokens: Tokens, start: int, stop: int, lex: Lexicon) -> int:
    end = start + 1
    while end < stop and end - start < _MAX_RUN:
        following = _continuation(tokens, start, end, stop, lex)
        if following == end:
            break
        end = following
    return end


def _continuation(tokens: Tokens, start: int, end: int, stop: int, lex: Lexicon) -> int:
    """Where the run ends that goes on at `end`, or `end` if it does not go on."""
    words, lowers = tokens.words, tokens.lowers
    if words[end] in _DASHES:
        glued = tokens.glued(end) and end + 1 < stop and tokens.glued(end + 1)
        return end + 2 if glued and _may_be_name(words[end + 1]) else end
    if _may_be_name(words[end]):
        return end + 1
    if words[end].isdigit() and len(words[end]) < 4:
        return end + 1
    if lowers[end] not in lex.connectors and lowers[end] not in lex.particles:
        return end
    after = end + 1
    while after < stop and (lowers[after] in ("the", "la") or words[after] in _DASHES):
        after += 1
    if after >= stop or after - end > 3 or not _may_be_name(words[after]):
        return end
    return after + 1 if _holds_together(tokens, start, end, after, lex) else end


def _holds_together(tokens: Tokens, start: int, end: int, after: int, lex: Lexicon) -> bool:
    """Whether the small word at `end` stands inside a name."""
    word, before = tokens.lowers[end], tokens.lowers[end - 1]
    if word == "&" or (word in lex.particles and word not in lex.connectors):
        return True
    if word == "of":
        return before in lex.openers or lex.heads.get(before) == "ORGANIZATION"
    opened = any(tokens.lowers[k] in ("of", "for") for k in range(start, end))
    if word == "for":
        return before in lex.openers or lex.heads.get(before.removesuffix("s")) == "ORGANIZATION"
    if word == "and" and before not in lex.openers and after == end + 1:
        ordinary = (before in lex.common or before.endswith(("ing", "ies"))) and tokens.lowers[
            after
        ] in lex.common
        return ordinary and (opened or _heads_agency(tokens, after, lex))
    return False


def _heads_agency(tokens: Tokens, i: int, lex: Lexicon) -> bool:
    """Whether the capitals from token `i` on end in the head word of an organisation."""
    last = i
    while last + 1 < len(tokens) and last < i + 5 and is_capital(tokens.words[last + 1]):
        last += 1
    return lex.heads.get(tokens.lowers[last]) == "ORGANIZATION"


@lru_cache(maxsize=1 << 14)
def _may_be_name(word: str) -> bool:
    return is_capital(word) and word.lower() not in lexicon().never
