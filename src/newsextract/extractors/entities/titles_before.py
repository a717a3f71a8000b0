"""Titles before a name."""

from __future__ import annotations

from .mention import Named
from .title_grammar import DETERMINERS, HOLDER_TYPES, HOLDING, MAX_UNKNOWN, POSSESSIVES, Title, TitleGrammar

_MAX_COMPLEMENT = 10
"""How many tokens "of ..." may hold between a head and the name."""


class TitlesBefore(TitleGrammar):
    """Reads the titles that stand before names: "Fiat chief executive Sergio Marchionne"."""

    def before(self, person: Named, floor: int) -> list[Title]:
        """The titles that stand before a name, nearest first.

        Args:
            person: The name.
            floor: First token of the sentence.
        """
        end, comma = person.first, False
        while end > floor and self._lowers[end - 1] in self._lists.honorifics and not self._is_head(end - 1):
            end -= 1
        if end > floor and self._words[end - 1] == ",":
            end, comma = end - 1, True
        if end > floor + 1 and self._lowers[end - 1] in ("including", "as") and comma is False:
            end -= 1 + (self._lowers[end - 2] == "such")
        found = self._ending_at(end, floor)
        if comma and found and not self._opens_phrase(found[-1], floor):
            return []
        listed = end < person.first - comma or self._begins_list(person)
        return [title for title in found if listed or not self.is_plural(title)]

    def _begins_list(self, person: Named) -> bool:
        """Whether another person follows after "and" or a comma: "Professors Mayor and Queloz"."""
        k = person.stop
        holder = self._mention_at.get(k + 1) if self._lowers[k : k + 1] in (["of"], ["from"]) else None
        k = holder.stop if holder else k
        while k < len(self._words) and self._lowers[k] in (",", "and"):
            k += 1
        return k > person.stop and self._is_person(k)

    def _ending_at(self, end: int, floor: int) -> list[Title]:
        if end <= floor:
            return []
        head = self._head_of_complement(end, floor)
        short = head is not None and self._lowers[head + 1] == "of" and end - head <= 3
        if self._is_head(end - 1) and not short:
            return self._leftwards(end - 1, end, None, floor)
        if head is None:
            return []
        inner = head + 2 + (self._lowers[head + 2] == "the")
        holder = self._holder_at(inner)
        if holder and holder.stop == end:
            named = (self._lowers[head], holder.text.lower()) in self._lists.naming
            if (
                self._lowers[head + 1] == "for"
                and (outer := self._leftwards(head, end, None, floor))[0].holder
            ):
                return outer
            return self._leftwards(head, end if named else head + 1, holder, floor)
        if any(k in self._mention_at for k in range(inner, end)):
            return []
        return self._leftwards(head, end, None, floor)

    def _head_of_complement(self, end: int, floor: int) -> int | None:
        """The head in "head of ... " when the complement ends at `end`."""
        if end - 1 not in self._mention_at and not self._may_modify(end - 1, head=True):
            return None
        for k in range(end - 2, max(floor, end - _MAX_COMPLEMENT), -1):
            if self._lowers[k] in HOLDING:
                return k - 1 if k > floor and self._is_head(k - 1) else None
            lower = self._lowers[k]
            if lower in self._lists.outside and lower not in ("the", "and") and k not in self._mention_at:
                return None
            if not self._words[k][0].isalnum() and self._words[k] not in ("-", "&"):
                return None
        return None

    def _leftwards(self, head: int, end: int, holder: Named | None, floor: int) -> list[Title]:
        """The title with the given head, and those joined to it by "and" or commas."""
        start = self._start_of(head, floor)
        own = holder or self._holder_before(start, floor)
        if start > floor and self._is_head(start - 1):
            return [Title(start, end, own), *self._leftwards(start - 1, start, None, floor)]
        if start > floor + 1 and self._lowers[start - 1] in ("and", "&", ","):
            other = start - 2 - (self._words[start - 2] == ",")
            if other >= floor and self._is_head(other) and not self._is_person(other):
                rest = self._leftwards(other, other + 1, None, floor)
                if self._lowers[start - 1] != "," and self._are_one(other, head):
                    first = rest[0]
                    return [Title(first.start, end, holder or first.holder), *rest[1:]]
                return [Title(start, end, own), *rest]
        return [Title(start, end, own)]

    def _start_of(self, head: int, floor: int) -> int:
        start, unknown = head, 0
        capital = self._words[head][0].isupper()
        while start > floor:
            before = start - 1
            word = self._lowers[before]
            mention = self._mention_at.get(before)
            if mention is not None:
                inside = self._institution(mention, start)
                return before - inside + 1 if inside and mention.stop == start else start
            if self._words[before] == "-" and before - 1 >= floor and self._tokens.glued(before):
                start = before - 1
                continue
            if word in self._lists.modifiers or word.startswith("ex-"):
                start = before
            elif word == "and" and before > floor and self._joins_modifiers(before, start):
                start = before - 1
            elif (
                unknown < MAX_UNKNOWN
                and self._may_modify(before)
                and (self._words[before][0].isupper() or not capital)
            ):
                start, unknown = before, unknown + 1
            else:
                break
        while start < head and self._lowers[start] in self._lists.dropped:
            start += 1
        return start

    def _holder_before(self, start: int, floor: int) -> Named | None:
        """The name before a title: "Fiat chief executive", "Niger's president", "former US ..."."""
        k = start - 1
        while k > floor and (self._lowers[k] in self._lists.dropped or self._lowers[k] in POSSESSIVES):
            k -= 1
        mention = self._mention_at.get(k)
        if mention is None or mention.type not in HOLDER_TYPES:
            return None
        if mention.type == "NORP" and mention.first > floor:
            return self._holder_at(mention.first - 1) or mention
        return self._leading_place(mention, k + 1)

    def _opens_phrase(self, title: Title, floor: int) -> bool:
        """Whether a title before a comma is not itself in apposition to the name before it."""
        k = title.start - 1
        while k > floor and self._lowers[k] in DETERMINERS | POSSESSIVES | self._lists.dropped:
            k -= 1
        return not (k > floor and self._words[k] == "," and self._is_person(k - 1))

    def _joins_modifiers(self, k: int, start: int) -> bool:
        """Whether the "and" at `k` joins two modifiers: "trade and industry commissioner"."""
        return self._lowers[k - 1] in self._lists.modifiers and self._lowers[start] in self._lists.modifiers
