"""Interviews without quotation marks: paragraphs that begin with who speaks ("Q: ...", "Jane Doe: ...").

What is no interview has labels too ("Date: ...", "Bathrooms: 2"), so labels must take turns: "Q" and "A", or
names of which one is a person of the article and one comes back after another has spoken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.language import Tokens

from .mentions import Phrase
from .speakers import Speakers
from .words import word_set

_LONGEST_LABEL = 5
_LEAST_TURNS = 3
_LETTERS = frozenset({"q", "a"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of an interview, as token ranges.

    Attributes:
        label: The words before the colon.
        content: The words behind it.
        speaker: The phrase that names the speaker, or None for an unnamed "Q" or "A".
    """

    label: tuple[int, int]
    content: tuple[int, int]
    speaker: Phrase | None


def interview(
    tokens: Tokens, paragraphs: Sequence[tuple[int, int]], speakers: Speakers, quoted: bytearray
) -> Iterator[Turn]:
    """The turns of an interview; none if the labelled paragraphs are no interview.

    Args:
        tokens: The words of the text.
        paragraphs: Token ranges of the paragraphs that may be spoken.
        speakers: Finds names.
        quoted: For every token whether it stands between marks; such paragraphs are not read here.
    """
    turns = [turn for first, stop in paragraphs if (turn := _turn(tokens, first, stop, speakers, quoted))]
    labels = [" ".join(tokens.lowers[slice(*turn.label)]) for turn in turns]
    if len(set(labels)) < 2 or not (_LETTERS.issuperset(labels) or _takes_turns(labels, turns)):
        return
    guest = _guest(tokens, speakers) if "a" in labels else None
    for turn, label in zip(turns, labels, strict=True):
        yield Turn(turn.label, turn.content, guest) if label == "a" and guest else turn


def _turn(tokens: Tokens, first: int, stop: int, speakers: Speakers, quoted: bytearray) -> Turn | None:
    colon = next(
        (i for i in range(first + 1, min(stop, first + _LONGEST_LABEL)) if tokens.words[i] == ":"), None
    )
    if colon is None or colon + 1 >= stop or any(quoted[first:stop]):
        return None
    words = tokens.words[first:colon]
    if not all(word[0].isupper() or word in word_set("name_particles") for word in words):
        return None
    named = speakers.name_at(first)
    if named is None or named.stop != colon:
        named = None if tokens.lowers[first] in _LETTERS else Phrase(first, colon)
    return Turn((first, colon), (colon + 1, stop), named)


def _takes_turns(labels: Sequence[str], turns: Sequence[Turn]) -> bool:
    people = any(turn.speaker is not None and turn.speaker.type == "PERSON" for turn in turns)
    again = any(label in labels[:n] and labels[n - 1] != label for n, label in enumerate(labels) if n)
    return people and again and len(turns) >= _LEAST_TURNS


def _guest(tokens: Tokens, speakers: Speakers) -> Phrase | None:
    """Whom the article says it has asked: "in an interview with Jane Doe", "spoke to Jane Doe"."""
    for i, lower in enumerate(tokens.lowers[:-2]):
        if lower in word_set("asking"):
            behind = i + 1 + (tokens.lowers[i + 1] in ("with", "to"))
            named = speakers.name_at(behind)
            if named is not None and named.type == "PERSON":
                return named
    return None
