"""Types that the words in and before a name tell beyond doubt: laws, storms, works of art."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.language import Tokens

from .lexicon import Lexicon
from .name import Name

_SURE = 0.9
_TOLD = 2.0
"""What the words around a name weigh, in mentions that a source is sure of."""
_IN = frozenset(["in", "near", "outside"])
"""Before a name that begins with no forename, they tell a place rather than a person."""
_PROPER = frozenset(["PERSON", "GPE", "NORP", "LOCATION"])
"""Types that a head word does not overrule: "Buffalo Bill"."""
_MARKS = frozenset("\"'“‘")


def with_telling_words(tokens: Tokens, names: Iterable[Name], lex: Lexicon) -> Iterator[Name]:
    """The names, with the type that their own words or the word before them tells."""
    for name in names:
        kind = _by_words(tokens, name, lex) or _by_word_before(tokens, name, lex)
        yield name._replace(type=kind, score=_SURE, rule="telling-word") if kind else name


def surroundings(tokens: Tokens, names: Iterable[Name], lex: Lexicon) -> Iterator[Name]:
    """What the words around names say of their types, to be weighed with what else is known of them."""
    for name in names:
        kind = _by_surroundings(tokens, name, lex)
        if kind and name.rule != "telling-word":
            yield name._replace(type=kind, score=_TOLD, rule="surroundings")


def _by_surroundings(tokens: Tokens, name: Name, lex: Lexicon) -> str:
    before = tokens.lowers[max(0, name.start - 2) : name.start]
    word = tokens.words[name.start]
    if before[-1:] == ["of"] and len(before) == 2:
        return "ORGANIZATION" if before[0] in lex.heading else "GPE" if before[0] in lex.towns else ""
    if before and before[-1] in lex.companies and tokens.words[name.start - 1].islower():
        return "ORGANIZATION"
    if name.type != "PERSON":
        return ""
    if before and before[-1] in _IN and word not in lex.forenames:
        return "GPE"
    single = name.end == name.start + 1
    return "ORGANIZATION" if single and word.isupper() and len(word) > 2 and word.isalpha() else ""


def _by_words(tokens: Tokens, name: Name, lex: Lexicon) -> str:
    """LAW for "Clean Air Act", "Act No. 3846" and "Chapter 11"; EVENT for "Hurricane Humberto"."""
    words = tokens.lowers[name.start : name.end]
    if len(words) < 2:
        return ""
    if words[0] in lex.storms:
        return "EVENT"
    if name.type in _PROPER:
        return ""
    if words[0] in lex.sections and words[-1].isdigit():
        return "LAW"
    while len(words) > 1 and not words[-1].isalpha():
        words.pop()
    return "LAW" if words[-1] in lex.laws else ""


def _by_word_before(tokens: Tokens, name: Name, lex: Lexicon) -> str:
    """WORK_OF_ART behind "the film" or "a song called"; a person or a place only in quotation marks."""
    k = name.start - 1
    quoted = k > 0 and tokens.words[k] in _MARKS
    k -= quoted
    k -= k > 0 and tokens.lowers[k] in lex.calling
    k -= 2 * (k > 1 and tokens.lowers[k - 1 : k + 1] == ["such", "as"])
    if k < 0 or not (quoted or name.type not in _PROPER):
        return ""
    broadcast = k > 0 and tokens.lowers[k - 1] in lex.broadcast
    cues = lex.works | lex.shows if quoted or broadcast else lex.works
    return "WORK_OF_ART" if tokens.lowers[k] in cues else ""
