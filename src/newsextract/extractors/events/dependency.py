"""Arguments of triggers over a Universal Dependencies parse."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from .grammar import (
    Construction,
    Link,
    Phrase,
    object_control,
    parts_of_firms,
    prepositional_phrases,
    verbs_with,
)
from .morphology import Form, verb_forms_of
from .tree import ANY_SUBJECT, NOMINAL, OPENS_CLAUSE, PASSIVE_SUBJECTS, SUBJECTS, Tree

_ADJUNCTS = ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked")
_OBJECTS = frozenset(("obj", "obl:unmarked", "nmod:unmarked"))
_COMPLEMENTS = frozenset(("xcomp", "ccomp", "advcl", "acl"))
_BEARING_INSIDE = frozenset(("aux", "aux:pass", "advmod", "cop", "det", "amod"))
_BEARING = _BEARING_INSIDE | {"mark"}
_SHARING = ANY_SUBJECT | {"obj", "xcomp", "conj", "compound", "amod"}
_PASSIVE = ("aux:pass", *PASSIVE_SUBJECTS)
_ACTIVE = ("nsubj", "aux")
_GERUND, _PARTICIPLE = Form.GERUND, Form.PARTICIPLE
_DIRECTIONS = ("from", "to")
_FEW = 3
_MAX_DEPTH = 5
_MAX_CLIMB = 8


class DependencyGrammar:
    """A `Grammar` over heads and relations.

    Args:
        tree: The article's analysis.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._lowers, self._upos = tree.lowers, tree.upos
        self._heads, self._rels, self._kids = tree.heads, tree.rels, tree.kids
        self._constructions: dict[tuple[int, int, int, str], Construction | None] = {}
        self._passives: dict[int, bool] = {}

    def construction(self, start: int, end: int, stop: int, kind: str) -> Construction | None:
        """See `Grammar`."""
        key = start, end, stop, kind
        if key not in self._constructions:
            self._constructions[key] = self._construction(start, end, stop, kind)
        return self._constructions[key]

    def _construction(self, start: int, end: int, stop: int, kind: str) -> Construction | None:
        head = self._tree.head_of(start, end)
        upos = self._upos[head]
        slots = _Slots(self._tree)
        if kind == "verb":
            if upos != "VERB" and not (upos in ("AUX", "ADJ") and self._tree.is_clausal(head)):
                return None
            modifiers = self._verb(head, slots)
        elif kind == "noun":
            if upos not in NOMINAL and end - start == 1:
                return None
            slots.put("self", (Phrase(self._tree.phrase(head).start, max(end, stop), end - 1),))
            modifiers = self._noun(head, slots)
        else:
            modifiers = self._word(head, slots)
        bearing = tuple(dict.fromkeys(modifiers))
        return Construction(slots.found, bearing, functools.partial(self._tree.clause, head))

    def phrase_from(self, i: int) -> Phrase | None:
        """See `Grammar`."""
        at = i
        for _ in range(_MAX_CLIMB):
            head = self._heads[at]
            if head <= at or self._upos[head] not in NOMINAL or self._tree.phrase(head).start < i:
                break
            at = head
        return self._tree.phrase(at) if self._upos[at] in NOMINAL else None

    def link(self, phrase: tuple[int, int], trigger: tuple[int, int]) -> Link | None:
        """See `Grammar`."""
        return self._tree.link(phrase, trigger)

    def bears_on(self, i: int, start: int, end: int) -> bool:
        """See `Grammar`."""
        anchors = set(self._anchors(self._tree.head_of(start, end)))
        at = i
        for _ in range(_MAX_CLIMB):
            if at in anchors:
                return True
            head = self._heads[at]
            if head == at or (self._upos[at] == "VERB" and self._rels[at] in OPENS_CLAUSE):
                return False
            at = head
        return False

    def _anchors(self, trigger: int) -> Iterator[int]:
        """The trigger, and the verbs whose adjuncts it shares."""
        at = trigger
        for _ in range(_MAX_DEPTH):
            yield at
            rel, head = self._rels[at], self._heads[at]
            shares = rel in _SHARING
            if not shares and not (at == trigger and rel in ("obl", "nmod", "acl", "advcl")):
                return
            at = head

    # -- predicates -------------------------------------------------------------------------------

    def _verb(self, verb: int, slots: _Slots) -> list[int]:
        passive = self._is_passive(verb)
        subjects, governors = self._subjects(verb)
        if passive:
            slots.add("subject", self._agents(verb))
            slots.add("object", subjects)
        else:
            slots.add("subject", subjects)
        self._objects(verb, slots)
        self._adjuncts(verb, slots)
        for phrase in (*slots.found.get("object", ())[:_FEW], *slots.found.get("as", ())[:1]):
            self._deep_adjuncts(phrase.head, slots)
            slots.add("compound", self._tree.kids_as(phrase.head, ("compound",)))
        self._owners(slots.found.get("object", ()), slots)
        return [*self._operators(verb), *governors]

    def _objects(self, verb: int, slots: _Slots) -> None:
        rels = self._rels
        for kid in self._kids[verb]:
            rel = rels[kid]
            if rel in _OBJECTS:
                slots.add("object", (kid,))
            elif rel == "iobj":
                slots.add("indirect", (kid,))
            elif rel in _COMPLEMENTS:
                self._complement(kid, slots)
        if rels[verb] in ("acl:relcl", "acl") and "object" not in slots.found and not self._is_passive(verb):
            relative = self._tree.kids_as(verb, ("nsubj", "nsubj:pass"))
            if relative and self._upos[relative[0]] != "PRON":
                slots.add("object", (self._heads[verb],))

    def _complement(self, clause: int, slots: _Slots) -> None:
        """A clause: an infinitive, a that-clause, or one after a preposition ("for breaching ...")."""
        marks = [self._lowers[k] for k in self._tree.kids_as(clause, ("mark", "case"))]
        rel = self._rels[clause]
        if marks and marks[0] not in ("to", "that"):
            slots.put(marks[0], (self._tree.clause_phrase(clause),))
        elif "to" in marks or (rel == "xcomp" and self._upos[clause] == "VERB"):
            slots.put("infinitive", (self._tree.clause_phrase(clause),))
        elif rel == "ccomp":
            slots.put("that", (self._tree.clause_phrase(clause),))
        elif rel == "xcomp":
            slots.add("object", (clause,))

    def _adjuncts(self, head: int, slots: _Slots) -> None:
        rels = self._rels
        for kid in self._kids[head]:
            rel = rels[kid]
            if rel == "obl" or rel == "nmod":
                preposition = self._tree.preposition(kid)
                if preposition:
                    slots.add(preposition, (kid,))
            elif rel == "obl:agent":
                slots.add("by", (kid,))
            elif rel == "advcl":
                for phrase_kid in (k for k in self._kids[kid] if self._rels[k] == "case"):
                    slots.put(self._lowers[phrase_kid], (self._tree.clause_phrase(kid),))

    def _deep_adjuncts(self, head: int, slots: _Slots) -> None:
        """The adjuncts of a phrase, and those of what it is made of ("most of the shares of Acme").

        Of phrases further inside it only what tells direction: "a mill in Ohio from Acme".
        """
        self._adjuncts(head, slots)
        for kid in self._tree.kids_as(head, ("nmod", "conj", "appos")):
            if self._tree.preposition(kid) == "of":
                self._adjuncts(kid, slots)
            else:
                inner = self._tree.kids_as(kid, ("nmod",))
                for preposition in _DIRECTIONS if inner else ():
                    slots.add(preposition, [k for k in inner if self._tree.preposition(k) == preposition])

    def _owners(self, phrases: Iterable[Phrase], slots: _Slots) -> None:
        """Whose a thing is: "Acme's mill", "Umbrella, a unit of Acme"."""
        for head in [self._heads[p.head] if self._rels[p.head] == "appos" else p.head for p in phrases]:
            named = self._tree.kids_as(head, ("nmod:poss",))
            slots.add("owner", [k for k in named if self._upos[k] == "PROPN"])
            for part in (head, *self._tree.kids_as(head, ("appos",))):
                if self._lowers[part] in parts_of_firms():
                    inner = self._tree.kids_as(part, ("nmod",))
                    slots.add("owner", [k for k in inner if self._tree.preposition(k) == "of"])

    def _agents(self, verb: int) -> list[int]:
        return [k for k in self._tree.kids_as(verb, _ADJUNCTS) if self._tree.preposition(k) == "by"]

    def _subjects(self, verb: int, depth: int = 0) -> tuple[list[int], list[int]]:
        """The grammatical subjects of a verb, and the tokens of what governs it."""
        own = self._own_subjects(verb)
        rel, head = self._rels[verb], self._heads[verb]
        if own:
            if self._upos[own[0]] == "PRON" and self._lowers[own[0]] in ("who", "which", "that"):
                return ([head] if rel.startswith("acl") else own), []
            governors = self._operators(head, marks=False) if rel == "conj" else []
            return own, [g for g in governors if self._upos[g] == "AUX"]
        if depth > _MAX_DEPTH or head == verb:
            return [], []
        if rel in ("acl", "acl:relcl", "amod"):
            return self._of_noun(verb, head, depth)
        if rel in ("xcomp", "advcl", "ccomp", "conj", "parataxis", "obl", "nmod", "csubj"):
            return self._of_verb(verb, head, rel, depth)
        return [], []

    def _own_subjects(self, verb: int) -> list[int]:
        """The subjects that depend on a verb; several only in "Acme, Umbrella to merge"."""
        own = self._tree.kids_as(verb, ANY_SUBJECT)
        if len(own) > 1:
            before = [k for k in own if k < verb]
            if len(before) > 1 and self._lowers[before[-2] + 1] != ",":  # "told the SEC it had bought"
                return before[-1:]
        return own

    def _of_noun(self, verb: int, noun: int, depth: int) -> tuple[list[int], list[int]]:
        """The subject of a clause that modifies a noun: the noun, or of "plans to buy" who has the plans."""
        infinitive = any(self._lowers[k] == "to" for k in self._tree.kids_as(verb, ("mark",)))
        if not infinitive:
            inner = self._tree.kids_as(noun, ("nmod",))
            is_preposition = tuple(self._lowers[noun - 1 : noun + 2]) in prepositional_phrases()
            return inner if is_preposition and inner else [noun], []
        governors = [noun, *self._operators(noun)]
        owners = self._tree.kids_as(noun, ("nmod:poss",))
        if owners:
            return owners, governors
        above = self._heads[noun]
        if self._rels[noun] == "nmod" and self._upos[above] in NOMINAL and depth <= _MAX_DEPTH:
            return self._of_noun(verb, above, depth + 1)  # "a letter of intent to buy"
        if above == noun and self._upos[noun] == "PROPN":  # "Acme to buy rival": a headline.
            return [noun], []
        if above == noun or self._upos[above] not in ("VERB", "AUX"):
            return [], governors
        subjects, more = self._subjects(above, depth + 1)
        return subjects, [*governors, above, *self._operators(above), *more]

    def _of_verb(self, verb: int, head: int, rel: str, depth: int) -> tuple[list[int], list[int]]:
        """The subject that a verb shares with the one it depends on."""
        if rel == "xcomp" and self._lowers[head] in object_control():
            objects = self._tree.kids_as(head, ("obj", "iobj"))
            if objects:
                return objects, [head, *self._operators(head)]
        subjects, more = self._subjects(head, depth + 1)
        if self._upos[head] in NOMINAL and not subjects:
            subjects = [head] if rel == "acl" else []
        if rel == "conj":
            shared = [g for g in self._operators(head, marks=False) if self._upos[g] in ("AUX", "PART")]
            return subjects, [*shared, *more]
        if rel == "xcomp":
            return subjects, [head, *self._operators(head), *more]
        return subjects, []

    def _is_passive(self, verb: int, depth: int = 0) -> bool:
        if verb not in self._passives:
            self._passives[verb] = self._looks_passive(verb, depth)
        return self._passives[verb]

    def _looks_passive(self, verb: int, depth: int) -> bool:
        of = self._rels
        rels = {of[k] for k in self._kids[verb]}
        if not rels.isdisjoint(_PASSIVE):
            return True
        forms = verb_forms_of(self._lowers[verb])
        if _GERUND in forms or not rels.isdisjoint(_ACTIVE):
            return False
        participle = _PARTICIPLE in forms or self._lowers[verb].endswith("ed")
        rel, head = of[verb], self._heads[verb]
        if rel in ("acl", "amod") or (rel == "advcl" and "obj" not in rels):
            return participle
        if rel == "conj" and participle and "obj" not in rels and depth < _MAX_DEPTH:
            return self._is_passive(head, depth + 1)
        return "obl:agent" in rels and participle

    def _operators(self, head: int, marks: bool = True) -> list[int]:
        """Auxiliaries, negations, and what opens the clause."""
        return self._tree.kids_as(head, _BEARING if marks else _BEARING_INSIDE)

    # -- nouns and other words --------------------------------------------------------------------

    def _noun(self, noun: int, slots: _Slots) -> list[int]:
        for kid in self._kids[noun]:
            rel = self._rels[kid]
            if rel == "nmod:poss":
                slots.add("possessor", (kid,))
            elif rel in ("compound", "amod", "nummod", "flat"):
                slots.add("compound", (kid,))
            elif rel in SUBJECTS:
                slots.add("subject", (kid,))
            elif rel in ("acl", "ccomp"):
                self._complement(kid, slots)
        self._adjuncts(noun, slots)
        for phrase in slots.found.get("of", ())[:_FEW]:  # "the purchase of a stake in Acme"
            self._deep_adjuncts(phrase.head, slots)
        self._owners(slots.found.get("of", ()), slots)
        if self._rels[noun] in ("compound", "amod", "nmod:poss"):
            slots.add("modified", (self._heads[noun],))
        if self._rels[noun] == "compound":  # "its acquisition offer"
            slots.add("possessor", self._tree.kids_as(self._heads[noun], ("nmod:poss",)))
            self._adjuncts(self._heads[noun], slots)
        return [*self._operators(noun), *self._governor(noun, slots)]

    def _governor(self, noun: int, slots: _Slots, depth: int = 0) -> list[int]:
        """What the verb adds whose subject, object or adjunct a noun is."""
        rel, head = self._rels[noun], self._heads[noun]
        if head == noun or depth > _MAX_DEPTH:
            return []
        if rel in ("conj", "compound", "nmod", "appos"):
            if rel == "nmod" and self._upos[head] not in NOMINAL:
                return []
            return self._governor(head, slots, depth + 1) if rel != "appos" else []
        if self._upos[head] not in ("VERB", "AUX"):
            if rel in SUBJECTS and self._tree.kids_as(head, ("cop",)):
                slots.add("predicate", (head,))
            return []
        passive = self._is_passive(head)
        subjects, governors = self._subjects(head)
        if self._lowers[head] in verbs_with() and self._tree.preposition(noun) == "with":
            slots.add("on", subjects if passive else self._tree.kids_as(head, ("obj",)))
            slots.add("by", self._agents(head) if passive else subjects)
            return [head, *self._operators(head), *governors]
        if rel in SUBJECTS:
            slots.add("object", self._tree.kids_as(head, ("obj",)))
        elif rel in PASSIVE_SUBJECTS:
            slots.add("subject", self._agents(head))
        elif passive:
            slots.add("object", subjects)
            slots.add("subject", self._agents(head) or subjects)
        else:
            slots.add("subject", subjects)
        slots.add("indirect", self._tree.kids_as(head, ("iobj",)))
        later = _Slots(self._tree)
        self._adjuncts(head, later)
        if passive:  # who did that did not do the event: "his death was confirmed by Roe"
            later.found.pop("by", None)
        slots.merge(later, without=noun)
        return [head, *self._operators(head), *governors]

    def _word(self, word: int, slots: _Slots) -> list[int]:
        head, rel = self._heads[word], self._rels[word]
        own = self._tree.kids_as(word, ANY_SUBJECT)
        self._adjuncts(word, slots)
        self._objects(word, slots)
        if own:
            slots.add("subject", own)
            return self._operators(word)
        if rel == "amod":
            slots.add("modified", (head,))
            return self._operators(head)
        if rel == "acl":  # "a deal worth $3 billion"
            slots.add("subject", (head,))
            return self._operators(head)
        if head == word:
            return self._operators(word)
        if rel == "advmod" and self._upos[head] in NOMINAL:
            slots.add("object", (head,))
        objects = self._tree.kids_as(head, ("obj",)) if rel == "xcomp" else []
        subjects, governors = self._subjects(head)
        slots.add("subject", objects or subjects)
        self._adjuncts(head, slots)
        return [*self._operators(word), *self._operators(head), *governors]


class _Slots:
    """Collects phrases by slot; each slot that is there has one.

    Attributes:
        found: The phrases.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.found: dict[str, list[Phrase]] = {}

    def add(self, slot: str, heads: Iterable[int]) -> None:
        """Add the phrases of heads."""
        for head in heads:
            self.put(slot, self._tree.phrases(head))

    def put(self, slot: str, phrases: Iterable[Phrase]) -> None:
        """Add phrases."""
        for phrase in phrases:
            found = self.found.get(slot)
            if found is None:
                self.found[slot] = [phrase]
            elif phrase not in found:
                found.append(phrase)

    def merge(self, other: _Slots, without: int) -> None:
        """Add the phrases of another collection, but for the one with a given head."""
        for slot, phrases in other.found.items():
            self.put(slot, [p for p in phrases if p.head != without])
