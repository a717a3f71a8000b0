"""Names without a tagger: runs of capitals, cut at titles and typed by lexicon, head word and shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from newsextract.language import Tokens

from .candidates import is_title_case, runs, starts_sentence
from .lexicon import Lexicon, lexicon
from .name import Name

_PLACE_PREPOSITIONS = frozenset(["in", "from", "near", "at", "across", "outside", "around", "throughout"])
_POSSESSIVES = frozenset(["'s", "’s"])
_LONGEST_KNOWN = 7


def rule_names(tokens: Tokens) -> list[Name]:
    """The names that rules find, sentence by sentence, in order and without overlap."""
    lex = lexicon()
    spellings = _Spellings(tokens)
    found: list[Name] = []
    for first, stop in tokens.sentences:
        if is_title_case(tokens, first, stop):
            found += _known_names(tokens, first, stop, lex)
            continue
        for start, end in runs(tokens, first, stop, lex):
            if starts_sentence(tokens, start, first):
                start = _skip_sentence_start(tokens, start, end, lex, spellings.lower)
                if end == start + 1 and _looks_english(tokens.words[start], lex, spellings):
                    continue
            if start < end:
                found += _cut(tokens, start, end, lex)
    return found


class _Spellings:
    """How the article writes its words; looked through when first asked for."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    @cached_property
    def lower(self) -> set[str]:
        """Words in small letters."""
        return {w for w in set(self._tokens.words) if w.islower()}

    @cached_property
    def capitals(self) -> set[str]:
        """Words with a capital within a sentence."""
        tokens = self._tokens
        return {
            tokens.words[k]
            for first, stop in tokens.sentences
            if not is_title_case(tokens, first, stop)
            for k in range(first + 1, stop)
            if tokens.words[k][0].isupper() and not starts_sentence(tokens, k, first)
        }


def _looks_english(word: str, lex: Lexicon, spellings: _Spellings) -> bool:
    """Whether a word at the head of a sentence is more likely a rare word than a name."""
    rare = word not in lex.known and word.lower().endswith(lex.endings)
    return rare and word not in spellings.capitals


def _known_names(tokens: Tokens, first: int, stop: int, lex: Lexicon) -> Iterator[Name]:
    """Names of the lexicon in a sentence whose capitals tell nothing."""
    i = first
    while i < stop:
        end = _longest_known(tokens, i, stop, lex)
        single_word = end == i + 1 and tokens.lowers[i] in lex.common
        if end > i and not single_word and tokens.words[i][0].isupper():
            yield Name(i, end, lex.known[lex.text(tokens, i, end)], 0.8, "lexicon")
            i = end
        else:
            i += 1


def _longest_known(tokens: Tokens, start: int, stop: int, lex: Lexicon) -> int:
    """Where the longest name of the lexicon ends that begins at `start`, or `start`."""
    for end in range(min(stop, start + _LONGEST_KNOWN), start, -1):
        if lex.text(tokens, start, end) in lex.known:
            return end
    return start


def _skip_sentence_start(tokens: Tokens, start: int, end: int, lex: Lexicon, lower_used: set[str]) -> int:
    """Where the name begins, when the first capital of the run may be due to the sentence."""
    word = tokens.lowers[start]
    if len(word) > 1 and not (word in lex.common or word in lower_used or word in lex.connectors):
        return start
    known = _longest_known(tokens, start, end, lex)
    if known > start + 1 or (known == start + 1 and word not in lower_used and word not in lex.common):
        return start
    if end > start + 1 and (
        word in lex.openers or tokens.words[start] in lex.forenames or word in lex.titles
    ):
        return start
    if end > start + 1 and lex.heads.get(tokens.lowers[end - 1]) and word not in lex.connectors:
        return start
    return start + 1


def _cut(tokens: Tokens, start: int, end: int, lex: Lexicon) -> Iterator[Name]:
    """Cut a run at a title inside it, and type the pieces."""
    lowers = tokens.lowers
    while start < end and (lowers[start] in lex.connectors or lowers[start] in lex.honorifics):
        start += 1
        if start < end and lowers[start - 1] in lex.honorifics:
            yield Name(start, end, "PERSON", 0.95, "honorific")
            return
    start = _behind_department(tokens, start, end, lex)
    if start >= end:
        return
    if end < len(tokens) and lowers[end] in _POSSESSIVES and lex.text(tokens, start, end + 1) in lex.known:
        yield Name(start, end + 1, lex.known[lex.text(tokens, start, end + 1)], 0.9, "lexicon")
        return
    text = lex.text(tokens, start, end)
    if text in lex.known and (end - start > 1 or lowers[start] not in lex.common or lex.known[text] != "GPE"):
        yield Name(start, end, lex.known[text], 0.9, "lexicon")
        return
    opened = end - start > 1 and any(
        lowers[k] in lex.openers and lowers[k + 1] in ("of", "for") for k in range(start, end - 1)
    )
    if opened or lex.offices.isdisjoint(lowers[start:end]):
        yield from _typed(tokens, start, end, lex)
        return
    office = next(k for k in range(end - 1, start - 1, -1) if lowers[k] in lex.offices)
    if office + 1 < end and _is_person_shape(tokens, office + 1, end, lex):
        yield from _before_title(tokens, start, office, lex)
        yield Name(office + 1, end, "PERSON", 0.9, "title")
    elif office == end - 1:
        yield from _before_title(tokens, start, office, lex)
    else:
        yield from _typed(tokens, start, end, lex)


def _behind_department(tokens: Tokens, start: int, end: int, lex: Lexicon) -> int:
    """Where the person begins in "Minister of" Finance Alejandro Zelaya."""
    lowers = tokens.lowers
    if start < 2 or lowers[start - 1] not in ("of", "for") or lowers[start - 2] not in lex.offices:
        return start
    name = start
    while name < end - 2 and (lowers[name] in lex.common or lowers[name] in lex.titles):
        name += 1
    return name if tokens.words[name] in lex.forenames else start


def _before_title(tokens: Tokens, start: int, end: int, lex: Lexicon) -> Iterator[Name]:
    """The organisation or place before a title: "Chongqing Communist Party" Secretary."""
    while (
        end > start
        and lex.text(tokens, start, end) not in lex.known
        and (
            tokens.lowers[end - 1] in lex.titles
            or tokens.lowers[end - 1] in lex.connectors
            or tokens.words[end - 1] == "-"
        )
    ):
        end -= 1
    if end > start:
        yield from _typed(tokens, start, end, lex)


def _is_person_shape(tokens: Tokens, start: int, end: int, lex: Lexicon) -> bool:
    return end - start <= 6 and not any(
        lex.heads.get(tokens.lowers[k]) or tokens.lowers[k] in ("of", "for", "and") for k in range(start, end)
    )


def _typed(tokens: Tokens, start: int, end: int, lex: Lexicon) -> Iterator[Name]:
    """Type a run, splitting off a leading demonym ("Chinese Huawei")."""
    lowers = tokens.lowers
    while end > start and (lowers[end - 1] in lex.connectors or tokens.words[end - 1] == "-"):
        end -= 1
    if start >= end:
        return
    text = lex.text(tokens, start, end)
    if text in lex.known:
        yield Name(start, end, lex.known[text], 0.9, "lexicon")
        return
    kind = _by_head(tokens, start, end, lex)
    if kind:
        yield Name(start, end, kind, 0.85, "head-word")
        return
    known = _longest_known(tokens, start, end - 1, lex)
    if known > start and lex.known[lex.text(tokens, start, known)] in ("NORP", "GPE"):
        yield Name(start, known, lex.known[lex.text(tokens, start, known)], 0.85, "lexicon")
        after = known + (tokens.words[known] == "-")
        yield from _typed(tokens, after, end, lex)
        return
    named = _by_shape(tokens, start, end, lex)
    if named:
        yield named


def _by_head(tokens: Tokens, start: int, end: int, lex: Lexicon) -> str:
    lowers = tokens.lowers
    if end - start < 2:
        return ""
    for k in range(start + 1, end - 1):
        if lowers[k] in ("of", "for") and lowers[k - 1] in lex.openers:
            return lex.openers[lowers[k - 1]]
    return lex.heads.get(lowers[end - 1], "") or (
        "LOCATION" if lowers[start] in ("mount", "lake", "cape") else ""
    )


def _by_shape(tokens: Tokens, start: int, end: int, lex: Lexicon) -> Name | None:
    words, lowers = tokens.words, tokens.lowers
    size = end - start
    plain = [k for k in range(start, end) if words[k][0].isalpha()]
    if all(lowers[k] in lex.common or lowers[k] in lex.titles or len(lowers[k]) == 1 for k in plain):
        return None
    if size >= 2 and words[start] in lex.forenames:
        return Name(start, end, "PERSON", 0.85, "forename")
    if any(c.isdigit() for c in words[end - 1]):
        return Name(start, end, "PRODUCT", 0.6, "digits")
    if (
        size >= 2
        and size <= 4
        and not any(lowers[k] in lex.common for k in plain)
        and not any(words[k].isupper() and len(words[k]) > 2 for k in plain)
    ):
        return Name(start, end, "PERSON", 0.6, "shape")
    if size == 1 and words[start].isupper() and len(words[start]) > 1:
        return Name(start, end, "ORGANIZATION", 0.6, "acronym")
    if size == 1 and (words[start] in lex.surnames or words[start] in lex.forenames):
        return Name(start, end, "PERSON", 0.5, "surname")
    if size == 1 and start and lowers[start - 1] in _PLACE_PREPOSITIONS:
        return Name(start, end, "GPE", 0.5, "place-preposition")
    return Name(start, end, "ORGANIZATION", 0.4, "shape")
