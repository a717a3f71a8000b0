"""What "the company", "the Hangzhou-based firm" and "the president" stand for.

Only definite phrases are read, and only where one thing in focus fits: the organisation whose kind the
noun can mean, the place of that size, the person to whom the article gives that title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsextract.language import Tokens, load_toml
from newsextract.language.title_words import title_words
from newsextract.model import Role

from .forms import designators
from .mention import Named
from .places import nationality, place
from .pronouns import MAX_FOCUS, Reference, by_sentence

_REACH = 4
"""How many sentences back a phrase may reach."""
_PROMINENCE = 4
"""How many sentences nearer a thing counts as, when no other is named as often."""
_MAX_MODIFIERS = 4
_DEFINITE = frozenset(["the", "this", "that"])


@dataclass(frozen=True, slots=True)
class Nouns:
    """Which nouns stand for what; see `entities.toml`."""

    organizations: frozenset[str]
    places: dict[str, str]
    cities: frozenset[str]
    city_states: frozenset[str]
    other: frozenset[str]
    companies: frozenset[str]
    public: frozenset[str]
    kin: dict[str, frozenset[str]]


@cache
def nouns() -> Nouns:
    """The lists, read once."""
    data = load_toml("entities.toml")
    nominals = data["nominals"]
    return Nouns(
        organizations=frozenset(nominals["ORGANIZATION"]),
        places={noun: kind for kind in ("country", "city", "region") for noun in nominals[kind]},
        cities=frozenset(nominals["cities"]),
        city_states=frozenset(nominals["city_states"]),
        other=frozenset(nominals["other"]),
        companies=frozenset(data["kinds"]["company"]),
        public=frozenset(data["kinds"]["public"]),
        kin={noun: frozenset(words) for noun, words in data["kin"].items()},
    )


def _kinds(m: Named) -> tuple[str, ...]:
    """What a place can be called: "country", "city", "region"; a place that no gazetteer knows is a town."""
    found = place(m.text)
    if found is None:
        return () if m.words and m.words[-1] in designators() else ("city",)
    if found.country in nouns().cities:
        return ("city",)
    return ("country", "city") if found.country in nouns().city_states else (found.kind,)


class NominalReader:
    """Finds definite phrases and what they stand for.

    Args:
        tokens: The article.
        mentions: Named mentions in order.
        owner: Entity id of each mention's index.
        roles: Roles by entity id.
    """

    def __init__(
        self,
        tokens: Tokens,
        mentions: Sequence[Named],
        owner: Mapping[int, str],
        roles: Mapping[str, Sequence[Role]],
    ) -> None:
        self._tokens = tokens
        self._owner = owner
        self._nouns = nouns()
        self._named = {m.first: m for m in mentions}
        self._inside = {k for m in mentions for k in range(m.first, m.stop)}
        peoples = ("NORP", "GPE", "LOCATION")
        self._named_things = {k for m in mentions if m.type not in peoples for k in range(m.first, m.stop)}
        self._shares = _shares(mentions, owner)
        self._places: dict[str, dict[str, int]] = {"country": {}, "city": {}, "region": {}}
        self._organizations = {owner[m.index] for m in mentions if m.type == "ORGANIZATION"}
        self._words: dict[str, set[str]] = {entity: set() for entity in self._organizations}
        for m in mentions:
            if m.type == "GPE":
                for kind in _kinds(m):
                    self._places[kind].setdefault(owner[m.index], m.first)
            if owner[m.index] in self._organizations:
                self._words[owner[m.index]].update(m.words)
        self._holders: dict[str, dict[str, set[str]]] = {}
        for entity, found in roles.items():
            for role in found:
                title = role.title.lower()
                self._holders.setdefault(title.split()[-1], {}).setdefault(title, set()).add(entity)

    def references(self, in_quotes: Sequence[int]) -> Iterator[Reference]:
        """The definite phrases that stand for an entity, outside quotations."""
        lowers, named = self._tokens.lowers, self._named
        telling = sorted({*named, *[k for k, word in enumerate(lowers) if word in _DEFINITE]})
        focus: list[list[Named]] = []
        passed = 0
        for stop, places in by_sentence(self._tokens, telling):
            here: list[Named] = []
            for k in places:
                if k < passed:
                    continue
                if k in named and len(here) < MAX_FOCUS:
                    here.append(named[k])
                if lowers[k] in _DEFINITE and not in_quotes[k]:
                    head = self._head(k + 1, stop)
                    entity = self._meant(k + 1, head, [here, *focus[: -_REACH - 1 : -1]]) if head else None
                    if head and entity:
                        yield Reference(k, head + 1, entity, "nominal")
                        passed = head + 1
            focus.append(here)

    def _head(self, at: int, stop: int) -> int | None:
        """The head noun of the phrase that begins at `at`, unless a name or a complement follows."""
        lists = title_words()
        for k in range(at, min(stop, at + _MAX_MODIFIERS + 1)):
            lower = self._tokens.lowers[k]
            following = self._tokens.lowers[k + 1] if k + 1 < stop else "."
            if self._is_noun(lower) and not self._goes_on(k + 1, stop) and k not in self._inside:
                completed = following in ("of", "for") and not self._complement(k)
                return None if completed or k + 1 in self._inside else k
            if lower in lists.outside or k in self._named_things:
                return None
        return None

    def _complement(self, head: int) -> str | None:
        """The place in "the city of Aden"."""
        words = self._tokens.lowers
        is_place = words[head] in self._nouns.places and words[head - 1] != "capital"
        named = self._named.get(head + 2) if is_place and words[head + 1 : head + 2] == ["of"] else None
        return self._owner[named.index] if named and named.type == "GPE" else None

    def _is_noun(self, lower: str) -> bool:
        known = self._nouns
        return lower in known.organizations or lower in known.places or lower in self._holders

    def _goes_on(self, k: int, stop: int) -> bool:
        return k < stop and (self._is_noun(self._tokens.lowers[k]) or self._tokens.words[k] == "-")

    def _meant(self, first: int, head: int, sentences: Sequence[Sequence[Named]]) -> str | None:
        noun, known = self._tokens.lowers[head], self._nouns
        modifiers = self._tokens.lowers[first:head]
        if complement := self._complement(head):
            return complement
        if not known.other.isdisjoint(modifiers):
            return None
        if noun in self._holders and noun not in known.organizations:
            return self._holder(noun)
        if noun in known.places:
            return self._place(known.places[noun], first, head, sentences)
        return self._organization(noun, modifiers, head, sentences)

    def _holder(self, noun: str) -> str | None:
        """Whose title it is: "the president" is the President rather than a Vice President."""
        titles = self._holders[noun]
        holders = titles.get(noun) or set[str]().union(*titles.values())
        return next(iter(holders)) if len(holders) == 1 else None

    def _place(self, kind: str, first: int, head: int, sentences: Sequence[Sequence[Named]]) -> str | None:
        """The nearest place of a kind, else the only one of the article."""
        if any(k in self._inside for k in range(first, head)):
            return None
        named = self._places[kind]
        near = self._nearest(self._within(named, head, sentences))
        if near or len(named) != 1:
            return near
        entity, start = next(iter(named.items()))
        return entity if start < head else None

    def _organization(
        self, noun: str, modifiers: Sequence[str], head: int, sentences: Sequence[Sequence[Named]]
    ) -> str | None:
        """The nearest organisation of a kind; one whose name tells the kind rather than any."""
        kin = self._nouns.kin.get(noun, frozenset())
        within = self._within(self._organizations, head, sentences)
        related = [pair for pair in within if not kin.isdisjoint(self._words[pair[1]])]
        return self._nearest(related or [p for p in within if self._fits(p[1], noun, modifiers)])

    def _within(
        self, entities: Container[str], head: int, sentences: Sequence[Sequence[Named]]
    ) -> list[tuple[int, str]]:
        """How many sentences back each of some entities in focus is, and which it is."""
        return [
            (distance, entity)
            for distance, named in enumerate(sentences)
            for m in named
            if m.first < head and (entity := self._owner[m.index]) in entities
        ]

    def _nearest(self, found: Iterable[tuple[int, str]]) -> str | None:
        """Of things so many sentences away, the nearest; what is named often counts as nearer."""
        best = min(found, key=lambda f: f[0] - _PROMINENCE * self._shares[f[1]], default=None)
        return best[1] if best else None

    def _fits(self, entity: str, noun: str, modifiers: Sequence[str]) -> bool:
        words, known = self._words[entity], self._nouns
        if noun in known.companies:
            return noun in words or not words & known.public
        return noun in words and words.issuperset(modifiers)


def _shares(mentions: Sequence[Named], owner: Mapping[int, str]) -> dict[str, float]:
    """How often each thing is named, beside the one named most; a country is named by its people too."""
    counts = Counter(owner[m.index] for m in mentions)
    peoples = Counter(nationality(m.text) for m in mentions if m.type == "NORP")
    most = max(counts.values(), default=1)
    shares = {entity: n / most for entity, n in counts.items()}
    for m in mentions:
        found = place(m.text) if m.type == "GPE" else None
        if found and found.kind == "country" and found.country:
            entity = owner[m.index]
            shares[entity] = (counts[entity] + peoples[found.country]) / most
    return shares
