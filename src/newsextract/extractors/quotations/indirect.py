"""Indirect speech: "Jane Doe said that profits would fall", "Profits would fall, Jane Doe said".

Four shapes are read, each within a sentence: the content behind its reporter, the content before it, the
content beside "according to", and what is called for ("called for a strike", "urged them to go"). But for the
last, only a clause counts, told by its "that", its subject or a finite verb, so "announced a plan" does not.
In headlines, a name and a colon report.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from newsextract.language import Tokens

from .mentions import Phrase
from .speakers import Speakers
from .words import is_cue, reporting_words, senses_of, source_phrase_end, weak_verbs, word_set

_LONGEST_SENTENCE = 120
_REACH = 12
_LONGEST_REPORTER = 8
_LEAST_CONTENT = 3
_SENSES = frozenset({"say", "claim", "reply", "write", "tell", "urge"})
_SPEAKING = frozenset({"PERSON", "ORGANIZATION", "GPE"})
_ENDS = frozenset([";", "—", "–", "--"])
_FULL_STOPS = frozenset([".", "!", "?", ")", "]"])


@dataclass(frozen=True, slots=True)
class Reported:
    """Indirect speech, as token ranges.

    Attributes:
        content: What is said.
        cue: The reporting words.
        speaker: The phrase that names the speaker, or None.
        rule: How it was found.
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    speaker: Phrase | None
    rule: str


class IndirectSpeech:
    """Finds the indirect speech of one text.

    Args:
        tokens: The words of the text.
        speakers: Finds noun phrases in it.
        quoted: For every token whether it stands between marks.
    """

    def __init__(self, tokens: Tokens, speakers: Speakers, quoted: bytearray) -> None:
        self._tokens = tokens
        self._speakers = speakers
        self._quoted = quoted

    def in_sentence(self, begin: int, end: int, taken: Container[int]) -> Iterator[Reported]:
        """The indirect speech of a sentence.

        Args:
            begin: Its first token.
            end: After its last token.
            taken: Tokens that already report a quotation.
        """
        end = min(end, begin + _LONGEST_SENTENCE)
        while end > begin and self._tokens.words[end - 1] in _FULL_STOPS:
            end -= 1
        reporting, lowers = reporting_words(), self._tokens.lowers
        passed = begin
        for cue in [i for i in range(begin, end) if lowers[i] in reporting]:
            if cue < passed or cue in taken or self._quoted[cue]:
                continue
            found = self._according(cue, begin, end) or self._reported(cue, begin, end)
            if found is not None and self._is_content(*found.content):
                yield found
                passed = max(found.content[1], found.cue[1])

    def in_heading(self, begin: int, end: int) -> Reported | None:
        """The speech of a headline such as "Jane Doe: bridge will stay open"."""
        named = self._speakers.name_at(begin)
        if named is None or named.type not in _SPEAKING or named.stop >= end:
            return None
        if self._tokens.words[named.stop] != ":" or not self._is_content(named.stop + 1, end):
            return None
        return Reported((named.stop + 1, end), (named.stop, named.stop + 1), named, "heading-label")

    def _reported(self, cue: int, begin: int, end: int) -> Reported | None:
        if not self._is_reporter(cue, begin):
            return None
        start = self._demand_start(cue, end) or self._content_start(cue, end)
        if start is None:
            return self._content_before(cue, begin, end)
        speaker = self._speakers.subject_of(cue, begin)
        if speaker is None or self._tokens.lowers[speaker.first] in ("i", "we", "you", "what"):
            return None
        return Reported((start, self._content_end(start, end)), (cue, cue + 1), speaker, "content-behind")

    def _is_reporter(self, cue: int, begin: int) -> bool:
        """Whether the token is a finite verb of speech, or a participle that goes on (", adding that")."""
        lower = self._tokens.lowers[cue]
        if not is_cue(self._tokens, cue, beside=False) or senses_of(lower).isdisjoint(_SENSES):
            return False
        before = self._tokens.lowers[cue - 1] if cue > begin else ""
        if before in ("is", "are", "was", "were", "be", "been") and not lower.endswith("ing"):
            return False
        return before != "to" and (
            not lower.endswith("ing") or before in (",", "is", "are", "was", "were", "been")
        )

    def _content_start(self, cue: int, end: int) -> int | None:
        """Where the content behind a cue begins: behind "that", or right behind the cue and its hearer."""
        i = self._skip_times(cue + 1, end)
        if i < end and self._tokens.lowers[cue] in weak_verbs():
            i += self._tokens.lowers[i] in word_set("particles")
        if "tell" in senses_of(self._tokens.lowers[cue]) and i < end:
            hearer = self._speakers.starting_at(i, end)
            i = self._skip_times(hearer.stop if hearer is not None and hearer.stop - i <= 3 else i + 1, end)
        if i >= end:
            return None
        if self._tokens.lowers[i] in word_set("prepositions"):
            # "said in an interview with Reuters that ..."
            i = next((k for k in range(i, min(end, i + _REACH)) if self._tokens.lowers[k] == "that"), i)
        if self._tokens.lowers[i] == "that":
            return i + 1
        if self._tokens.lowers[cue] not in word_set("clausal") or not self._opens_clause(i):
            return None
        told = self._tokens.lowers[i] in word_set("subjects") or self._has_verb(i, min(end, i + 2 * _REACH))
        return i if told else None

    def _demand_start(self, cue: int, end: int) -> int | None:
        """Where that begins which is called for: "called for ...", "urged them to ..."."""
        lower = self._tokens.lowers[cue]
        following = self._tokens.lowers[cue + 1] if cue + 1 < end else ""
        if lower in word_set("calling") and following in ("for", "on"):
            return cue + 2
        urged = lower in word_set("urging") and following not in ("to", "that", ",")
        return cue + 1 if urged and "to" in self._tokens.lowers[cue + 1 : min(end, cue + _REACH)] else None

    def _opens_clause(self, i: int) -> bool:
        lower = self._tokens.lowers[i]
        if lower in word_set("quantities"):
            return True
        closed = ("prepositions", "subordinators", "auxiliaries")
        return lower[0].isalnum() and not any(lower in word_set(name) for name in closed)

    def _skip_times(self, i: int, end: int) -> int:
        while i < end and (
            self._tokens.lowers[i] in word_set("times")
            or (
                self._tokens.lowers[i] == "on"
                and self._tokens.lowers[min(i + 1, end - 1)] in word_set("times")
            )
        ):
            i += 1
        return i

    def _content_end(self, start: int, end: int) -> int:
        for i in range(start, end):
            if self._tokens.words[i] in _ENDS or (
                self._tokens.words[i] == ","
                and i + 1 < end
                and self._tokens.lowers[i + 1] in word_set("clause_ends")
            ):
                return i
            if self._tokens.words[i] == "," and source_phrase_end(self._tokens, i + 1) is not None:
                return i
        return end

    def _content_before(self, cue: int, begin: int, end: int) -> Reported | None:
        """The content before its reporter ("Profits would fall, Jane Doe said on Monday")."""
        if end - cue > _LONGEST_REPORTER or self._has_verb(cue + 1, end):
            return None
        opening = self._tokens.lowers[begin]
        if opening in word_set("subordinators") or self._tokens.lowers[cue].endswith("ing"):
            return None
        if cue > begin and self._tokens.words[cue - 1] == ",":
            speaker = self._speakers.starting_at(cue + 1, end)
            comma = cue - 1
        else:
            speaker = self._speakers.subject_of(cue, max(begin, cue - 2 * _REACH))
            comma = speaker.first - 1 if speaker is not None else begin
        while comma > begin and self._tokens.words[comma][0].isupper():
            comma -= 1
        if speaker is None or comma <= begin or self._tokens.words[comma] != ",":
            return None
        if not self._has_verb(begin, comma):
            return None
        return Reported((begin, comma), (cue, cue + 1), speaker, "content-before")

    def _according(self, i: int, begin: int, end: int) -> Reported | None:
        stop = source_phrase_end(self._tokens, i)
        if stop is None:
            return None
        speaker = self._speakers.starting_at(stop, end)
        if i > begin:
            if self._has_verb(stop, end):
                return None
            content = (begin, i - (self._tokens.words[i - 1] == ","))
        else:
            comma = next(
                (k for k in range(stop, min(end, stop + 2 * _REACH)) if self._tokens.words[k] == ","), end
            )
            content = (min(comma + 1, end), end)
        if not self._has_verb(*content):
            return None
        return Reported(content, (i, stop), speaker, "according-to")

    def _has_verb(self, start: int, end: int) -> bool:
        return any(
            lower in word_set("finite") or (lower.endswith("ed") and len(lower) > 4)
            for lower in self._tokens.lowers[start:end]
        )

    def _is_content(self, start: int, end: int) -> bool:
        return end - start >= _LEAST_CONTENT and not any(self._quoted[start:end])
