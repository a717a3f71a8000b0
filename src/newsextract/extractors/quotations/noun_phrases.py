"""Noun phrases that may name a speaker, read from their last word or from their first.

Works on tokens, with the mentions of entities where there are any, and else with capital letters, pronouns
and determiners. A phrase is a half-open token range.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.language import Tokens
from newsextract.model import Entity

from .mentions import Mentions, Phrase
from .words import strong_verbs, word_set

_LONGEST_PHRASE = 8
_LONGEST_APPOSITION = 30
_MOST_ATTACHMENTS = 3
_JOINING = frozenset({"and", "or", "meanwhile", "nor", "plus"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_ATTACHING = frozenset({"of", "from", "at", "with", "for", "in", "within", "to"})
POSSESSIVE = frozenset({"'s", "’s"})
PAUSES = frozenset([",", "(", "—", "–", "--", "-"])


class NounPhrases(Mentions):
    """Finds the noun phrases of one text.

    Args:
        tokens: The words of the text.
        entities: Its entities, perhaps none.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity]) -> None:
        super().__init__(tokens, entities)
        self._appositions: dict[tuple[int, int], Phrase | None] = {}

    def ending_at(self, stop: int, begin: int) -> Phrase | None:
        """The noun phrase whose last token stands before `stop`, not reaching back before `begin`."""
        found = self._base(stop, begin)
        for _ in range(_MOST_ATTACHMENTS):
            if found is None or self.is_pronoun(found):
                break
            whole = self._attached(found, begin)
            if whole is None:
                break
            found = whole
        if found is not None and not found.type and found.stop == stop:
            return self._named_tail(found.first, stop) or found
        return found

    def starting_at(self, first: int, end: int) -> Phrase | None:
        """The noun phrase that begins at `first`, before `end`: a name with its titles, or a nominal."""
        stop, known = self._stretch(first, end)
        if known is not None and (known.type == "PERSON" or not known.type or known.stop == stop):
            return known
        if stop == first:
            return None
        if known is None and stop < end:
            beyond = self._beyond(first, stop, end)
            if beyond is not None:
                return beyond
        return self._named_tail(first, stop) or Phrase(first, stop)

    def before_apposition(self, comma: int, begin: int) -> Phrase | None:
        """The phrase before the apposition that `comma` ends: "Tim Cook, chief executive of Apple, said"."""
        key = (comma, begin)
        if key not in self._appositions:
            # Appositions nest ("A, who, who, ..."): each is read once.
            self._appositions[key] = None
            self._appositions[key] = self._read_apposition(comma, begin)
        return self._appositions[key]

    def _read_apposition(self, comma: int, begin: int) -> Phrase | None:
        last = self._by_last.get(comma - 1)
        best: Phrase | None = None
        for k in range(comma - 1, max(begin, comma - _LONGEST_APPOSITION) - 1, -1):
            if self._tokens.words[k] not in PAUSES:
                continue
            known = self._by_last.get(k - 1)
            if known is not None and known.first >= begin and known.type == "PERSON":
                return known
            if best is None:
                if last is not None and last.type == "PERSON" and self._is_titled(k + 1, last.first):
                    return last
                best = self.ending_at(self.skip_adverbs(k, begin), begin)
        return best

    def skip_adverbs(self, verb: int, begin: int) -> int:
        """Back over auxiliaries, adverbs and words of time before a verb."""
        j = verb
        while j > begin and (self._is_adverbial(j - 1) or (j < verb and self._opens_time(j - 1))):
            j -= 1
        return j

    def _stretch(self, first: int, end: int) -> tuple[int, Phrase | None]:
        """How far a noun phrase reaches from its first token, and the last name of an entity in it."""
        known: Phrase | None = None
        i = first
        while i < min(end, first + _LONGEST_PHRASE):
            name = self._by_first.get(i)
            if name is not None and name.stop <= end:
                known, i = name, name.stop
                if (name.type == "PERSON" and not self._goes_on(i, end)) or not name.type:
                    break
                continue
            lower = self._tokens.lowers[i]
            if i == first and (lower in word_set("pronouns") or self._is_object(i, end)):
                return i + 1, None
            if (
                self._tokens.words[i].islower()
                and i > first
                and (self._ends_phrase(lower) or self._is_reduced(i))
            ):
                break
            if not lower[0].isalnum() and not (lower == "-" and self._tokens.glued(i)):
                break
            i += 1
        return i, known

    def _is_reduced(self, i: int) -> bool:
        """Whether a participle begins a clause about the noun before it ("documents filed in court")."""
        following = self._tokens.lowers[i + 1] if i + 1 < len(self._tokens) else ""
        return self._tokens.lowers[i].endswith("ed") and following in word_set("prepositions")

    def _goes_on(self, i: int, end: int) -> bool:
        """Whether a noun follows a name that only modifies it ("Jackson lawyer Thomas Mesereau")."""
        if i + 1 >= end or not self._tokens.words[i].islower() or self._ends_phrase(self._tokens.lowers[i]):
            return False
        following = self._tokens.words[i + 1]
        return following[0].isupper() or (
            following.islower() and i + 2 < end and self._tokens.words[i + 2][0].isupper()
        )

    def _beyond(self, first: int, stop: int, end: int) -> Phrase | None:
        """The name behind a nominal: of a titled person, of a relative, or of a document's author."""
        word, lower = self._tokens.words[stop], self._tokens.lowers[stop]
        if word == "of":
            return self.after_title(stop, end)
        named = self.name_at(stop + 1)
        if word == "," and self._tokens.lowers[first] in _OWNERS:
            return named if named is not None and named.type == "PERSON" else None
        if lower in ("by", "from") and self._tokens.lowers[stop - 1] in word_set("documents"):
            return named or self.name_at(stop + 2)
        return None

    def after_title(self, first: int, end: int) -> Phrase | None:
        """The person named behind the rest of a title: "... of the Exchequer Gordon Brown"."""
        i = first
        while i < end and (
            self._tokens.words[i][0].isupper() or self._tokens.lowers[i] in ("of", "the", "and", "for")
        ):
            named = self.name_at(i)
            if named is not None and named.type == "PERSON":
                return named
            i += 1
        return None

    def _named_tail(self, first: int, stop: int) -> Phrase | None:
        """The capitalised words behind a title that are no known name: "spokesman Josh Rosenstock"."""
        tail = stop
        while tail > first and (
            self._tokens.words[tail - 1][0].isupper() or self._tokens.words[tail - 1] == "-"
        ):
            tail -= 1
        titled = tail > first and self._tokens.words[tail - 1].islower()
        if stop - tail < 2 or not titled or self._tokens.lowers[tail - 1] in word_set("determiners"):
            return None
        return Phrase(tail, stop)

    def _base(self, stop: int, begin: int) -> Phrase | None:
        last = stop - 1
        if last < begin:
            return None
        word = self._tokens.lowers[last]
        known = self._by_last.get(last)
        if known is not None and known.first >= begin:
            return known
        if word in word_set("pronouns"):
            return Phrase(last, stop)
        if word in word_set("relatives"):
            if self._tokens.words[last - 1] == ",":
                person = self._by_last.get(last - 2)
                if person is not None and person.type == "PERSON" and person.first >= begin:
                    return person
                return self.before_apposition(last - 1, begin)
            return self._base(last, begin)
        if not word[0].isalpha() or word in word_set("prepositions") or word in word_set("determiners"):
            return None
        nominal = self._nominal(last, begin)
        return None if nominal.stop == nominal.first + 1 and word.endswith(("ing", "ed")) else nominal

    def _nominal(self, last: int, begin: int) -> Phrase:
        """The phrase around a common noun, back to its determiner: "the company", "Apple spokeswoman"."""
        first = last
        while first > begin and last - first < _LONGEST_PHRASE:
            known = self._by_last.get(first - 1)
            lower = self._tokens.lowers[first - 1]
            if known is not None and known.first >= begin:
                if known.type == "PERSON" and self._tokens.words[first][0].isupper():
                    # A name that was found only in part.
                    return Phrase(known.first, last + 1, known.entity, known.type)
                first = known.first
            elif lower in word_set("determiners"):
                first -= 1
                break
            elif not (lower[0].isalpha() or lower in POSSESSIVE or lower == "-") or self._ends_phrase(lower):
                break
            else:
                first -= 1
        if first < last and self._tokens.lowers[first] in _JOINING:
            first += 1
        return self._owner(first, last) or Phrase(first, last + 1)

    def _owner(self, first: int, last: int) -> Phrase | None:
        """The owner of a document: "the judge's statement", "Mr Tanzi's statement"."""
        if self._tokens.lowers[last] not in word_set("documents"):
            return None
        for i in range(last - 1, first, -1):
            if self._tokens.lowers[i] in POSSESSIVE:
                return self._by_last.get(i - 1) or Phrase(first, i)
        return self._by_last.get(last - 1)

    def _ends_phrase(self, lower: str) -> bool:
        """Whether a word, by its form, is no part of a noun phrase."""
        if lower in strong_verbs() and lower not in word_set("nouns_too"):
            return True
        closed = ("prepositions", "auxiliaries", "pronouns", "openers", "relatives", "times")
        return any(lower in word_set(name) for name in closed)

    def _attached(self, phrase: Phrase, begin: int) -> Phrase | None:
        """The phrase that this one completes: "Jane Doe of the Alliance", "a spokesman for Apple"."""
        i = phrase.first - 1
        while i > begin and (self._tokens.lowers[i] in word_set("determiners") or self._owns(i)):
            i -= 1
        while i > begin and self._tokens.words[i].islower() and not self._ends_phrase(self._tokens.lowers[i]):
            i -= 1
        if i <= begin:
            return None
        word = self._tokens.lowers[i]
        if word == "by":
            participle = self._tokens.lowers[i - 1].endswith(("ed", "en"))
            passive = self._tokens.lowers[i - 2] in word_set("auxiliaries")
            return self._base(i - 1, begin) if participle and not passive else None
        if word not in _ATTACHING or phrase.type == "PERSON":
            return None
        if word == "of" and self._tokens.lowers[i - 1] in word_set("counts"):
            return Phrase(i - 1, phrase.stop)
        head = self._base(i, begin)
        if head is None or head.type:
            return head
        return Phrase(head.first, phrase.stop)

    def _owns(self, i: int) -> bool:
        """Whether token `i` belongs to a possessive before a noun ("Australia's Griffith University")."""
        lowers = self._tokens.lowers
        return lowers[i] in POSSESSIVE or (lowers[i + 1] in POSSESSIVE and lowers[i][0].isalpha())

    def _is_titled(self, first: int, stop: int) -> bool:
        """Whether nothing but a title stands in the token range: "The mayor, Dr. Jane Doe, said"."""
        return not any(
            lower in word_set("prepositions") or lower in word_set("relatives")
            for lower in self._tokens.lowers[first:stop]
        )

    def _is_adverbial(self, i: int) -> bool:
        lower = self._tokens.lowers[i]
        if lower in word_set("auxiliaries"):
            return True
        adverb = lower.endswith("ly") and len(lower) > 4
        return (adverb or lower in word_set("times")) and i not in self._by_last

    def _opens_time(self, i: int) -> bool:
        return self._tokens.lowers[i] in ("on", "in") and self._tokens.lowers[i + 1] in word_set("times")
