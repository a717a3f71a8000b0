"""Which mentions name the same thing.

Every distinct form of the article is looked up once in tables built from the other forms, so the work
grows with the number of mentions, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .forms import acronyms_of, core_of, person_keys
from .mention import Named


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


def cluster(mentions: Sequence[Named]) -> list[list[Named]]:
    """The mentions in clusters, each in text order, sorted by first mention."""
    clusters = Clusters(len(mentions))
    forms = _by_form(mentions, clusters)
    people = [m for m in forms if m.type == "PERSON"]
    others = [m for m in forms if m.type != "PERSON"]
    _join_people(people, clusters)
    _join_others(others, clusters)
    groups: dict[int, list[Named]] = defaultdict(list)
    for m in mentions:
        groups[clusters.find(m.index)].append(m)
    return list(groups.values())


def _by_form(mentions: Sequence[Named], clusters: Clusters) -> list[Named]:
    """Join mentions written alike; one of each form stands for all of them."""
    first: dict[tuple[str, tuple[str, ...]], Named] = {}
    for m in mentions:
        key = (m.type, m.words or (m.text,))
        clusters.join(first.setdefault(key, m).index, m.index)
    return list(first.values())


def _join_people(people: Iterable[Named], clusters: Clusters) -> None:
    """A part of a name joins the one full name that has it; of several, the one last named before."""
    full: dict[str, list[Named]] = defaultdict(list)
    ordered = sorted(people, key=lambda m: (-len(m.words), m.index))
    for m in ordered:
        bearers = [p for p in full.get(m.words[-1], ()) if _is_part(m.words, p.words)] if m.words else []
        roots = {clusters.find(p.index) for p in bearers}
        if len(roots) > 1:
            before = [p for p in bearers if p.index < m.index]
            roots = {clusters.find(max(before, key=lambda p: p.index).index)} if before else {min(roots)}
        for root in roots:
            clusters.join(root, m.index)
        for key in person_keys(m.words):
            full[key].append(m)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of a name stand, in order, in a longer name; initials stand for names."""
    at = iter(long)
    return all(
        any(w == x or (len(w.strip(".")) == 1 and x.startswith(w.strip("."))) for x in at) for w in short
    )


def _join_others(others: Iterable[Named], clusters: Clusters) -> None:
    by_core: dict[tuple[str, tuple[str, ...]], Named] = {}
    by_acronym: dict[str, Named] = {}
    by_first: dict[tuple[str, str], Named] = {}
    ordered = sorted(others, key=lambda m: (-len(m.words), m.index))
    for m in ordered:
        core = core_of(m.words)
        target = by_core.setdefault((m.type, core), m)
        if target is m and len(m.words) == 1:
            target = by_acronym.get(m.text.replace(".", ""), by_first.get((m.type, m.words[0]), m))
        clusters.join(target.index, m.index)
        for short in acronyms_of(m.text):
            by_acronym.setdefault(short, m)
        if m.type == "ORGANIZATION" and len(core) > 1:
            by_first.setdefault((m.type, core[0]), m)
