"""What "the company", "the Hangzhou-based firm" and "the president" stand for.

Only definite phrases are read, and only where one thing in focus fits: the organisation whose kind the
noun can mean, the place of that size, the person to whom the article gives that title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsextract.language import Tokens, load_toml
from newsextract.model import Role

from .mention import Named
from .places import place
from .pronouns import MAX_FOCUS, Reference
from .title_words import title_words

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
    countries: frozenset[str]
    cities: frozenset[str]
    companies: frozenset[str]
    public: frozenset[str]


@cache
def nouns() -> Nouns:
    """The lists, read once."""
    data = load_toml("entities.toml")
    return Nouns(
        organizations=frozenset(data["nominals"]["ORGANIZATION"]),
        countries=frozenset(data["nominals"]["country"]),
        cities=frozenset(data["nominals"]["city"]),
        companies=frozenset(data["kinds"]["company"]),
        public=frozenset(data["kinds"]["public"]),
    )


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
        self._named = {m.first: m for m in mentions}
        self._inside = {k for m in mentions for k in range(m.first, m.stop)}
        peoples = ("NORP", "GPE", "LOCATION")
        self._named_things = {k for m in mentions if m.type not in peoples for k in range(m.first, m.stop)}
        counts = Counter(owner[m.index] for m in mentions)
        self._shares = {entity: n / max(counts.values()) for entity, n in counts.items()}
        self._words: dict[str, set[str]] = {}
        for m in mentions:
            self._words.setdefault(owner[m.index], set()).update(m.words)
        self._holders: dict[str, list[str]] = {}
        for entity, found in roles.items():
            for head in {role.title.lower().split()[-1] for role in found}:
                self._holders.setdefault(head, []).append(entity)

    def references(self, in_quotes: Sequence[int]) -> Iterator[Reference]:
        """The definite phrases that stand for an entity, outside quotations."""
        focus: list[list[Named]] = []
        for first, stop in self._tokens.sentences:
            here: list[Named] = []
            k = first
            while k < stop:
                if k in self._named and len(here) < MAX_FOCUS:
                    here.append(self._named[k])
                if self._tokens.lowers[k] in _DEFINITE and not in_quotes[k]:
                    head = self._head(k + 1, stop)
                    entity = self._meant(k + 1, head, [here, *focus[: -_REACH - 1 : -1]]) if head else None
                    if head and entity:
                        yield Reference(k, head + 1, entity, "nominal")
                        k = head
                k += 1
            focus.append(here)

    def _head(self, at: int, stop: int) -> int | None:
        """The head noun of the phrase that begins at `at`, unless a name or a complement follows."""
        lists = title_words()
        for k in range(at, min(stop, at + _MAX_MODIFIERS + 1)):
            lower = self._tokens.lowers[k]
            following = self._tokens.lowers[k + 1] if k + 1 < stop else "."
            if self._is_noun(lower) and not self._goes_on(k + 1, stop) and k not in self._inside:
                return None if following in ("of", "for") or k + 1 in self._inside else k
            if lower in lists.outside or k in self._named_things:
                return None
        return None

    def _is_noun(self, lower: str) -> bool:
        known = nouns()
        return lower in known.organizations | known.countries | known.cities or lower in self._holders

    def _goes_on(self, k: int, stop: int) -> bool:
        return k < stop and (self._is_noun(self._tokens.lowers[k]) or self._tokens.words[k] == "-")

    def _meant(self, first: int, head: int, sentences: Sequence[Sequence[Named]]) -> str | None:
        noun, known = self._tokens.lowers[head], nouns()
        modifiers = self._tokens.lowers[first:head]
        if "same" in modifiers:
            return None
        if noun in self._holders and noun not in known.organizations:
            holders = self._holders[noun]
            return holders[0] if len(holders) == 1 else None
        fitting = [
            (distance, self._owner[m.index])
            for distance, named in enumerate(sentences)
            for m in named
            if m.first < head and self._fits(m, noun, modifiers, known)
        ]
        if not fitting:
            return None
        return min(fitting, key=lambda f: f[0] - _PROMINENCE * self._shares[f[1]])[1]

    def _fits(self, m: Named, noun: str, modifiers: Sequence[str], known: Nouns) -> bool:
        if noun in known.countries or noun in known.cities:
            found = place(m.text) if m.type == "GPE" else None
            kind = "country" if noun in known.countries else "city"
            return found is not None and found.kind == kind
        if m.type != "ORGANIZATION":
            return False
        words = self._words[self._owner[m.index]]
        if noun in known.companies:
            return noun in words or not words & known.public
        return noun in words and words.issuperset(modifiers)
