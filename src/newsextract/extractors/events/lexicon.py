"""Finding the words that may evoke a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsextract.language import Tokens, split_words

from .frames import Frame, FrameSet, Trigger
from .morphology import Form, plural, verb_forms

_GAP = "*"
_MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class Evocation:
    """A frame that a word may evoke.

    Attributes:
        frame: The frame.
        trigger: The trigger of the frame that matched.
        index: Its position among the frame's triggers.
        lemma: The entry of the frame that matched.
        kind: "verb", "noun" or "word".
        forms: The forms the word may be.
    """

    frame: Frame
    trigger: Trigger
    index: int
    lemma: str
    kind: str
    forms: frozenset[Form]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text where a frame may be evoked.

    Attributes:
        start: First token of the trigger word.
        end: Token after the trigger word.
        stop: Token after the whole matched phrase ("step down").
        evocation: What may be evoked.
    """

    start: int
    end: int
    stop: int
    evocation: Evocation


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    head: tuple[int, int]
    evocation: Evocation


class TriggerLexicon:
    """All triggers of a set of frames, by their first word."""

    def __init__(self, frames: FrameSet) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self.verbs: dict[str, frozenset[Form]] = {}
        for frame in frames.frames:
            for index, trigger in enumerate(frame.triggers):
                self._add(frame, trigger, index)

    def candidates(self, tokens: Tokens) -> Iterator[Candidate]:
        """Every place where a frame may be evoked, in text order."""
        lowers = tokens.lowers
        entries = self._entries
        for i, word in enumerate(lowers):
            for entry in entries.get(word, ()):
                stop = _match(entry.words, lowers, i)
                if stop:
                    first, last = entry.head
                    yield Candidate(i + first, i + last, stop, entry.evocation)

    def _add(self, frame: Frame, trigger: Trigger, index: int) -> None:
        for lemma in trigger.verbs:
            verb, *rest = split_words(lemma)
            for form, kinds in verb_forms(verb):
                self.verbs[form] = self.verbs.get(form, frozenset()) | kinds
                evocation = Evocation(frame, trigger, index, lemma, "verb", kinds)
                words = (*split_words(form), *rest)
                self._put(_Entry(words, (0, len(words) - len(rest)), evocation))
        for lemma in trigger.nouns:
            evocation = Evocation(frame, trigger, index, lemma, "noun", frozenset((Form.NOUN,)))
            for phrase in dict.fromkeys((lemma, plural(lemma))):
                self._put(_last_word_entry(phrase, evocation))
        for lemma in trigger.words:
            evocation = Evocation(frame, trigger, index, lemma, "word", frozenset((Form.ADJECTIVE,)))
            self._put(_last_word_entry(lemma, evocation))

    def _put(self, entry: _Entry) -> None:
        self._entries.setdefault(entry.words[0], []).append(entry)


def _last_word_entry(phrase: str, evocation: Evocation) -> _Entry:
    *_, last = phrase.split(" ")
    words = tuple(split_words(phrase))
    return _Entry(words, (len(words) - len(split_words(last)), len(words)), evocation)


def _match(words: tuple[str, ...], lowers: list[str], i: int) -> int:
    """Token after the phrase if it stands at `i`, else 0."""
    at = i + 1
    gap = False
    for word in words[1:]:
        if word == _GAP:
            gap = True
            continue
        window = lowers[at : at + (_MAX_GAP + 1 if gap else 1)]
        if word not in window:
            return 0
        at += window.index(word) + 1
        gap = False
    return at
