"""Which mentions name the same thing.

Every distinct form of the article is looked up once, the longest first, in tables built from the forms
before it, so the work grows with the number of mentions and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsextract.language import Tokens

from .forms import abbreviates, alias_phrases, identity_of, person_parts, short_forms, stands_for
from .mention import Named

_LONGEST_GAP = 6
_MAX_BEARERS = 40
"""Of longer names that share a short form, so many are looked at."""


class Clusters:
    """A partition of mentions, merged step by step."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        """The representative of the cluster that holds mention `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Say that two mentions name the same; the earlier one represents both."""
        a, b = sorted((self.find(i), self.find(j)))
        self._parent[b] = a


def cluster(mentions: Sequence[Named], tokens: Tokens) -> list[list[Named]]:
    """The mentions in clusters, each in text order, sorted by first mention."""
    clusters = Clusters(len(mentions))
    counts: Counter[int] = Counter()
    forms = _by_form(mentions, clusters, counts)
    _join_people([m for m in forms if m.type == "PERSON"], clusters, counts)
    _join_others([m for m in forms if m.type != "PERSON"], clusters)
    _join_defined(mentions, tokens, clusters)
    groups: dict[int, list[Named]] = defaultdict(list)
    for m in mentions:
        groups[clusters.find(m.index)].append(m)
    return list(groups.values())


def _by_form(mentions: Sequence[Named], clusters: Clusters, counts: Counter[int]) -> list[Named]:
    """Join mentions written alike; the first of each form stands for all of them."""
    first: dict[tuple[str, str], Named] = {}
    for m in mentions:
        form = first.setdefault((m.type, identity_of(m)), m)
        counts[form.index] += 1
        clusters.join(form.index, m.index)
    return list(first.values())


def _join_people(people: Iterable[Named], clusters: Clusters, counts: Counter[int]) -> None:
    """A part of a name joins the full name that has it; of several, the one the article names most."""
    bearers: dict[str, list[Named]] = defaultdict(list)
    for m in sorted(people, key=lambda m: (-len(m.words), m.index)):
        found = [p for p in bearers.get(m.words[-1], ()) if stands_for(m.words, p.words)] if m.words else []
        if found:
            best = max(found, key=lambda p: (len(m.words) > 1, p.index < m.index, counts[p.index], -p.index))
            clusters.join(best.index, m.index)
            counts[best.index] += counts[m.index] if len(m.words) > 1 else 0
        if found and len(m.words) == 1:
            continue
        for part in person_parts(m.words):
            if len(bearers[part]) < _MAX_BEARERS:
                bearers[part].append(m)


def _join_others(others: Iterable[Named], clusters: Clusters) -> None:
    """A short form joins the nearest longer name it can stand for, named before rather than after."""
    longer: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for m in sorted(others, key=lambda m: (-len(m.words), m.index)):
        found = longer.get((m.type, " ".join(m.words)), ()) if m.words else ()
        if not found and m.text.isupper():
            found = longer.get((m.type, m.text.replace(".", "")), ())
        if found:
            before = [p for p in found if p.index < m.index]
            clusters.join((before[-1] if before else found[0]).index, m.index)
        for short in short_forms(m):
            if len(longer[m.type, short]) < _MAX_BEARERS:
                longer[m.type, short].append(m)


def _join_defined(mentions: Sequence[Named], tokens: Tokens, clusters: Clusters) -> None:
    """Join a name with the one that the text says is another for it.

    The short form in brackets ("the Bank of Ghana (BoG)"), and what is "also known as".
    """
    for m, following in pairwise(mentions):
        gap = tokens.lowers[m.stop : following.first]
        if not 0 < len(gap) <= _LONGEST_GAP:
            continue
        bracketed = gap in (["("], ["(", "the"]) and tokens.words[following.stop : following.stop + 1] == [
            ")"
        ]
        alias = m.type == following.type and " ".join(w for w in gap if w.isalpha()) in alias_phrases()
        if alias or (bracketed and abbreviates(following.text, m.text)):
            clusters.join(m.index, following.index)
