"""Arguments of triggers by the order of words, where there is no parse."""

from __future__ import annotations

import functools

from newsextract.language import Tokens, load_toml

from .chunks import IN_PHRASE, Chunker, PhraseSlots
from .grammar import Construction, Link, Phrase, light_verbs, object_control
from .morphology import Form
from .tags import NOMINAL, Tag, Tagger

_GROUP = frozenset((Tag.AUXILIARY, Tag.MODAL, Tag.NEGATION, Tag.ADVERB, Tag.TO))
_STOPS = frozenset((Tag.SUBORDINATOR, Tag.RELATIVE, Tag.PUNCTUATION))
_MAX_CLAUSE = 14


@functools.cache
def _passive_auxiliaries() -> frozenset[str]:
    return frozenset(load_toml("events-grammar.toml")["passive"]["auxiliaries"])


class ShallowGrammar:
    """A `Grammar` over coarse tags.

    Args:
        tokens: The article's tokens.
        tags: Their tags.
        tagger: What made the tags.
        atoms: For each token inside a name or amount, the token range of it.
    """

    def __init__(
        self, tokens: Tokens, tags: list[Tag], tagger: Tagger, atoms: dict[int, tuple[int, int]]
    ) -> None:
        self._lowers = tokens.lowers
        self._tags = tags
        self._tagger = tagger
        self._tokens = tokens
        self._chunker = Chunker(tokens, tags, atoms)

    # -- the one question -------------------------------------------------------------------------

    def construction(self, start: int, end: int, stop: int, kind: str) -> Construction | None:
        """See `Grammar`."""
        sentence = self._sentence(start)
        tag = self._tags[end - 1]
        if kind == "verb":
            return self._verb(start, end, stop, sentence) if tag is Tag.VERB else None
        if kind == "noun":
            nominal = tag in NOMINAL or end - start > 1
            return self._noun(start, end, stop, sentence) if nominal else None
        return self._word(start, end, stop, sentence)

    def phrase_from(self, i: int) -> Phrase | None:
        """See `Grammar`."""
        sentence = self._sentence(i)
        phrase = self._chunker.at(i, sentence)
        return self._chunker.whole(phrase, sentence) if phrase else None

    def link(self, phrase: tuple[int, int], trigger: tuple[int, int]) -> Link | None:
        """See `Grammar`; the order of words does not tell."""
        return None

    def bears_on(self, i: int, start: int, end: int) -> bool:
        """See `Grammar`: no other verb stands between."""
        between = range(end, i) if i >= end else range(i + 1, start)
        return not any(self._tags[k] is Tag.VERB for k in between)

    # -- verbs ------------------------------------------------------------------------------------

    def _verb(self, start: int, end: int, stop: int, sentence: tuple[int, int]) -> Construction:
        group = self._group_start(start, sentence)
        slots = PhraseSlots(self._chunker, sentence)
        modifiers = list(range(group, start))
        passive = self._passive(start, group, stop, sentence)
        subject, governors = self._subject(group, start, sentence, passive == "reduced")
        modifiers += governors
        slots.add("object" if passive else "subject", *subject)
        self._after_verb(slots, stop, sentence, passive=bool(passive))
        clause = self._clause(start, sentence)
        modifiers += self._openers(clause, group)
        return Construction(slots.frozen(), tuple(modifiers), lambda: clause)

    def _passive(self, verb: int, group: int, stop: int, sentence: tuple[int, int]) -> str:
        """Empty for the active, "full" with an auxiliary, "reduced" for "the man arrested in Paris"."""
        forms = self._tagger.forms(self._lowers[verb])
        if Form.PARTICIPLE not in forms:
            return ""
        words = [self._lowers[i] for i in range(group, verb)]
        if any(w in _passive_auxiliaries() for w in words):
            return "full"
        if words or Form.PAST not in forms:
            return "" if words else "reduced"
        after = self._tags[stop] if stop < sentence[1] else Tag.PUNCTUATION
        next_word = self._lowers[stop] if stop < sentence[1] else ""
        if after in IN_PHRASE or after is Tag.PRONOUN:
            return ""
        before = self._chunker.before(verb, sentence)
        if next_word == "by" and not self._by_is_other(stop, sentence):
            return "reduced" if before else "full"
        if before and self._finite_follows(stop, sentence):
            return "reduced"
        return ""

    def _by_is_other(self, by: int, sentence: tuple[int, int]) -> bool:
        """Whether "by" gives a measure or time, no agent ("fell by 5 %")."""
        follows = range(by + 1, min(by + 5, sentence[1]))
        numbers = [i for i in follows if self._tags[i] in (Tag.NUMBER, Tag.AMOUNT, Tag.TIME)]
        return bool(numbers) and not any(self._tags[i] is Tag.NAME for i in follows)

    def _finite_follows(self, stop: int, sentence: tuple[int, int]) -> bool:
        """Whether the clause goes on with another finite verb that no conjunction or subject announces."""
        for i in range(stop, sentence[1]):
            tag = self._tags[i]
            if tag in _STOPS or tag in (Tag.COMMA, Tag.CONJUNCTION, Tag.PRONOUN):
                return False
            if tag in (Tag.MODAL, Tag.AUXILIARY):
                return True
            if tag is Tag.VERB:
                return bool(self._tagger.forms(self._lowers[i]) & {Form.PAST, Form.THIRD})
            if tag is Tag.TO:
                return False
        return False

    def _group_start(self, verb: int, sentence: tuple[int, int]) -> int:
        i = verb
        while i > sentence[0] and self._tags[i - 1] in _GROUP:
            i -= 1
        while i < verb and self._tags[i] is Tag.ADVERB:
            i += 1
        return i

    def _subject(
        self, group: int, verb: int, sentence: tuple[int, int], reduced: bool = False, depth: int = 0
    ) -> tuple[tuple[Phrase, ...], list[int]]:
        """The subject of a verb group, and the tokens of verbs that govern it."""
        if depth > 4:
            return (), []
        first = sentence[0]
        infinitive = any(self._tags[i] is Tag.TO for i in range(group, verb))
        gerund = group == verb and Form.GERUND in self._tagger.forms(self._lowers[verb])
        i = group - 1
        fallback: Phrase | None = None
        while i >= first:
            tag = self._tags[i]
            phrase = self._chunker.at(i, sentence) if tag in IN_PHRASE or tag is Tag.PRONOUN else None
            if phrase:
                before = phrase.start - 1
                before_tag = self._tags[before] if before >= first else Tag.PUNCTUATION
                if before_tag is Tag.PREPOSITION and not reduced:
                    fallback = fallback or phrase
                    i = before - 1
                    continue
                if (infinitive or gerund) and before_tag in (Tag.VERB, Tag.ADVERB, Tag.AUXILIARY):
                    return self._controlled(phrase, before, sentence, depth, infinitive)
                return self._chunker.coordinated_left(phrase, sentence), []
            if tag is Tag.RELATIVE:
                return self._antecedent(i, sentence), []
            if tag is Tag.VERB:
                start = self._group_start(i, sentence)
                found, governors = self._subject(start, i, sentence, depth=depth + 1)
                same_level = i + 1 < group and any(
                    self._tags[k] in (Tag.CONJUNCTION, Tag.COMMA) for k in range(i + 1, group)
                )
                mine = [] if same_level else [*range(start, i + 1)]
                return found, mine + ([] if same_level and not infinitive else governors)
            if tag is Tag.COMMA:
                i = self._before_insertion(i, sentence, gerund)
                continue
            if tag in (Tag.SUBORDINATOR, Tag.PUNCTUATION) and i < group - 1:
                break
            i -= 1
        if fallback and not gerund:
            return self._chunker.coordinated_left(fallback, sentence), []
        return (), []

    def _controlled(
        self, phrase: Phrase, before: int, sentence: tuple[int, int], depth: int, infinitive: bool
    ) -> tuple[tuple[Phrase, ...], list[int]]:
        """The subject of an infinitive or participle that follows the object of another verb."""
        verb = before
        while verb > sentence[0] and self._tags[verb] is not Tag.VERB and self._tags[verb] in _GROUP:
            verb -= 1
        start = self._group_start(verb, sentence)
        governors = [*range(start, verb + 1), *range(phrase.start, phrase.end)]
        if infinitive and self._lowers[verb] in object_control():
            return self._chunker.coordinated_left(phrase, sentence), governors
        if self._tags[verb] is not Tag.VERB:
            return (phrase,), []
        found, above = self._subject(start, verb, sentence, depth=depth + 1)
        return found, governors + above if infinitive else []

    def _before_insertion(self, comma: int, sentence: tuple[int, int], gerund: bool) -> int:
        """Where to go on looking left of a comma: before the insertion it closes, if it closes one."""
        if gerund:
            return comma - 1
        for i in range(comma - 1, max(sentence[0], comma - 40) - 1, -1):
            if self._tags[i] is Tag.COMMA:
                opens = self._tags[i + 1]
                if opens in (
                    Tag.RELATIVE,
                    Tag.PREPOSITION,
                    Tag.DETERMINER,
                    Tag.VERB,
                    Tag.POSSESSIVE,
                    Tag.NUMBER,
                    Tag.SUBORDINATOR,
                    Tag.NOUN,
                    Tag.NAME,
                ):
                    return i - 1
        return comma - 1

    def _antecedent(self, relative: int, sentence: tuple[int, int]) -> tuple[Phrase, ...]:
        i = relative - 1
        if i >= sentence[0] and self._tags[i] is Tag.COMMA:
            i -= 1
        if i >= sentence[0] and self._tags[i] is Tag.PREPOSITION:
            i -= 1
        if i < sentence[0]:
            return ()
        phrase = self._chunker.at(i, sentence)
        return (phrase,) if phrase else ()

    def _after_verb(self, slots: PhraseSlots, stop: int, sentence: tuple[int, int], *, passive: bool) -> None:
        i = stop
        while i < sentence[1] and self._tags[i] in (Tag.ADVERB, Tag.NEGATION, Tag.TIME):
            i += 1
        objects: list[tuple[Phrase, ...]] = []
        while len(objects) < 2 and i < sentence[1]:
            phrase = self._chunker.at(i, sentence)
            if phrase is None:
                break
            group = self._chunker.coordinated_right(phrase, sentence)
            objects.append(group)
            i = group[-1].end
        if len(objects) == 2:
            slots.add("indirect", *objects[0])
        if objects:
            slots.add("object", *objects[-1])
        self._complements(slots, i, sentence, passive=passive)

    def _complements(
        self, slots: PhraseSlots, i: int, sentence: tuple[int, int], *, passive: bool = False
    ) -> None:
        """Prepositional phrases and clauses to the right, up to the end of the clause."""
        end = sentence[1]
        while i < end:
            tag = self._tags[i]
            if tag is Tag.PREPOSITION:
                slot = self._lowers[i]
                target = i + 1
                if target < end and self._tags[target] is Tag.PREPOSITION:
                    target += 1
                phrase = self._chunker.at(target, sentence) if target < end else None
                if phrase:
                    group = self._chunker.coordinated_right(phrase, sentence)
                    slots.add("subject" if passive and slot == "by" else slot, *group)
                    i = group[-1].end
                    continue
                if target < end and self._tags[target] in (Tag.VERB, Tag.ADVERB):
                    clause = self._clause_phrase(target, sentence)
                    slots.add(slot, clause)
                    i = max(clause.end, target + 1)
                    continue
                i = target
            elif tag is Tag.TO:
                clause = self._clause_phrase(i + 1, sentence)
                slots.add("infinitive", clause)
                i = max(clause.end, i + 1)
            elif tag is Tag.SUBORDINATOR and self._lowers[i] in ("that", "whether"):
                slots.add("that", self._clause_phrase(i + 1, sentence))
                return
            elif tag in (Tag.COMMA, Tag.BRACKET, Tag.ADVERB, Tag.TIME, Tag.GENITIVE) or tag in NOMINAL:
                if tag is Tag.COMMA and self._ends_clause(i, sentence):
                    return
                i += 1
            else:
                return

    def _ends_clause(self, comma: int, sentence: tuple[int, int]) -> bool:
        after = self._tags[comma + 1] if comma + 1 < sentence[1] else Tag.PUNCTUATION
        return after is not Tag.PREPOSITION and after is not Tag.TIME

    def _clause_phrase(self, start: int, sentence: tuple[int, int]) -> Phrase:
        """A subordinate clause, short: up to a comma, another clause, or a time."""
        start = min(start, sentence[1] - 1)
        end = start
        while end < min(sentence[1], start + _MAX_CLAUSE):
            tag = self._tags[end]
            if tag in _STOPS or tag in (Tag.COMMA, Tag.TIME) or (end > start + 1 and tag is Tag.MODAL):
                break
            end += 1
        while end > start + 1 and self._tags[end - 1] in (Tag.PREPOSITION, Tag.CONJUNCTION, Tag.TO):
            end -= 1
        return Phrase(start, max(end, start + 1), start)

    # -- nouns and other words --------------------------------------------------------------------

    def _noun(self, start: int, end: int, stop: int, sentence: tuple[int, int]) -> Construction:
        chunk = self._chunker.at(start, sentence) or Phrase(start, end, end - 1)
        slots = PhraseSlots(self._chunker, sentence)
        slots.add("self", Phrase(chunk.start, max(stop, end), end - 1))
        self._inside(slots, chunk, start)
        self._complements(slots, max(stop, chunk.end), sentence)
        modifiers = list(range(chunk.start, start))
        modifiers += self._governor(slots, chunk, sentence)
        clause = self._clause(start, sentence)
        return Construction(slots.frozen(), (*modifiers, *self._openers(clause, start)), lambda: clause)

    def _inside(self, slots: PhraseSlots, chunk: Phrase, trigger: int) -> None:
        """Possessors and modifiers that stand before the trigger in its own phrase."""
        genitives = [i for i in range(chunk.start, trigger) if self._tags[i] is Tag.GENITIVE]
        rest = chunk.start
        if genitives:
            last = genitives[-1]
            inner = Phrase(chunk.start, last, last - 1)
            slots.add("possessor", inner)
            rest = last + 1
        elif self._tags[chunk.start] is Tag.POSSESSIVE and chunk.start < trigger:
            slots.add("possessor", Phrase(chunk.start, chunk.start + 1, chunk.start))
            rest = chunk.start + 1
        while rest < trigger and self._tags[rest] is Tag.DETERMINER:
            rest += 1
        if rest < trigger:
            slots.add("compound", Phrase(rest, trigger, trigger - 1))
        if chunk.head > trigger:
            slots.add("modified", Phrase(trigger + 1, chunk.end, chunk.head))

    def _governor(self, slots: PhraseSlots, chunk: Phrase, sentence: tuple[int, int]) -> list[int]:
        """The verb whose object or subject the phrase is: its other arguments, and its tokens."""
        i = chunk.start - 1
        while i >= sentence[0] and self._tags[i] in (Tag.PREPOSITION, Tag.ADVERB):
            i -= 1
            inner = self._chunker.at(i, sentence) if i >= sentence[0] and self._tags[i] in NOMINAL else None
            if inner and self._tags[inner.start - 1] in (Tag.VERB, Tag.PREPOSITION):
                i = inner.start - 1
        if i >= sentence[0] and self._tags[i] is Tag.VERB:
            group = self._group_start(i, sentence)
            reduced = self._passive(i, group, i + 1, sentence) == "reduced"
            subject, governors = self._subject(group, i, sentence, reduced)
            slots.add("subject", *subject)
            return [*range(group, i + 1), *governors] if self._lowers[i] in light_verbs() else [i]
        after = chunk.end
        while after < sentence[1] and self._tags[after] in _GROUP:
            after += 1
        if after < sentence[1] and self._tags[after] is Tag.VERB:
            phrase = self._chunker.at(after + 1, sentence) if after + 1 < sentence[1] else None
            slots.add("object", *(self._chunker.coordinated_right(phrase, sentence) if phrase else ()))
            passive = any(self._lowers[k] in _passive_auxiliaries() for k in range(chunk.end, after))
            self._complements(slots, phrase.end if phrase else after + 1, sentence, passive=passive)
            return list(range(chunk.end, after + 1))
        return list(range(chunk.end, after))

    def _word(self, start: int, end: int, stop: int, sentence: tuple[int, int]) -> Construction:
        slots = PhraseSlots(self._chunker, sentence)
        i = start - 1
        while i >= sentence[0] and (self._tags[i] in _GROUP or self._tags[i] in (Tag.AMOUNT, Tag.NUMBER)):
            i -= 1
        chunk = self._chunker.at(start, sentence)
        if chunk and chunk.head > end - 1:
            slots.add("modified", Phrase(end, chunk.end, chunk.head))
        if i >= sentence[0] and self._tags[i] is Tag.VERB:
            i = self._group_start(i, sentence)
        else:
            i += 1
        subject, governors = self._subject(i, start, sentence)
        slots.add("subject", *subject)
        self._after_verb(slots, stop, sentence, passive=False)
        clause = self._clause(start, sentence)
        modifiers = (*range(i, start), *governors, *self._openers(clause, i))
        return Construction(slots.frozen(), modifiers, lambda: clause)

    # -- sentences and clauses ----------------------------------------------------------------------

    def _sentence(self, i: int) -> tuple[int, int]:
        return self._tokens.sentences[self._tokens.sentence_of(i)]

    def _clause(self, i: int, sentence: tuple[int, int]) -> tuple[int, int]:
        """From the last to the next clause boundary around token `i`."""
        start, end = i, i
        while start > sentence[0] and self._tags[start - 1] not in _STOPS:
            start -= 1
        while end < sentence[1] and self._tags[end] not in _STOPS:
            end += 1
        return start, end

    def _openers(self, clause: tuple[int, int], before: int) -> list[int]:
        """The subordinator that opens the clause ("if")."""
        opener = clause[0] - 1
        return [opener] if opener >= 0 and self._tags[opener] is Tag.SUBORDINATOR and opener < before else []
