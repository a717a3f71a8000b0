"""Whether "he" or "she" can stand for a person, as far as the article or the forename tells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from newsextract.language import load_toml, load_tsv


def gender_of(names: Iterable[str], titles: Iterable[str]) -> str:
    """Give "m", "w", or "" if neither titles nor forenames tell.

    Args:
        names: Forms of the name.
        titles: Titles and the words before the name ("Mr", "spokeswoman").
    """
    words = _words()
    for title in titles:
        for word in title.lower().split():
            if word in words:
                return words[word]
    forenames = _forenames()
    for name in names:
        parts = name.split()
        if len(parts) > 1:
            flag = words.get(parts[0].lower()) or forenames.get(parts[0], "")
            if len(flag) == 1:
                return flag
    return ""


@cache
def _words() -> dict[str, str]:
    data = load_toml("entities.toml")["gender"]
    return {word: flag for flag, words in data.items() for word in words}


@cache
def _forenames() -> dict[str, str]:
    return {row[0]: row[1].replace("s", "") for row in load_tsv("gazetteer-people.tsv")}
