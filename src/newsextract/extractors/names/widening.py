"""What belongs to a name though a source has left it out: "Inc.", "district", "family", a forename."""

from __future__ import annotations

from newsextract.language import Tokens

from .lexicon import Lexicon
from .name import Name


def widened(tokens: Tokens, name: Name, floor: int, lex: Lexicon) -> tuple[int, int]:
    """The token range of a name with what belongs to it.

    Args:
        tokens: The article.
        name: The name, trimmed.
        floor: The first token it may take.
        lex: Known words.
    """
    if name.type == "PERSON":
        return _with_forenames(tokens, name.start, floor, lex), _with_family_name(tokens, name.end, lex)
    if name.type == "GPE":
        return name.start, name.end + (name.end < len(tokens) and tokens.words[name.end] in lex.designators)
    if name.type == "ORGANIZATION":
        return name.start, _with_legal_form(tokens, name.end, lex)
    if name.type == "LAW":
        return name.start, _with_number(tokens, name.end)
    if name.type == "EVENT" and name.start > floor and _is_year(tokens.words[name.start - 1]):
        return name.start - 1, name.end
    return name.start, name.end


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _with_number(tokens: Tokens, end: int) -> int:
    """Where a law ends: behind "No. 3846", or ", 1972"."""
    words = tokens.words[end : end + 2]
    numbered = len(words) == 2 and words[1].isdigit()
    return (
        end + 2
        if numbered and (words[0] in ("No.", "No") or (words[0] == "," and _is_year(words[1])))
        else end
    )


def _with_forenames(tokens: Tokens, start: int, floor: int, lex: Lexicon) -> int:
    while start > floor and tokens.words[start - 1] in lex.forenames:
        start -= 1
    return start


def _with_family_name(tokens: Tokens, end: int, lex: Lexicon) -> int:
    """Where a person's name ends: behind "van der Vijver", or "family"."""
    k = end
    while k < len(tokens) and tokens.lowers[k] in lex.particles and tokens.words[k].islower():
        k += 1
    if k < len(tokens) and tokens.lowers[k - 1] in lex.particles and tokens.words[k][0].isupper():
        return k + 1
    return end + (end < len(tokens) and tokens.words[end] == "family")


def _with_legal_form(tokens: Tokens, end: int, lex: Lexicon) -> int:
    while end < len(tokens) and tokens.lowers[end] in lex.suffixes and tokens.words[end][0].isupper():
        end += 1
    return end
