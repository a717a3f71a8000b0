"""Where a name begins and ends: no titles, no leading "the", no possessive, one name for each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.language import Tokens

from .lexicon import Lexicon
from .name import Name
from .widening import widened

_ARTICLES = frozenset(["the", "a", "an"])
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_JOINING = frozenset(["and", "&", ","])


def cleaned(tokens: Tokens, names: Iterable[Name], lex: Lexicon) -> Iterator[Name]:
    """The names with exact boundaries; what is nothing but titles and marks is dropped."""
    taken = 0
    for name in names:
        if name.start < taken:
            continue
        for part in _without_titles(tokens, name, lex) if name.type == "PERSON" else (name,):
            start, end = _trimmed(tokens, part, lex)
            start -= _owns_article(tokens, part.type, start) and start > taken
            if start >= end or _is_no_name(tokens, start, end, lex):
                continue
            exact = part.over(start, end)
            start, taken = widened(tokens, exact, taken, lex)
            yield exact.over(start, taken)


def _trimmed(tokens: Tokens, name: Name, lex: Lexicon) -> tuple[int, int]:
    """Cut off marks, an article and a possessive, unless they belong to a name that is known so."""
    start, end = name.start, name.end
    while start < end and not _is_wordlike(tokens.words[start]):
        start += 1
    if end - start > 2 and tokens.lowers[start] in lex.prefixes and tokens.words[start + 1] == "-":
        start += 2
    while (
        end > start and not _is_wordlike(tokens.words[end - 1]) and tokens.words[end - 1] not in _POSSESSIVES
    ):
        end -= 1
    if end < len(tokens) and end > start and tokens.words[end] in _POSSESSIVES:
        end += _is_known(tokens, start, end + 1, lex)
    elif end - start > 1 and tokens.words[end - 1] in _POSSESSIVES:
        end -= not _is_known(tokens, start, end, lex)
    if end - start > 1 and tokens.lowers[start] in _ARTICLES and not _is_known(tokens, start, end, lex):
        start += 1
    return start, end


def _owns_article(tokens: Tokens, kind: str, start: int) -> bool:
    """Whether a capital "The" within a sentence belongs to the name: "said in The Guardian"."""
    if kind not in ("ORGANIZATION", "WORK_OF_ART") or start < 2 or tokens.words[start - 1] != "The":
        return False
    before = tokens.words[start - 2]
    return before == "," or before[0].islower()


def _is_no_name(tokens: Tokens, start: int, end: int, lex: Lexicon) -> bool:
    """Whether these are words that are never names ("IPO"), a ticker, or "Swiss" before "francs"."""
    of_currency = end < len(tokens) and tokens.lowers[end] in lex.currencies
    said = any(word not in lex.never and word[0].isalpha() for word in tokens.lowers[start:end])
    return of_currency or not said or _is_ticker(tokens, start, end)


def _is_ticker(tokens: Tokens, start: int, end: int) -> bool:
    """Whether these are the exchange or the symbol in "(NYSE: BABA)"."""
    if not tokens.words[start].isupper():
        return False
    return tokens.words[start - 1 : start] + tokens.words[end : end + 1] in (["(", ":"], [":", ")"])


def _is_wordlike(word: str) -> bool:
    return word[0].isalnum() or word[0] in "@#'’." or len(word) > 1


def _is_known(tokens: Tokens, start: int, end: int, lex: Lexicon) -> bool:
    return lex.text(tokens, start, end) in lex.known


def _without_titles(tokens: Tokens, name: Name, lex: Lexicon) -> Iterator[Name]:
    """A person's name without "President" or "Mr" before it; two people joined by "and" are two names."""
    start = name.start
    for k in range(name.start, name.end + 1):
        if k < name.end and tokens.lowers[k] not in _JOINING:
            continue
        yield name.over(_behind_titles(tokens, start, k, lex), k)
        start = k + 1


def _behind_titles(tokens: Tokens, start: int, end: int, lex: Lexicon) -> int:
    """Where the name begins: "Dean" may be a forename, "Sultan" before a name is a title."""
    while end - start > 1 and tokens.lowers[start] in lex.titles:
        if tokens.words[start] in lex.forenames and tokens.lowers[start] not in lex.sovereigns:
            break
        start += 1
    return start
