"""The grammar of titles: where the title of a person begins and ends, and at whom it is held.

A title is a head ("president", "chief executive"), the words before it that belong to it, and what
follows it after "of" or "for" ("head of research"). Names beside it say where it is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsextract.language import Tokens, load_toml

from .mention import Named

_MAX_UNKNOWN = 3
_MAX_COMPLEMENT = 7
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "one", "another", "my"])
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_HOLDING = frozenset(["of", "at", "for", "from", "with", "in"])
_ADVERBS = frozenset(["formerly", "currently", "previously", "then", "now", "also", "once"])
_HOLDER_TYPES = frozenset(["ORGANIZATION", "GPE", "LOCATION", "FACILITY", "NORP", "PRODUCT"])


@dataclass(frozen=True, slots=True)
class Title:
    """A title found in the text.

    Attributes:
        start: Index of its first token.
        end: Index after its last token.
        holder: The mention of the organisation or place it is held at, or None.
    """

    start: int
    end: int
    holder: Named | None = None


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The word lists of titles, in lower case; see `titles.toml`."""

    heads: frozenset[str]
    occupations: frozenset[str]
    modifiers: frozenset[str]
    honorifics: frozenset[str]
    dropped: frozenset[str]
    outside: frozenset[str]
    institutional: tuple[str, ...]
    corporate: frozenset[str]
    of_places: frozenset[str]
    of_regions: frozenset[str]
    of_countries: tuple[list[str], ...]
    complemented: frozenset[str]
    naming: frozenset[tuple[str, str]]
    endings: tuple[str, ...]


@cache
def title_words() -> TitleWords:
    """The lists, read once."""
    data = load_toml("titles.toml")
    return TitleWords(
        heads=frozenset({*data["offices"], *data["occupations"]}),
        occupations=frozenset(data["occupations"]),
        modifiers=frozenset(data["modifiers"]),
        honorifics=frozenset(data["honorifics"]),
        dropped=frozenset(data["dropped"]),
        outside=frozenset(data["outside"]),
        institutional=tuple(data["institutional"]),
        corporate=frozenset(data["corporate"]),
        of_places=frozenset(data["of_places"]),
        of_regions=frozenset(data["of_regions"]),
        of_countries=tuple(title.split() for title in data["of_countries"]),
        complemented=frozenset(data["complemented"]),
        naming=frozenset((head, name) for head, name in data["naming"]),
        endings=tuple(data["endings"]),
    )


class TitleReader:
    """Reads titles around names.

    Args:
        tokens: The article.
        mentions: Its named mentions, in order.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Named]) -> None:
        self._tokens = tokens
        self._words = tokens.words
        self._lowers = tokens.lowers
        self._lists = title_words()
        self._mention_at: dict[int, Named] = {k: m for m in mentions for k in range(m.first, m.stop)}

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
        return found

    def after(self, person: Named, stop: int) -> list[Title]:
        """The titles in apposition to a name, or said of it.

        Args:
            person: The name.
            stop: End of the sentence.
        """
        at = self._after_brackets(person.stop, stop)
        if at >= stop:
            return []
        if self._words[at] == ",":
            at = self._after_age(at + 1, stop)
            if at < stop and self._lowers[at] in _ADVERBS:
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

    def is_plural(self, title: Title) -> bool:
        """Whether a title before a list of names holds for all of them: "Senators Lee and Perdue"."""
        head = next((k for k in range(title.end - 1, title.start - 1, -1) if self._is_head(k)), title.end - 1)
        word = self._lowers[head]
        return word.endswith("s") and word[:-1] in self._lists.heads

    def are_listed(self, person: Named, floor: int) -> bool:
        """Whether only names, commas, "and" and "of" stand between a name and the person named before."""
        k = person.first - 1
        linked = False
        while k > floor and self._lowers[k] in (",", "and", "&"):
            k, linked = k - 1, True
        mention = self._mention_at.get(k)
        if (
            mention is not None
            and mention.type != "PERSON"
            and self._lowers[mention.first - 1] in ("of", "from")
        ):
            mention = self._mention_at.get(mention.first - 2)
        return linked and mention is not None and mention.type == "PERSON"

    # -- before a name ------------------------------------------------------------------------

    def _ending_at(self, end: int, floor: int) -> list[Title]:
        if end <= floor:
            return []
        head = self._head_of_complement(end, floor)
        if self._is_head(end - 1) and (head is None or end - head > 3):
            return self._leftwards(end - 1, end, None, floor)
        if head is None:
            return []
        inner = head + 2 + (self._lowers[head + 2] == "the")
        holder = self._holder_at(inner)
        if holder and holder.stop == end:
            named = (self._lowers[head], holder.text.lower()) in self._lists.naming
            return self._leftwards(head, end if named else head + 1, holder, floor)
        if any(k in self._mention_at for k in range(inner, end)):
            return []
        return self._leftwards(head, end, None, floor)

    def _head_of_complement(self, end: int, floor: int) -> int | None:
        """The head in "head of ... " when the complement ends at `end`."""
        for k in range(end - 2, max(floor, end - _MAX_COMPLEMENT - 3), -1):
            if self._lowers[k] in _HOLDING:
                return k - 1 if k > floor and self._is_head(k - 1) else None
            if k not in self._mention_at and self._lowers[k] in self._lists.outside - {"the", "and"}:
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
            if word in self._lists.modifiers:
                start = before
            elif word == "and" and before > floor and self._joins_modifiers(before, start):
                start = before - 1
            elif (
                unknown < _MAX_UNKNOWN
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
        while k > floor and (self._lowers[k] in self._lists.dropped or self._lowers[k] in _POSSESSIVES):
            k -= 1
        mention = self._mention_at.get(k)
        if mention is None or mention.type not in _HOLDER_TYPES:
            return None
        if mention.type == "NORP" and mention.first > floor:
            return self._mention_at.get(mention.first - 1, mention)
        return mention

    def _opens_phrase(self, title: Title, floor: int) -> bool:
        """Whether a title before a comma is not itself in apposition to the name before it."""
        k = title.start - 1
        while k > floor and self._lowers[k] in _DETERMINERS | _POSSESSIVES | self._lists.dropped:
            k -= 1
        return not (k > floor and self._words[k] == "," and self._is_person(k - 1))

    # -- after a name -------------------------------------------------------------------------

    def _beginning_at(self, at: int, stop: int) -> list[Title]:
        found: list[Title] = []
        while at < stop and len(found) < 4:
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
                if last is not None or mention.type not in _HOLDER_TYPES | {"PERSON"}:
                    break
                k = mention.stop
                if k < stop and self._lowers[k] in _POSSESSIVES:
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
                if mention.type != "PERSON" and not (holder and mention.type == "NORP"):
                    holder = mention
                inside = self._institution(mention, k)
                start = k - inside if inside else k
                continue
            if word in _DETERMINERS and last is None:
                start = k + 1
            elif self._is_head(k):
                last = k
            elif word in self._lists.modifiers or (self._words[k] == "-" and self._tokens.glued(k)):
                pass
            elif last is None and unknown < _MAX_UNKNOWN and self._may_modify(k):
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
            if end + 1 >= stop or self._lowers[end] not in _HOLDING:
                break
            at = end + 1
            while at + 1 < stop and self._lowers[at] in ("the", "a", "an"):
                at += 1
            named = self._holder_past_modifiers(at, stop)
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

    def _takes_complement(self, title: Title, at: int) -> bool:
        """Whether "of" or "for" at `at` goes on with the title: "head of research"."""
        heads = self._lists.complemented
        if self._lowers[at] == "for":
            return self._lowers[title.end - 1] in heads and self._lowers[at + 1] != "the"
        return self._lowers[at] == "of" and (
            self._lowers[at + 1] != "the" or self._lowers[title.end - 1] in heads
        )

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
        verbs = (
            "is",
            "was",
            "became",
            "becomes",
            "serves",
            "served",
            "has",
            "had",
            "been",
            "worked",
            "works",
            "appointed",
            "named",
            "currently",
            "also",
            "previously",
            "elected",
        )
        k = at
        while k < stop and self._lowers[k] in verbs:
            k += 1
        if k == at or k >= stop:
            return stop
        if self._lowers[k] == "as":
            return k + 1
        return k if self._lowers[k] in _DETERMINERS | {"head", "chairman", "president"} else stop

    # -- words --------------------------------------------------------------------------------

    def _is_head(self, k: int) -> bool:
        if k in self._mention_at:
            return False
        word = self._lowers[k]
        return word in self._lists.heads or word.endswith(self._lists.endings)

    def _is_person(self, k: int) -> bool:
        mention = self._mention_at.get(k)
        return mention is not None and mention.type == "PERSON"

    def _holder_at(self, k: int) -> Named | None:
        mention = self._mention_at.get(k)
        return mention if mention and mention.type in _HOLDER_TYPES else None

    def _institution(self, mention: Named, following: int) -> int:
        """How many of the last words of a name belong to the title after it ("Communist Party")."""
        if (self._lowers[min(following, len(self._lowers) - 1)], mention.text.lower()) in self._lists.naming:
            return mention.stop - mention.first
        for name in self._lists.institutional:
            size = name.count(" ") + 1
            if " ".join(mention.words[-size:]) == name:
                return size
        return 0

    def _may_modify(self, k: int) -> bool:
        word = self._words[k]
        if k in self._mention_at or not word[0].isalpha() or len(word) < 2:
            return False
        lower = self._lowers[k]
        return lower not in self._lists.outside | self._lists.heads and not lower.endswith(("ly", "ed"))

    def _joins_modifiers(self, k: int, start: int) -> bool:
        """Whether the "and" at `k` joins two modifiers: "trade and industry commissioner"."""
        return self._lowers[k - 1] in self._lists.modifiers and self._lowers[start] in self._lists.modifiers

    def _are_one(self, first: int, second: int) -> bool:
        """Whether two heads joined by "and" make one title."""
        return self._lowers[first] in self._lists.corporate and self._lowers[second] in self._lists.corporate
