"""Ties told by the words between two mentions of one sentence; the patterns are in `relations.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsextract.language import load_toml

MAX_WORDS = 14
"""The most words that may stand between two mentions."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state a tie.

    Attributes:
        type: The tie.
        subjects: Entity types of the one who owns, is part of, is located ...
        objects: Entity types of the other.
        between: What must match the words between the mentions.
        reverse: Whether the second mention is the subject.
        pronoun: Whether the first mention must be a possessive pronoun.
    """

    type: str
    subjects: frozenset[str]
    objects: frozenset[str]
    between: re.Pattern[str]
    reverse: bool
    pronoun: bool


def patterns_for(words: list[str]) -> Iterator[Pattern]:
    """The patterns that have a cue among the words, in the order of the file."""
    by_cue = _patterns()
    seen = set[int]()
    for word in words:
        for pattern in by_cue.get(word, ()):
            if id(pattern) not in seen:
                seen.add(id(pattern))
                yield pattern


@cache
def employment_titles() -> Mapping[str, frozenset[str]]:
    """Words that tell what tie a title makes: "member", "none" and "past"."""
    return {key: frozenset(words) for key, words in load_toml("relations.toml")["titles"].items()}


@cache
def regions() -> frozenset[str]:
    """Names that can stand behind a town and a comma, besides those of countries."""
    return frozenset(load_toml("relations.toml")["places"]["regions"])


@cache
def _patterns() -> Mapping[str, tuple[Pattern, ...]]:
    data = load_toml("relations.toml")
    by_cue: dict[str, tuple[Pattern, ...]] = {}
    for entry in data["pattern"]:
        pattern = _pattern(entry, data["words"])
        for cue in entry["cue"]:
            by_cue[cue] = (*by_cue.get(cue, ()), pattern)
    return by_cue


def _pattern(entry: Mapping[str, Any], words: Mapping[str, str]) -> Pattern:
    between = entry["between"]
    for name, expression in words.items():
        between = between.replace("{" + name + "}", expression)
    return Pattern(
        type=entry["type"],
        subjects=frozenset(entry["subject"]),
        objects=frozenset(entry["object"]),
        between=re.compile(between),
        reverse=entry.get("reverse", False),
        pronoun=entry.get("pronoun", False),
    )
