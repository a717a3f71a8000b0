"""Line rules that are data: phrases that give a line away, from ``structure.toml``."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from newsextract.language import load_toml

from .lines import Line

_BRACKETS = "(["


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One kind of line and the phrases that give it away; see ``structure.toml``."""

    name: str
    kind: str
    max_words: int
    sentence: bool
    starts: tuple[str, ...]
    bracketed: tuple[str, ...]
    contains: tuple[str, ...]
    whole: frozenset[str]

    def fits(self, line: Line) -> bool:
        """Whether the line is of this kind."""
        if line.words > self.max_words or (not self.sentence and line.is_sentence):
            return False
        key = line.key
        return (
            (key.startswith(self.starts) and any(_begins(key, s) for s in self.starts))
            or (line.text[0] in _BRACKETS and any(_begins(key, s) for s in self.bracketed))
            or any(map(key.__contains__, self.contains))
            or key.rstrip(".:!- ") in self.whole
        )


def _begins(key: str, phrase: str) -> bool:
    """Whether the key begins with the phrase, and a word ends there."""
    if not key.startswith(phrase):
        return False
    following = key[len(phrase) : len(phrase) + 1]
    return not (following.isalnum() and phrase[-1].isalnum())


@functools.cache
def phrase_rules() -> tuple[PhraseRule, ...]:
    """The rules of ``structure.toml``, in their order."""
    return tuple(
        PhraseRule(
            name=entry["rule"],
            kind=entry["kind"],
            max_words=entry["max_words"],
            sentence=entry.get("sentence", True),
            starts=tuple(entry.get("starts", ())),
            bracketed=tuple(entry.get("bracketed", ())),
            contains=tuple(entry.get("contains", ())),
            whole=frozenset(entry.get("whole", ())),
        )
        for entry in load_toml("structure.toml")["line"]
    )


@functools.cache
def longest_phrase_line() -> int:
    """No rule looks at lines of more words than this."""
    return max(rule.max_words for rule in phrase_rules())


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``structure-names.toml``, in lower case."""
    return frozenset(entry.lower() for entry in load_toml("structure-names.toml")[name])


def classify_by_phrase(line: Line) -> None:
    """Settle the line by the first phrase rule that fits."""
    if line.words <= longest_phrase_line():
        rule = next((rule for rule in phrase_rules() if rule.fits(line)), None)
        if rule is not None:
            line.settle(rule.kind, rule.name)
