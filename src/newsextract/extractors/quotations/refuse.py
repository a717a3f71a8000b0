"""Marks that mark no speech: single words, scare quotes, titles of works, nicknames, names and terms."""

from __future__ import annotations

from newsextract.language import Tokens

from .marks import MarkedText
from .words import is_cue, word_set

_LONGEST_FRAGMENT = 6
_END_OF_SPEECH = (",", ".", "?", "!", "…")
_LOOK_BACK = 3
_WINDOW = 150
_MARKS = frozenset("\"“”„«»‘’'(`,")


def is_speech(marked: MarkedText, tokens: Tokens, *, heading: bool) -> bool:
    """Whether marked text is something that was said or written by somebody.

    Args:
        marked: The stretch between the marks.
        tokens: The words of the text.
        heading: Whether it stands in a headline, where marks are cheap.
    """
    said = tokens.text[marked.start : marked.end]
    words = [word for word in said.split() if any(map(str.isalnum, word))]
    if len(words) < 2:
        return False
    before = _words_before(tokens, tokens.covering(marked.start, marked.end)[0])
    if len(words) > _LONGEST_FRAGMENT and not heading:
        return not _is_title(words) or _is_reported(marked, tokens)
    if any(word in word_set("naming") for word in before) or before[-3:] == ["so", "-", "called"]:
        return False
    if said.rstrip().endswith(_END_OF_SPEECH) and not heading:
        return True
    return _is_reported(marked, tokens) and (heading or not _is_title(words))


def _words_before(tokens: Tokens, first: int) -> list[str]:
    """The words before the opening mark in its paragraph."""
    begin, _ = tokens.sentences[tokens.sentence_of(first)]
    stop = first
    while stop > begin and tokens.words[stop - 1][0] in _MARKS:
        stop -= 1
    return tokens.lowers[max(begin, stop - _LOOK_BACK) : stop]


def _is_title(words: list[str]) -> bool:
    """Whether all words but those of grammar are capitalised, as in titles and names."""
    small = word_set("determiners") | word_set("prepositions") | {"and"}
    large = [w for w in words if w.lower() not in small]
    return all(word.lstrip("#(")[:1].isupper() or word[0].isdigit() for word in large)


def _is_reported(marked: MarkedText, tokens: Tokens) -> bool:
    """Whether the sentence has a word that reports speech outside the marks."""
    first, stop = tokens.covering(marked.start, marked.end)
    begin, end = tokens.sentences[tokens.sentence_of(first)]
    around = (*range(max(begin, first - _WINDOW), first), *range(stop, min(end, stop + _WINDOW)))
    return any(is_cue(tokens, i, beside=False) or tokens.lowers[i] in ("according", ":") for i in around)
