"""Who passes a quotation on: "Chongqing Daily reported that Yuan said", "Yuan said, according to Xinhua"."""

from __future__ import annotations

from newsextract.language import Tokens
from newsextract.model import EntityType

from .mentions import Phrase
from .speakers import Speakers
from .words import is_cue, word_set

_BETWEEN = 5


def find_outlet(
    tokens: Tokens, speakers: Speakers, speaker: Phrase, cue: int, window: tuple[int, int]
) -> Phrase | None:
    """The organisation whose report the speech is taken from, or None.

    Args:
        tokens: The words of the text.
        speakers: Finds noun phrases in it.
        speaker: Who speaks.
        cue: The token that reports the speech.
        window: The tokens in which to look.
    """
    begin, end = window
    return _behind(tokens, speakers, cue, end) or _before(tokens, speakers, speaker, begin)


def _before(tokens: Tokens, speakers: Speakers, speaker: Phrase, begin: int) -> Phrase | None:
    """``Chongqing Daily reported that Yuan said ...``: a report whose clause the speaker begins."""
    for i in range(speaker.first - 1, max(begin, speaker.first - _BETWEEN) - 1, -1):
        if tokens.lowers[i] in word_set("reporting"):
            found = speakers.subject_of(i, begin)
            return found if found is not None and found.type == EntityType.ORGANIZATION else None
        if not tokens.words[i][0].isalnum():
            break
    return None


def _behind(tokens: Tokens, speakers: Speakers, cue: int, end: int) -> Phrase | None:
    """``quoted as saying by Xinhua``, ``Yuan said, according to Xinhua``, ``Yuan said, Xinhua reported``."""
    if tokens.lowers[cue] == "saying" and cue + 1 < end and tokens.lowers[cue + 1] == "by":
        return speakers.starting_at(cue + 2, end)
    i = cue + 1
    while i < end and tokens.words[i] == ",":
        i += 1
    if tokens.lowers[i : min(i + 2, end)] == ["according", "to"]:
        return speakers.starting_at(i + 2, end)
    named = speakers.name_at(i) if i < end else None
    if named is None or named.type != EntityType.ORGANIZATION or named.stop >= end:
        return None
    reports = tokens.lowers[named.stop] in word_set("reporting") and is_cue(tokens, named.stop, beside=False)
    return named if reports and tokens.words[i - 1] == "," else None
