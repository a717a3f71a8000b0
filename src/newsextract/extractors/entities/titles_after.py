"""Titles after a name."""

from __future__ import annotations

from .mention import Named
from .title_grammar import DETERMINERS, HOLDER_TYPES, HOLDING, MAX_UNKNOWN, POSSESSIVES, Title, TitleGrammar

_MAX_COMPLEMENT = 7
"""How many tokens "of ..." may hold when no name is in it."""
_MAX_TITLES = 4
_MAX_CLAUSE = 12
"""How many tokens may stand between a name and "as"."""
_CLAUSE_ENDS = frozenset([";", ":", '"', "“", "”"])


class TitlesAfter(TitleGrammar):
    """Reads the titles in apposition to names: "John Reade, an analyst at UBS"."""

    def after(self, person: Named, stop: int) -> list[Title]:
        """The titles in apposition to a name, or said of it.

        Args:
            person: The name.
            stop: End of the sentence.
        """
        return self._in_apposition(person, stop) or self._as_title(person, stop)

    def _as_title(self, person: Named, stop: int) -> list[Title]:
        """The titles in "Berg stepped down as director"; nobody else is named before the "as"."""
        for k in range(person.stop, min(stop - 1, person.stop + _MAX_CLAUSE)):
            if self._is_person(k) or self._words[k] in _CLAUSE_ENDS:
                break
            if self._lowers[k] == "as":
                return self._beginning_at(k + 1, stop)
        return []

    def _in_apposition(self, person: Named, stop: int) -> list[Title]:
        at = self._after_brackets(person.stop, stop)
        if at >= stop:
            return []
        if self._words[at] == ",":
            at = self._after_age(at + 1, stop)
            if at < stop and self._lowers[at] in self._lists.adverbs:
                at += 1
            if at < stop and self._lowers[at] == "who":
                at = self._after_copula(at + 1, stop)
        elif self._words[at] in ("-", "–", "—"):
            at += 1
        else:
            at = self._after_copula(at, stop)
        return self._beginning_at(at, stop) if at < stop else []

    def place_after(self, person: Named, stop: int) -> Named | None:
        """The organisation or place in "Senator Warren of Massachusetts"."""
        at = person.stop
        if at + 1 < stop and self._lowers[at] in ("of", "from"):
            at += 1 + (self._lowers[at + 1] == "the")
            return self._holder_at(at)
        return None

    def _beginning_at(self, at: int, stop: int) -> list[Title]:
        found: list[Title] = []
        while at < stop and len(found) < _MAX_TITLES:
            title, holder, end = self._rightwards(at, stop)
            if title is None:
                break
            if self._is_person(end):
                return found
            after = self._after_complement(title, holder, end, stop)
            title, end = after
            found.append(title)
            if end + 1 < stop and self._lowers[end] in ("and", ","):
                at = end + 1 + (self._lowers[end + 1] == "and")
            else:
                break
        return self._sharing_holder(found)

    def _rightwards(self, at: int, stop: int) -> tuple[Title | None, Named | None, int]:
        """The title whose words begin at `at`, the name inside it, and where it ends."""
        holder, start, last, unknown = None, at, None, 0
        k = at
        while k < stop:
            word, mention = self._lowers[k], self._mention_at.get(k)
            if mention is not None:
                if last is not None or mention.type not in HOLDER_TYPES | {"PERSON"}:
                    break
                k = mention.stop
                if k < stop and self._lowers[k] in POSSESSIVES:
                    k += 1
                elif mention.type == "PERSON":
                    break
                elif (
                    k + 1 < stop
                    and self._words[k] == "-"
                    and self._lowers[k + 1] in ("based", "born", "listed")
                ):
                    start = k = k + 2
                    continue
                inside = self._institution(mention, k)
                if mention.type != "PERSON" and not (holder and mention.type == "NORP"):
                    holder = self._leading_place(mention, mention.stop - inside)
                start = k - inside if inside else k
                continue
            if word in DETERMINERS and last is None:
                start = k + 1
            elif self._is_head(k):
                last = k
            elif word in self._lists.modifiers or (self._words[k] == "-" and self._tokens.glued(k)):
                pass
            elif last is None and unknown < MAX_UNKNOWN and self._may_modify(k):
                unknown += 1
            elif word == "and" and last is None and k + 1 < stop and k > start and self._may_modify(k + 1):
                pass
            else:
                break
            k += 1
        if last is None:
            return None, None, at
        while start < last and self._lowers[start] in self._lists.dropped:
            start += 1
        return Title(start, last + 1, holder), holder, last + 1

    def _after_complement(self, title: Title, holder: Named | None, end: int, stop: int) -> tuple[Title, int]:
        """Take up "of Alibaba", "of research at Citigroup"."""
        joined = self._joined_heads(end, stop)
        if joined:
            title, end = Title(title.start, joined, holder), joined
        for _ in range(2):
            if end + 1 >= stop or self._lowers[end] not in HOLDING:
                break
            at = end + 1
            while at + 1 < stop and self._lowers[at] in ("the", "a", "an"):
                at += 1
            named = self._holder_past_modifiers(at, stop)
            if named is not None and self._is_modifier(named, title, stop):
                end = self._noun_phrase_end(named.stop, stop)
                title = Title(title.start, end, title.holder)
                continue
            if named is not None:
                naming = (self._lowers[title.end - 1], named.text.lower()) in self._lists.naming
                return Title(title.start, named.stop if naming else title.end, named), named.stop
            if at in self._mention_at or not self._takes_complement(title, end):
                break
            last = self._noun_phrase_end(at, stop)
            if last == at:
                break
            title, end = Title(title.start, last, title.holder), last
        return title, end

    def _is_modifier(self, name: Named, title: Title, stop: int) -> bool:
        """Whether a place only begins what the title is of: "head of Asia credit strategy"."""
        places = name.type in ("LOCATION", "GPE", "NORP") and name.stop < stop
        heads = self._lists.complemented
        return places and self._lowers[title.end - 1] in heads and self._may_modify(name.stop)

    def _takes_complement(self, title: Title, at: int) -> bool:
        """Whether "of" or "for" at `at` goes on with the title: "head of research"."""
        heads = self._lists.complemented
        if self._lowers[at] == "for":
            return self._lowers[title.end - 1] in heads and self._lowers[at + 1] != "the"
        return self._lowers[at] == "of" and (
            self._lowers[at + 1] != "the" or self._lowers[title.end - 1] in heads
        )

    def _holder_past_modifiers(self, at: int, stop: int) -> Named | None:
        """The name at `at`, or behind "Hangzhou-based"."""
        named = self._holder_at(at)
        if (
            named
            and named.stop + 1 < stop
            and self._words[named.stop] == "-"
            and self._lowers[named.stop + 1] == "based"
        ):
            return self._holder_at(named.stop + 2)
        if named and named.type == "NORP":
            return self._holder_at(named.stop)
        return named

    def _joined_heads(self, end: int, stop: int) -> int:
        """Where "and chief executive" ends after a corporate title, or 0."""
        if end + 1 >= stop or self._lowers[end] not in ("and", "&"):
            return 0
        title, holder, last = self._rightwards(end + 1, stop)
        simple = title is not None and holder is None and title.start == end + 1
        return last if simple and self._are_one(end - 1, last - 1) else 0

    def _noun_phrase_end(self, at: int, stop: int) -> int:
        k = at
        while k < stop and k - at < _MAX_COMPLEMENT and k not in self._mention_at:
            nouns = self._may_modify(k) or self._words[k] == "-"
            joined = self._lowers[k] in ("and", "&") and k > at and k + 1 < stop and self._may_modify(k + 1)
            if not nouns and not joined:
                break
            k += 1
        return k

    def _sharing_holder(self, found: list[Title]) -> list[Title]:
        """Titles joined by "and" share the name behind the last: "founder and former boss of X"."""
        shared = found[-1].holder if found else None
        if shared is None or shared.first < found[-1].end:
            return found
        return [Title(t.start, t.end, t.holder or shared) for t in found]

    def _after_brackets(self, at: int, stop: int) -> int:
        if at < stop and self._words[at] == "(":
            close = next((k for k in range(at + 1, min(stop, at + 10)) if self._words[k] == ")"), None)
            return at if close is None else close + 1
        return at

    def _after_age(self, at: int, stop: int) -> int:
        if at + 1 < stop and self._words[at].isdigit() and self._words[at + 1] == ",":
            return at + 2
        return at

    def _after_copula(self, at: int, stop: int) -> int:
        """Where the title begins in "is the", "has served as"; `stop` if there is no such verb."""
        k = at
        while k < stop and self._lowers[k] in self._lists.copulas:
            k += 1
        if k == at or k >= stop:
            return stop
        if self._lowers[k] == "as":
            return k + 1
        return k if self._lowers[k] in DETERMINERS | self._lists.corporate else stop
