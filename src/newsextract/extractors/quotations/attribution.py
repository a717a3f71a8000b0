"""Finds for marked speech the word that reports it and its speaker.

The sentences around the marks are searched, without what stands between other marks: first for a reporter
beside the opening mark (``X said: "..."``), then, if the quotation ends as speech does before its reporter,
behind it (``"...," said X``), else before it and then behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.language import Tokens

from .marks import MarkedText
from .mentions import Phrase
from .noun_phrases import POSSESSIVE
from .outlets import find_outlet
from .speakers import Speakers
from .words import is_cue, reporting_words, source_phrase_end, word_set

_MARKS = frozenset(['"', "“", "”", "„", "«", "»", "``", "''", "'", "‘", "’"])
# What may stand between a cue and the opening mark: "shot back, ...", "went on: ...".
_BESIDE = _MARKS | frozenset([",", ":", "that", "—", "–", "--", "-", "back", "on", "out"])
_DASHES = frozenset(["-", "–", "—", "--"])
_LONGEST_SUBJECT = 40
_LONGEST_WINDOW = 150
_SHORT_SENTENCE = 7
_LONGEST_LABEL = 5
_PASSIVE = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_QUOTING = frozenset({"quote", "quotes", "quoted", "quoting"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """What reports a quotation.

    Attributes:
        speaker: The phrase that names the speaker, or None.
        cue: Token range of the reporting words, or None where the quotation goes on from another.
        rule: How it was found.
        source: The phrase that names who passes it on, or None.
    """

    speaker: Phrase | None
    cue: tuple[int, int] | None
    rule: str
    source: Phrase | None = None


def quoted_tokens(tokens: Tokens, marked: Sequence[MarkedText]) -> bytearray:
    """For every token 1 if it stands between marks, else 0."""
    quoted = bytearray(len(tokens))
    for m in marked:
        first, stop = tokens.covering(m.start, m.end)
        quoted[first:stop] = b"\x01" * (stop - first)
    return quoted


def is_fragment(marked: MarkedText, tokens: Tokens) -> bool:
    """Whether the quotation is a part of a clause that words before the marks begin."""
    i = tokens.covering(marked.start, marked.end)[0] - 1
    while i >= 0 and tokens.words[i] in _MARKS:
        i -= 1
    same = i >= 0 and tokens.paragraph_of(tokens.starts[i]) == tokens.paragraph_of(marked.start)
    return same and tokens.words[i][-1].isalnum() and tokens.text[marked.start].islower()


class Attributor:
    """Finds the attributions of one text.

    Args:
        tokens: The words of the text.
        speakers: Finds noun phrases in it.
        quoted: For every token whether it stands between marks: no cue is looked for there.
    """

    def __init__(self, tokens: Tokens, speakers: Speakers, quoted: bytearray) -> None:
        self._tokens = tokens
        self._speakers = speakers
        self._quoted = quoted

    def attribute(self, marked: MarkedText) -> Attribution | None:
        """The attribution that the quotation's own sentences give, or None."""
        first, stop = self._tokens.covering(marked.start, marked.end)
        begin, _ = self._tokens.sentences[self._tokens.sentence_of(first)]
        begin, end = max(begin, first - _LONGEST_WINDOW), min(self._end_of(stop), stop + _LONGEST_WINDOW)
        found = self._find(marked, first, stop, begin, end)
        if found is None:
            return None
        if found.rule == "passive":
            return replace(found, speaker=found.speaker or self._agent_behind(stop, end))
        if found.speaker is None or self._opens(found.cue, begin):
            later = self._speakers.leading(self._skip_marks(stop), end)
            earlier = self._speakers.leading(begin, first)
            return replace(found, speaker=later or earlier if found.speaker else earlier or later)
        if found.cue is not None and found.source is None and found.rule != "source-phrase":
            window = (begin, first if found.cue[0] < first else end)
            outlet = find_outlet(self._tokens, self._speakers, found.speaker, found.cue[0], window)
            return replace(found, source=outlet)
        return found

    def _opens(self, cue: tuple[int, int] | None, begin: int) -> bool:
        """Whether the cue is a participle that opens the sentence: its subject follows the quotation."""
        return cue == (begin, begin + 1) and self._tokens.lowers[begin].endswith("ing")

    def introduction(self, marked: MarkedText, *, over_marks: bool) -> Attribution | None:
        """The speech that the sentence before a quotation without a reporter reports, whose words follow.

        Args:
            marked: The quotation.
            over_marks: Whether the sentence may have marks itself.
        """
        first, _ = self._tokens.covering(marked.start, marked.end)
        sentence = self._tokens.sentence_of(first) - 1
        if sentence < 0:
            return None
        begin, end = self._tokens.sentences[sentence]
        begin = max(begin, end - _LONGEST_WINDOW)
        if any(self._quoted[begin:end]) and not over_marks:
            return None
        colon = self._tokens.words[end - 1] == ":"
        for cue in range(end - 1, begin - 1, -1):
            if not self._quoted[cue] and is_cue(self._tokens, cue, beside=colon and cue == end - 2):
                speaker = self._subject(cue, begin, end)
                if speaker is None or not (colon or speaker.type or self._speakers.is_pronoun(speaker)):
                    speaker = self._speakers.leading(begin, cue)
                if speaker is not None:
                    return Attribution(speaker, None, "introduced")
        speaker = self._speakers.leading(begin, end) if colon else None
        return Attribution(speaker, None, "introduced") if speaker else None

    def _subject(self, cue: int, begin: int, end: int) -> Phrase | None:
        """The subject of a cue, behind it where the cue opens the sentence ("Said Jane Doe: ...")."""
        if cue == begin and not self._tokens.lowers[cue].endswith("ing"):
            return self._speakers.starting_at(cue + 1, end)
        return self._speakers.subject_of(cue, begin)

    def _find(self, marked: MarkedText, first: int, stop: int, begin: int, end: int) -> Attribution | None:
        beside = self._beside(first, begin)
        if beside is not None:
            return beside
        if self._expects_reporter(marked, stop) and not is_fragment(marked, self._tokens):
            return self._behind(stop, end, True) or self._before(first, begin) or self._colon(first, begin)
        found = self._colon(first, begin) or self._before(first, begin)
        return found or self._behind(stop, end, False, over_marks=self._skip_marks(begin) == first)

    def _end_of(self, stop: int) -> int:
        """Where the sentence of the quotation's end ends, with a short one behind it ("Jane Doe said.")."""
        sentence = self._tokens.sentence_of(stop - 1)
        _, end = self._tokens.sentences[sentence]
        if self._skip_marks(stop) < end or end == len(self._tokens):
            return end
        _, later = self._tokens.sentences[sentence + 1]
        same = self._tokens.paragraph_of(self._tokens.starts[end]) == self._tokens.paragraph_of(
            self._tokens.starts[stop - 1]
        )
        reports = later - end <= _SHORT_SENTENCE and is_cue(self._tokens, later - 2, beside=True)
        return later if same and reports else end

    def _expects_reporter(self, marked: MarkedText, stop: int) -> bool:
        """Whether the quotation ends so that its reporter follows."""
        said = self._tokens.text[marked.start : marked.end].rstrip()
        if said.endswith((",", "?", "!", "—", "…", ";")):
            return True
        i = self._skip_marks(stop)
        return i < len(self._tokens) and self._tokens.words[i] == ","

    def _skip_marks(self, i: int) -> int:
        while i < len(self._tokens) and self._tokens.words[i] in _MARKS:
            i += 1
        return i

    def _beside(self, first: int, begin: int) -> Attribution | None:
        """``X said: "..."``: the cue stands right before the opening mark."""
        i = first - 1
        while i >= begin and self._tokens.lowers[i] in _BESIDE and not self._quoted[i]:
            i -= 1
        if i < begin or self._quoted[i] or not is_cue(self._tokens, i, beside=True):
            return None
        if self._is_passive(i, begin):
            return Attribution(self._agent(i, first), (i, i + 1), "passive")
        if not is_cue(self._tokens, i, beside=False):
            embedding = self._before(i, begin)
            if embedding is not None:
                return embedding
        return Attribution(self._subject(i, begin, first), (i, i + 1), "reporter-beside")

    def _before(self, first: int, begin: int) -> Attribution | None:
        """``X told Reuters that the deal was "..."`` / ``according to X, "..."``: the nearest cue before."""
        reporting, lowers = reporting_words(), self._tokens.lowers
        for cue in range(first - 1, begin - 1, -1):
            if lowers[cue] not in reporting or self._quoted[cue]:
                continue
            phrase = self._source_phrase(cue, first)
            if phrase is not None:
                return phrase
            if cue == begin and self._tokens.lowers[cue] in word_set("asked"):
                continue
            if is_cue(self._tokens, cue, beside=False):
                if self._is_passive(cue, begin):
                    return Attribution(self._agent(cue, first), (cue, cue + 1), "passive")
                if self._follows_marks(cue, begin):
                    agent = self._speakers.starting_at(cue + 1, first)
                    return Attribution(agent, (cue, cue + 1), "inverted")
                return Attribution(self._subject(cue, begin, first), (cue, cue + 1), "reporter-before")
        return None

    def _is_passive(self, cue: int, begin: int) -> bool:
        """Whether the cue's subject is spoken of ("was described as"), not the speaker."""
        i = cue - 1
        while i > begin and self._tokens.lowers[i].endswith("ly"):
            i -= 1
        participle = not self._tokens.lowers[cue].endswith(("ing", "s"))
        return participle and i >= begin and self._tokens.lowers[i] in _PASSIVE

    def _agent(self, cue: int, end: int) -> Phrase | None:
        """The agent that "by" names behind a passive."""
        for i in range(cue + 1, min(end, cue + _LONGEST_LABEL)):
            if self._tokens.lowers[i] == "by":
                return self._speakers.starting_at(i + 1, end)
        return None

    def _agent_behind(self, stop: int, end: int) -> Phrase | None:
        """The agent of a passive that "by" names behind the marks: ``was called "..." by Jane Doe``."""
        by = self._skip_marks(stop)
        if by + 1 >= end or self._tokens.lowers[by] != "by":
            return None
        return self._speakers.starting_at(by + 1, end)

    def _follows_marks(self, cue: int, begin: int) -> bool:
        """Whether the cue stands right behind another quotation: ``"...," said X, "..."``."""
        i = cue - 1
        while i >= begin and self._tokens.words[i] in _MARKS and not self._quoted[i]:
            i -= 1
        return i >= begin and bool(self._quoted[i])

    def _colon(self, first: int, begin: int) -> Attribution | None:
        """``X spoke of the plans: "..."``: whatever the verb, the sentence's subject speaks."""
        i = first - 1
        while i > begin and self._tokens.words[i] in _MARKS:
            i -= 1
        if self._tokens.words[i] != ":" or self._quoted[i]:
            return None
        found = self._before(i, begin)
        if found is not None:
            return found
        dash = next((k + 1 for k in range(i - 1, begin, -1) if self._tokens.words[k] in _DASHES), begin)
        if dash < i <= dash + _LONGEST_LABEL:
            named = self._speakers.starting_at(dash, i)
            speaker = named if named is not None and named.stop == i else Phrase(dash, i)
            return Attribution(speaker, None, "label")
        found_leading = self._speakers.leading(begin, i)
        return Attribution(found_leading, None, "colon") if found_leading else None

    def _behind(self, stop: int, end: int, expects: bool, *, over_marks: bool = True) -> Attribution | None:
        """``"...," said X`` / ``"...," X said`` / ``"...," according to X``: the nearest cue behind."""
        i = self._skip_marks(stop)
        while i < end and self._tokens.words[i] in (",", "—", "–", "--", "-"):
            i += 1
        if i < end and self._tokens.lowers[i] == "and":
            return None
        for cue in range(i, min(end, i + _LONGEST_SUBJECT)):
            if self._quoted[cue] and over_marks:
                continue
            if self._quoted[cue] or (not expects and self._tokens.lowers[cue] in word_set("clause_ends")):
                return None
            phrase = self._source_phrase(cue, end)
            if phrase is not None:
                return phrase
            if is_cue(self._tokens, cue, beside=expects) or (cue == i and self._is_unknown_cue(cue)):
                return self._reported_behind(cue, i, end)
        return None

    def _is_unknown_cue(self, i: int) -> bool:
        """Whether the word right behind the marks is a past tense and a person follows (beamed Jane Doe)."""
        named = self._speakers.name_at(i + 1)
        return self._tokens.lowers[i].endswith("ed") and named is not None and named.type == "PERSON"

    def _reported_behind(self, cue: int, begin: int, end: int) -> Attribution | None:
        """What the cue behind a quotation says, whose subject is looked for from `begin` on."""
        cue_range = (cue, cue + 1)
        lower = self._tokens.lowers[cue]
        if lower.endswith("ing") and cue == begin:
            return None
        named = self._speakers.name_at(begin)
        if named is not None and named.type == "PERSON" and self._is_whole(named, cue):
            return Attribution(named, cue_range, "reporter-behind")
        subject = None if cue == begin else self._speakers.subject_of(cue, begin)
        if lower in _QUOTING and subject is not None and not self._is_passive(cue, begin):
            quoted = self._speakers.starting_at(cue + 1, end)
            if quoted is not None:
                return Attribution(quoted, cue_range, "quoted-by", source=subject)
        after_comma = self._tokens.words[cue - 1] == "," and self._tokens.words[begin].islower()
        if cue == begin or (after_comma and lower not in word_set("hearer_verbs")):
            inverted = self._speakers.starting_at(cue + 1, end)
            if inverted is not None and (cue == begin or inverted.type == "PERSON"):
                return Attribution(inverted, cue_range, "inverted")
        return Attribution(subject, cue_range, "reporter-behind")

    def _is_whole(self, named: Phrase, cue: int) -> bool:
        """Whether a name before a cue is not the beginning of a longer phrase ("Jackson's lawyer said")."""
        if named.stop >= cue or self._speakers.skip_adverbs(cue, named.stop) == named.stop:
            return named.stop <= cue
        following = self._tokens.lowers[named.stop]
        if following in word_set("prepositions") or following in ("and", "who"):
            return True
        return not following[0].isalpha() and following not in POSSESSIVE

    def _source_phrase(self, i: int, end: int) -> Attribution | None:
        """The attribution of "according to X" and its like at token `i`."""
        stop = source_phrase_end(self._tokens, i)
        if stop is None or stop >= end:
            return None
        speaker = self._speakers.starting_at(stop, end)
        if self._tokens.lowers[stop] in ("its", "his", "her", "their"):
            speaker = self._speakers.leading(stop, end) or speaker
        return Attribution(speaker, (i, stop), "source-phrase")
