"""Who speaks: the subject of a verb of speech, or of the sentence it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.language import Tokens
from newsextract.model import Entity

from .mentions import Phrase
from .noun_phrases import PAUSES, POSSESSIVE, NounPhrases
from .words import strong_verbs, word_set

_LONGEST_OPENING = 8
_AGENTS = frozenset({"PERSON", "ORGANIZATION", "GPE", "EVENT"})
# Words before a form in -ing that make it more than a participle ("is saying", "was quoted as saying").
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "as", "'s", "’s"})


class Speakers(NounPhrases):
    """Finds the speakers of one text.

    Args:
        tokens: The words of the text.
        entities: Its entities, perhaps none.
        quoted: For every token whether it stands between marks; what does is not looked at from outside.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity], quoted: bytearray) -> None:
        super().__init__(tokens, entities)
        self._quoted = quoted

    def subject_of(self, verb: int, begin: int) -> Phrase | None:
        """The subject of the verb at token `verb`, within the tokens from `begin` on."""
        j = self.skip_adverbs(verb, begin)
        if j == begin:
            return None
        before = self._tokens.lowers[j - 1]
        if self._tokens.lowers[verb].endswith("ing") and _BEING.isdisjoint(self._tokens.lowers[j:verb]):
            found = None if before in PAUSES else self.ending_at(j, begin)
            if found is not None and found.type == "PERSON":
                return found
            if before in word_set("documents") and found is not None and found.first > begin:
                # "X issued a statement saying": the subject of the verb before the document.
                return self.subject_of(found.first - 1, begin)
            return self.leading(begin, verb)
        if before == ")":
            opening = next((k for k in range(j - 2, begin, -1) if self._tokens.words[k] == "("), begin)
            return self.ending_at(opening, begin) or self.leading(begin, verb)
        if before in PAUSES:
            return self.before_apposition(j - 1, begin) or self.leading(begin, verb)
        if before in ("and", "but"):
            return self.leading(begin, verb)
        return self.ending_at(j, begin) or self.leading(begin, verb)

    def leading(self, begin: int, end: int) -> Phrase | None:
        """The first agent of the sentence that stands after no preposition, or else owns something."""
        nominal = self._opening_nominal(begin, end) or self._opening_nominal(
            self._main_clause(begin, end), end
        )
        if nominal is not None:
            return nominal
        owner: Phrase | None = None
        i = begin
        while i < end:
            known = self._by_first.get(i)
            if self._quoted[i] or known is None or known.stop > end:
                if self._tokens.lowers[i] in ("he", "she", "they", "it") and not self._quoted[i]:
                    return Phrase(i, i + 1)
                i += 1
                continue
            if known.type in _AGENTS or not known.type:
                if known.stop < end and self._tokens.lowers[known.stop] in POSSESSIVE:
                    owner = owner or known
                elif self._may_lead(known, begin):
                    titled = None if known.type == "PERSON" else self.after_title(known.stop, end)
                    return titled or known
            i = known.stop
        return owner

    def _may_lead(self, known: Phrase, begin: int) -> bool:
        """Whether a name may be the subject: it follows no preposition, unless that belongs to a title."""
        before = self._tokens.lowers[known.first - 1] if known.first > begin else ""
        if before not in word_set("prepositions") and before not in POSSESSIVE:
            return True
        return known.type == "PERSON" and self._is_title(begin, known.first)

    def _is_title(self, begin: int, stop: int) -> bool:
        """Whether nothing but a capitalised title stands before a name: "Former Secretary of State ..."."""
        return all(w[0].isupper() or w in ("of", "the", "and") for w in self._tokens.words[begin:stop])

    def _main_clause(self, begin: int, end: int) -> int:
        """Where the sentence goes on behind an introductory phrase ("In 2015, the union ...")."""
        if begin < end and self._tokens.lowers[begin] in word_set("introductions"):
            for i in range(begin + 1, min(end, begin + _LONGEST_OPENING)):
                if self._tokens.words[i] == ",":
                    return i + 1
        return end

    def _opening_nominal(self, begin: int, end: int) -> Phrase | None:
        """The nominal with a determiner that opens a sentence, up to its verb: "The president vowed ..."."""
        if begin >= end or self._tokens.lowers[begin] not in word_set("determiners"):
            return None
        for i in range(begin + 2, min(end, begin + _LONGEST_OPENING)):
            lower = self._tokens.lowers[i]
            if not lower[0].isalpha() or lower in word_set("relatives"):
                return None
            verb = lower in word_set("auxiliaries") or lower in strong_verbs() or lower.endswith("ed")
            if verb and self._tokens.words[i].islower():
                known = self._by_last.get(i - 1)
                return known if known is not None and known.first == begin + 1 else Phrase(begin, i)
        return None
