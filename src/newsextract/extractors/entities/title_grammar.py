"""The grammar of titles: what one is, and what words and names can do in it.

A title is a head ("president", "chief executive"), the words before it that belong to it, and what
follows it after "of" or "for" ("head of research"). Names beside it say where it is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.language import Tokens
from newsextract.language.title_words import title_words

from .mention import Named

MAX_UNKNOWN = 3
"""How many words that no list knows a title may hold."""
HOLDING = frozenset(["of", "at", "for", "from", "with", "in"])
HOLDER_TYPES = frozenset(["ORGANIZATION", "GPE", "LOCATION", "FACILITY", "NORP", "PRODUCT"])
DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "one", "another", "my"])
POSSESSIVES = frozenset(["'s", "’s", "'", "’"])


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


class TitleGrammar:
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
        self._places = {m.text: m for m in mentions if m.type == "GPE"}

    def is_plural(self, title: Title) -> bool:
        """Whether a title before a list of names holds for all of them: "Senators Lee and Perdue"."""
        head = next((k for k in range(title.end - 1, title.start - 1, -1) if self._is_head(k)), title.end - 1)
        word = self._lowers[head]
        return word.endswith("s") and word[:-1] in self._lists.heads

    def are_joined(self, person: Named, title: Title) -> bool:
        """Whether a title follows a person and "and": "Secretary Yuan Jiajun and mayor" Hu Henghua."""
        return title.start == person.stop + 1 and self._lowers[person.stop] == "and"

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
        return mention if mention and mention.type in HOLDER_TYPES else None

    def _institution(self, mention: Named, following: int) -> int:
        """How many of the last words of a name belong to the title after it ("Communist Party")."""
        if (self._lowers[min(following, len(self._lowers) - 1)], mention.text.lower()) in self._lists.naming:
            return mention.stop - mention.first
        for name in self._lists.institutional:
            if mention.words[-len(name) :] == name:
                return len(name)
        return 0

    def _leading_place(self, mention: Named, stop: int) -> Named:
        """The place that the words of a name before `stop` name elsewhere, else the name itself."""
        if not mention.first < stop < mention.stop:
            return mention
        return self._places.get(
            self._tokens.text[self._tokens.starts[mention.first] : self._tokens.ends[stop - 1]], mention
        )

    def _may_modify(self, k: int, *, head: bool = False) -> bool:
        """Whether a word that no list knows can stand in a title; heads stand there only if asked for."""
        word, lower = self._words[k], self._lowers[k]
        if k in self._mention_at or not word[0].isalpha() or len(word) < 2 or lower in self._lists.outside:
            return False
        if lower in self._lists.heads:
            return head
        return not lower.endswith(("ly", "ed", "ing"))

    def _are_one(self, first: int, second: int) -> bool:
        """Whether two heads joined by "and" make one title."""
        return self._lowers[first] in self._lists.corporate and self._lowers[second] in self._lists.corporate
