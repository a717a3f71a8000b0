"""A Universal Dependencies parse: its phrases and clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from newsextract.language import Tokens
from newsextract.language.syntax import Syntax

from .grammar import Link, Phrase

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
"""Parts of speech of the heads of noun phrases."""

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
ANY_SUBJECT = frozenset((*SUBJECTS, *PASSIVE_SUBJECTS))

OPENS_CLAUSE = frozenset(("ccomp", "advcl", "acl:relcl", "parataxis", "advcl:relcl"))
"""Relations of verbs with a clause of their own."""

_HEADS_CLAUSE = OPENS_CLAUSE | {"conj", "acl"}
_OUTSIDE = frozenset(
    (
        *("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "appos", "conj", "cc", "dep"),
        *("punct", "case", "mark", "cop", "aux", "obl", "obl:unmarked", "nmod:unmarked", *SUBJECTS),
    )
)
_JOINED = frozenset(("appos", "conj", "nmod"))
_COUNTING = frozenset(("hundreds", "thousands", "dozens", "number"))
_COMPLEMENTS = ("obj", "obl", "xcomp", "compound:prt", "iobj", "advmod", "ccomp", "obl:unmarked")
_BEYOND = ("punct", "acl:relcl", "parataxis", "advcl", "appos")
_MAX_CLIMB = 40
_MAX_CLAUSE = 14


class Tree:
    """Heads and relations of an article, and the phrases they make; each is worked out once.

    Args:
        tokens: The article's tokens.
        syntax: Their analysis.
    """

    def __init__(self, tokens: Tokens, syntax: Syntax) -> None:
        self.lowers = tokens.lowers
        self.upos = syntax.upos
        self.heads = syntax.heads
        self.rels = syntax.deprels
        none: list[int] = []  # shared: half of the tokens have no dependents
        self.kids = kids = [none] * len(syntax.heads)
        for i, head in enumerate(syntax.heads):
            if head != i:
                if kids[head]:
                    kids[head].append(i)
                else:
                    kids[head] = [i]
        self._phrase: dict[int, Phrase] = {}
        self._phrases: dict[int, tuple[Phrase, ...]] = {}
        self._clause: dict[int, tuple[int, int]] = {}
        self._paths: dict[int, list[int]] = {}
        self._links: dict[tuple[int, int], Link | None] = {}

    def kids_as(self, head: int, rels: Collection[str]) -> list[int]:
        """The dependents of a token with one of some relations."""
        own, found = self.rels, []
        for k in self.kids[head]:
            if own[k] in rels:
                found.append(k)
        return found

    def phrase(self, head: int) -> Phrase:
        """The noun phrase of a head, without clauses, appositions and all adjuncts but the one with "of"."""
        found = self._phrase.get(head)
        if found is not None:
            return found
        rels, start, end = self.rels, head, head + 1
        for kid in self.kids[head]:
            rel = rels[kid]
            if rel in _OUTSIDE or (rel == "nmod" and self.preposition(kid) != "of"):
                continue
            first, stop = self.phrase(kid)[:2] if self.kids[kid] else (kid, kid + 1)
            start = first if first < start else start
            end = stop if stop > end else end
        found = self._phrase[head] = Phrase(start, end, head)
        return found

    def phrases(self, head: int) -> tuple[Phrase, ...]:
        """The phrase of a head and of those coordinated with it; a name put beside it goes before it."""
        found = self._phrases.get(head)
        if found is None:
            kids = self.kids_as(head, _JOINED)
            found = tuple(self._coordinated(head, kids)) if kids else (self.phrase(head),)
            self._phrases[head] = found
        return found

    def _coordinated(self, head: int, kids: Iterable[int]) -> Iterator[Phrase]:
        upos, rels = self.upos, self.rels
        joined = [k for k in kids if rels[k] == "conj" and upos[k] in NOMINAL]
        counts = upos[head] == "NUM" or self.lowers[head] in _COUNTING
        of = [k for k in kids if rels[k] == "nmod" and self.preposition(k) == "of"] if counts else ()
        if of:
            whole = self.phrase(head)
            yield Phrase(whole.start, whole.end, of[0])
        elif not any(self._is_titled(head, k) for k in joined):
            named = [k for k in kids if rels[k] == "appos" and self._is_name(k)]
            yield self.phrase(named[0] if named and upos[head] != "PROPN" else head)
        for kid in joined:
            yield from self.phrases(kid)

    def _is_name(self, head: int) -> bool:
        """Whether a phrase is a name and not a sum ("18 billion yuan (US$2.8 billion)")."""
        return self.upos[head] == "PROPN" and not any(self.upos[k] == "NUM" for k in self.kids[head])

    def _is_titled(self, head: int, other: int) -> bool:
        """Whether a phrase is the first of two titles of one name ("chairman and chief executive Zhang")."""
        both = self.upos[head] == "NOUN" and self.upos[other] == "PROPN"
        return both and self.upos[self.phrase(other).start] in ("NOUN", "ADJ")

    def clause_phrase(self, head: int) -> Phrase:
        """A clause as a phrase: from its verb to the end of its complements, not longer than some words."""
        end = head + 1
        for kid in self.kids[head]:
            if kid > head and self.rels[kid] in _COMPLEMENTS:
                reach = self._reach(kid)
                end = max(end, reach) if reach - head <= _MAX_CLAUSE else end
        start = head
        while start > 0 and self.heads[start - 1] == head and self.rels[start - 1] == "advmod":
            start -= 1
        return Phrase(start, end, head)

    def _reach(self, head: int) -> int:
        """The token after the last one of a subtree, clauses left out."""
        end = head + 1
        for kid in self.kids[head]:
            if kid > head and self.rels[kid] not in _BEYOND:
                end = max(end, self._reach(kid))
        return end

    def preposition(self, head: int) -> str:
        """The word that marks the case of a phrase, or ""."""
        rels = self.rels
        for k in self.kids[head]:
            if rels[k] == "case":
                return self.lowers[k]
        return ""

    def link(self, phrase: tuple[int, int], trigger: tuple[int, int]) -> Link | None:
        """How two token ranges are connected, or None if they are in different sentences."""
        ends = self.head_of(*phrase), self.head_of(*trigger)
        if ends not in self._links:
            self._links[ends] = self._link(*ends)
        return self._links[ends]

    def _link(self, head: int, target: int) -> Link | None:
        rels, above = self.rels, self._path(target)
        up: list[str] = []
        for at in self._path(head):
            if at in above:
                down = tuple([rels[i] for i in above[: above.index(at)]])
                return Link(head, self.preposition(head), head - target, tuple(up), down)
            up.append(rels[at])
        return None

    def _path(self, i: int) -> list[int]:
        """A token and what governs it, step by step upwards."""
        found = self._paths.get(i)
        if found is None:
            heads, at = self.heads, i
            found = self._paths[i] = [i]
            while heads[at] != at and len(found) < _MAX_CLIMB:
                at = heads[at]
                found.append(at)
        return found

    def head_of(self, start: int, end: int) -> int:
        """The token of a range that depends on none in it."""
        if end - start == 1:
            return start
        return next((i for i in range(start, end) if not start <= self.heads[i] < end), end - 1)

    def is_clausal(self, head: int) -> bool:
        """Whether a token has a subject, an object or an auxiliary."""
        return any(
            self.rels[k] in ANY_SUBJECT or self.rels[k] in ("aux", "aux:pass", "obj") for k in self.kids[head]
        )

    def clause(self, i: int) -> tuple[int, int]:
        """Token range of the clause of a token, subordinate clauses at its edges left out."""
        head, heads, upos, rels = i, self.heads, self.upos, self.rels
        for _ in range(_MAX_CLIMB):
            if heads[head] == head or (upos[head] == "VERB" and rels[head] in _HEADS_CLAUSE):
                break
            head = heads[head]
        if head not in self._clause:
            self._clause[head] = self._extent(head)
        start, end = self._clause[head]
        return min(start, i), max(end, i + 1)

    def _extent(self, head: int) -> tuple[int, int]:
        rels, kids, upos = self.rels, self.kids, self.upos
        start, end = head, head + 1
        stack = [head]
        while stack:
            for k in kids[stack.pop()]:
                rel = rels[k]
                if rel in OPENS_CLAUSE or (rel == "conj" and upos[k] == "VERB"):
                    continue
                if k < start:
                    start = k
                elif k >= end:
                    end = k + 1
                if kids[k]:
                    stack.append(k)
        return start, end
