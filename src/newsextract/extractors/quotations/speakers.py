"""Who may speak: the noun phrases beside a word that reports speech.

Works on tokens, with the mentions of entities where there are any, and else with capital letters, pronouns
and determiners. A phrase is a half-open token range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.language import Tokens
from newsextract.model import Entity

from .words import strong_verbs, word_set

_LONGEST_PHRASE = 8
_LONGEST_APPOSITION = 30
_MOST_ATTACHMENTS = 3
_AGENTS = frozenset({"PERSON", "ORGANIZATION", "GPE", "EVENT"})
# Words before a form in -ing that make it more than a participle ("is saying", "was quoted as saying").
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "as", "'s", "’s"})
_JOINING = frozenset({"and", "or", "meanwhile", "nor", "plus"})
_OBJECTS = frozenset({"him", "her", "them"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_POSSESSIVE = frozenset({"'s", "’s"})
_PAUSES = frozenset([",", "(", "—", "–", "--", "-"])
_ATTACHING = frozenset({"of", "from", "at", "with", "for", "in", "within", "to"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a speaker.

    Attributes:
        first: Index of its first token.
        stop: Index after its last token.
        entity: The entity it refers to, or None.
        type: Type of that entity, or "" for nominals and pronouns without one.
    """

    first: int
    stop: int
    entity: str | None = None
    type: str = ""


class Speakers:
    """Finds noun phrases in one text.

    Args:
        tokens: The words of the text.
        entities: Its entities, perhaps none.
        quoted: For every token whether it stands between marks; what does is not looked at from outside.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity], quoted: bytearray) -> None:
        self._tokens = tokens
        self._quoted = quoted
        self._by_last: dict[int, Phrase] = {}
        self._by_first: dict[int, Phrase] = {}
        for entity in entities:
            for mention in entity.mentions:
                first, stop = tokens.covering(mention.span.start, mention.span.end)
                pronoun = stop == first + 1 and mention.kind == "pronoun"
                if first == stop or (pronoun and not self._may_speak(first)):
                    continue
                while stop + 1 < len(tokens) and tokens.words[stop] == "-" and tokens.glued(stop + 1):
                    stop += 2
                known = Phrase(first, stop, entity.id, "" if pronoun else entity.type)
                self._by_first[first] = known
                self._by_last[stop - 1] = known

    def _may_speak(self, i: int) -> bool:
        return self._tokens.lowers[i] in word_set("pronouns") or self._is_object(i, len(self._tokens))

    def name_at(self, first: int) -> Phrase | None:
        """The name of an entity that begins at token `first`."""
        known = self._by_first.get(first)
        return known if known is not None and known.type else None

    def subject_of(self, verb: int, begin: int) -> Phrase | None:
        """The subject of the verb at token `verb`, within the tokens from `begin` on."""
        j = self._skip_adverbs(verb, begin)
        if j == begin:
            return None
        before = self._tokens.lowers[j - 1]
        if self._tokens.lowers[verb].endswith("ing") and _BEING.isdisjoint(self._tokens.lowers[j:verb]):
            found = None if before in _PAUSES else self.ending_at(j, begin)
            if found is not None and found.type == "PERSON":
                return found
            if before in word_set("documents") and found is not None and found.first > begin:
                # "X issued a statement saying": the subject of the verb before the document.
                return self.subject_of(found.first - 1, begin)
            return self.leading(begin, verb)
        if before == ")":
            opening = next((k for k in range(j - 2, begin, -1) if self._tokens.words[k] == "("), begin)
            return self.ending_at(opening, begin) or self.leading(begin, verb)
        if before in _PAUSES:
            return self._before_apposition(j - 1, begin) or self.leading(begin, verb)
        if before in ("and", "but"):
            return self.leading(begin, verb)
        return self.ending_at(j, begin) or self.leading(begin, verb)

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
            return self._after_title(stop, end)
        named = self.name_at(stop + 1)
        if word == "," and self._tokens.lowers[first] in _OWNERS:
            return named if named is not None and named.type == "PERSON" else None
        if lower in ("by", "from") and self._tokens.lowers[stop - 1] in word_set("documents"):
            return named or self.name_at(stop + 2)
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

    def _is_object(self, i: int, end: int) -> bool:
        """Whether the token is "him", "her" or "them", and no noun follows that it belongs to."""
        alone = i + 1 >= end or not self._tokens.words[i + 1][0].isalpha()
        return self._tokens.lowers[i] in _OBJECTS and alone

    def _after_title(self, first: int, end: int) -> Phrase | None:
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
                if known.stop < end and self._tokens.lowers[known.stop] in _POSSESSIVE:
                    owner = owner or known
                elif self._may_lead(known, begin):
                    titled = None if known.type == "PERSON" else self._after_title(known.stop, end)
                    return titled or known
            i = known.stop
        return owner

    def _may_lead(self, known: Phrase, begin: int) -> bool:
        """Whether a name may be the subject: it follows no preposition, unless that belongs to a title."""
        before = self._tokens.lowers[known.first - 1] if known.first > begin else ""
        if before not in word_set("prepositions") and before not in _POSSESSIVE:
            return True
        return known.type == "PERSON" and self._is_title(begin, known.first)

    def _is_title(self, begin: int, stop: int) -> bool:
        """Whether nothing but a capitalised title stands before a name: "Former Secretary of State ..."."""
        return all(w[0].isupper() or w in ("of", "the", "and") for w in self._tokens.words[begin:stop])

    def _main_clause(self, begin: int, end: int) -> int:
        """Where the sentence goes on behind an introductory phrase ("In 2015, the union ...")."""
        if begin < end and self._tokens.lowers[begin] in word_set("introductions"):
            for i in range(begin + 1, min(end, begin + _LONGEST_PHRASE)):
                if self._tokens.words[i] == ",":
                    return i + 1
        return end

    def _opening_nominal(self, begin: int, end: int) -> Phrase | None:
        """The nominal with a determiner that opens a sentence, up to its verb: "The president vowed ..."."""
        if begin >= end or self._tokens.lowers[begin] not in word_set("determiners"):
            return None
        for i in range(begin + 2, min(end, begin + _LONGEST_PHRASE)):
            lower = self._tokens.lowers[i]
            if not lower[0].isalpha() or lower in word_set("relatives"):
                return None
            verb = lower in word_set("auxiliaries") or lower in strong_verbs() or lower.endswith("ed")
            if verb and self._tokens.words[i].islower():
                known = self._by_last.get(i - 1)
                return known if known is not None and known.first == begin + 1 else Phrase(begin, i)
        return None

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is a personal pronoun."""
        return phrase.stop == phrase.first + 1 and self._tokens.lowers[phrase.first] in word_set("pronouns")

    def _skip_adverbs(self, verb: int, begin: int) -> int:
        """Back over auxiliaries, adverbs and words of time before a verb."""
        j = verb
        while j > begin and (self._is_adverbial(j - 1) or (j < verb and self._opens_time(j - 1))):
            j -= 1
        return j

    def _is_adverbial(self, i: int) -> bool:
        lower = self._tokens.lowers[i]
        if lower in word_set("auxiliaries"):
            return True
        adverb = lower.endswith("ly") and len(lower) > 4
        return (adverb or lower in word_set("times")) and i not in self._by_last

    def _opens_time(self, i: int) -> bool:
        return self._tokens.lowers[i] in ("on", "in") and self._tokens.lowers[i + 1] in word_set("times")

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
                return self._before_apposition(last - 1, begin)
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
            elif not (lower[0].isalpha() or lower in _POSSESSIVE or lower == "-") or self._ends_phrase(lower):
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
            if self._tokens.lowers[i] in _POSSESSIVE:
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
        return lowers[i] in _POSSESSIVE or (lowers[i + 1] in _POSSESSIVE and lowers[i][0].isalpha())

    def _before_apposition(self, comma: int, begin: int) -> Phrase | None:
        """The phrase before the apposition that `comma` ends: "Tim Cook, chief executive of Apple, said"."""
        last = self._by_last.get(comma - 1)
        best: Phrase | None = None
        for k in range(comma - 1, max(begin, comma - _LONGEST_APPOSITION) - 1, -1):
            if self._tokens.words[k] not in _PAUSES:
                continue
            known = self._by_last.get(k - 1)
            if known is not None and known.first >= begin and known.type == "PERSON":
                return known
            if best is None:
                if last is not None and last.type == "PERSON" and self._is_titled(k + 1, last.first):
                    return last
                best = self.ending_at(self._skip_adverbs(k, begin), begin)
        return best

    def _is_titled(self, first: int, stop: int) -> bool:
        """Whether nothing but a title stands in the token range: "The mayor, Dr. Jane Doe, said"."""
        return not any(
            lower in word_set("prepositions") or lower in word_set("relatives")
            for lower in self._tokens.lowers[first:stop]
        )
