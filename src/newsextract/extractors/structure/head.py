"""The head of an article: kicker, headline, standfirst. An article may have no headline; none is invented."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line

# Words and characters of the longest headline; a longer line without a full stop is a standfirst.
_LONGEST_HEADLINE = 22
_MOST_CHARACTERS = 220
_LONGEST_STOPPED = 16
_LONGEST_STANDFIRST = 45
_LONGEST_INTRODUCTION = 60
_MOST_STANDFIRSTS = 3
_KICKER_WORDS = 3
_SHORTEST_BODY = 8
_HEAD_LINES = 6
# Kinds whose phrases a headline may use too ("Watch: ...", "Correction: ..."): not trusted at the top.
_DOUBTFUL = frozenset({"promo", "caption", "correction", "sources"})
_TITLE_SHARE = 0.7
_BULLETS = ("•", "●", "▪", "■", "* ", "- ", "– ")


def settle_head(lines: Sequence[Line]) -> None:
    """Find the headline and the standfirst among the lines above the body, if there are any."""
    if lines and lines[0].kind in _DOUBTFUL and _like_headline(lines[0]):
        lines[0].settle("", "")
    top = [i for i, line in enumerate(lines[:_HEAD_LINES]) if line.open]
    if not top:
        return
    first = top[0]
    second = top[1] if len(top) > 1 else None
    if second is not None and _is_kicker(lines[first], lines[second], lines[second + 1 : second + 2]):
        lines[first].settle("boilerplate", "kicker")
        first = second
    if _is_headline(lines, first):
        lines[first].settle("headline", "headline")
        _settle_standfirst(lines, first + 1)
    elif _like_standfirst(lines[first]) and len(lines) > 1:
        lines[first].settle("standfirst", "long-heading")


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a headline: it looks like one, and more text follows."""
    line = lines[index]
    if not _like_headline(line):
        return False
    return sum(later.words for later in lines[index + 1 :]) >= max(_SHORTEST_BODY, line.words)


def _like_headline(line: Line) -> bool:
    if line.words > _LONGEST_HEADLINE or len(line.text) > _MOST_CHARACTERS or line.text[-1] in ",;:":
        return False
    return not _ends_with_stop(line) or (line.words <= _LONGEST_STOPPED and _is_title_case(line))


def _ends_with_stop(line: Line) -> bool:
    bare = line.text.rstrip("\"'”’)] ")
    return bare.endswith(".") and not bare.endswith("...") and not _is_abbreviation(bare.split()[-1])


def _is_abbreviation(word: str) -> bool:
    """Whether the stop of the last word belongs to the word ("U.S.", "Inc.")."""
    return "." in word[:-1] or word in ("Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "Bros.", "No.")


def _is_title_case(line: Line) -> bool:
    long_words = [w for w in line.text.split() if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long_words)
    return len(long_words) > 2 and capitals >= _TITLE_SHARE * len(long_words)


def _is_kicker(line: Line, headline: Line, below: Sequence[Line]) -> bool:
    """Whether a line is the short heading above the headline, below which the article begins."""
    if line.words > _KICKER_WORDS or line.is_sentence or headline.words <= _KICKER_WORDS:
        return False
    begins = any(b.kind in ("byline", "date", "body") or (b.open and b.is_sentence) for b in below)
    return begins and _like_headline(headline)


def _like_standfirst(line: Line) -> bool:
    return not line.is_sentence and 6 <= line.words <= _LONGEST_STANDFIRST and line.text[-1] not in ",;:"


def _settle_standfirst(lines: Sequence[Line], begin: int) -> None:
    """The lines below the headline that introduce the article."""
    closing = next(
        (i for i, line in enumerate(lines) if i >= begin and line.kind in ("byline", "date")), begin
    )
    if closing > begin + _MOST_STANDFIRSTS or not any(line.open for line in lines[closing:]):
        closing = begin
    for line in lines[begin:closing]:
        if line.open and line.words <= _LONGEST_INTRODUCTION:
            line.settle("standfirst", "above-byline")
    for line in lines[closing:]:
        if line.kind in ("byline", "date", "caption", "standfirst"):
            continue
        if not line.open or not (_like_standfirst(line) or line.text.startswith(_BULLETS)):
            break
        line.settle("standfirst", "below-headline")
