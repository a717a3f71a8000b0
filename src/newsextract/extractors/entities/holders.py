"""Where a title is held: the organisation or place beside it, else the one the article speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from newsextract.language import Tokens
from newsextract.language.title_words import title_words

from .mention import Named
from .places import nationality, place
from .title_grammar import Title


class Holders:
    """Finds the entity at which a title is held.

    Args:
        tokens: The article.
        mentions: Named mentions in order.
        owner: Entity id of each mention's index.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Named], owner: Mapping[int, str]) -> None:
        self._lowers = tokens.lowers
        self._owner = owner
        self._organizations = [m for m in mentions if m.type == "ORGANIZATION"]
        of_countries = [(m, code) for m in mentions if (code := _country(m))]
        known = {m.index for m, _ in of_countries}
        self._regions = [m for m in mentions if m.type == "GPE" and m.index not in known]
        self._country_entity: dict[str, str] = {}
        for m, code in of_countries:
            if m.type == "GPE":
                self._country_entity.setdefault(code, owner[m.index])
        countries = Counter(code for _, code in of_countries)
        main = max(countries, key=lambda code: countries[code], default="")
        self._main_country = self._country_entity.get(main)

    def of(self, title: Title, person: Named) -> str | None:
        """Entity id of the holder, or None if the text does not tell."""
        head = self._lowers[title.end - 1]
        if (
            head in title_words().occupations
            and title.holder
            and title.holder.type in ("GPE", "NORP", "LOCATION")
        ):
            return None
        if title.holder is not None and title.holder.type == "NORP":
            return self._country_entity.get(nationality(title.holder.text))
        if title.holder is not None:
            return self._owner[title.holder.index]
        return self._implied(head, title)

    def _implied(self, head: str, title: Title) -> str | None:
        words = title_words()
        if head in words.of_regions:
            region = self._last_before(self._regions, title.start)
            return self._owner[region.index] if region else None
        if head in words.of_places or self._lowers[title.start : title.end] in words.of_countries:
            return self._main_country
        if head in words.corporate:
            before = self._last_before(self._organizations, title.start)
            return self._owner[before.index] if before else None
        return None

    @staticmethod
    def _last_before(mentions: Sequence[Named], at: int) -> Named | None:
        k = bisect_left(mentions, at, key=lambda m: m.first)
        return mentions[k - 1] if k else None


def _country(mention: Named) -> str:
    """ISO 3166 code of a country or of a nationality."""
    if mention.type == "NORP":
        return nationality(mention.text)
    found = place(mention.text) if mention.type == "GPE" else None
    return found.country if found and found.kind == "country" else ""
