"""Reads how exact an amount is: "more than", "up to", "or so"."""

from __future__ import annotations

import functools

from newsextract.language.resources import load_toml

from .lexemes import Lexemes

_LONGEST = 5  # words


def qualifier_of(lexemes: Lexemes, first: int, stop: int) -> str | None:
    """The qualifier of the amount in the lexemes ``[first, stop)``, or None."""
    return _before(lexemes, first) or _behind(lexemes, stop)


def _before(lexemes: Lexemes, first: int) -> str | None:
    """The qualifier whose words end right before the amount; the longest wins."""
    if first and lexemes.shape[first - 1] == "b":
        first -= 1
    phrases = _phrases("qualifiers")
    for count in range(min(_LONGEST, first), 0, -1):
        found = phrases.get(" ".join(lexemes.before(first, count)))
        if found:
            return found
    return None


def _behind(lexemes: Lexemes, stop: int) -> str | None:
    phrases = _phrases("qualifiers_after")
    for count in (3, 2, 1):
        found = phrases.get(" ".join(lexemes.words[stop : stop + count]))
        if found:
            return found
    return None


@functools.cache
def _phrases(table: str) -> dict[str, str]:
    qualifiers: dict[str, list[str]] = load_toml("money_context.toml")[table]
    return {phrase: qualifier for qualifier, phrases in qualifiers.items() for phrase in phrases}
