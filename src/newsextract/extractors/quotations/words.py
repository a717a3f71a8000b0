"""The words that report speech, from ``speech.toml``."""

from __future__ import annotations

import functools

from newsextract.language import Tokens, load_toml

# What stands before a word that is a noun and no verb ("the claims", "Trump's claims").
_BEFORE_NOUNS = frozenset({"'s", "’s", "of", "in", "for"})


@functools.cache
def strong_verbs() -> dict[str, frozenset[str]]:
    """The forms of verbs that report speech wherever they stand, and their senses."""
    return _forms("verbs")


@functools.cache
def weak_verbs() -> dict[str, frozenset[str]]:
    """The forms of verbs that report speech only beside the marks, and their senses."""
    return _forms("weak")


def senses_of(lower: str) -> frozenset[str]:
    """What a form of a verb of speech says about the act of speech; empty for other words."""
    nothing: frozenset[str] = frozenset()
    return strong_verbs().get(lower, nothing) | weak_verbs().get(lower, nothing)


def _forms(table: str) -> dict[str, frozenset[str]]:
    senses: dict[str, set[str]] = {}
    for sense, verbs in load_toml("speech.toml")[table].items():
        for form in " ".join(verbs).split():
            senses.setdefault(form, set()).add(sense)
    return {form: frozenset(found) for form, found in senses.items()}


@functools.cache
def _source_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases whose complement is the speaker ("according to"), as words, by their first word."""
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in load_toml("speech.toml")["phrases"]["source_after"]:
        phrase = tuple(entry.split())
        by_first[phrase[0]] = (*by_first.get(phrase[0], ()), phrase)
    return by_first


def source_phrase_end(tokens: Tokens, i: int) -> int | None:
    """Where a phrase such as "according to" ends that begins at token `i`, or None."""
    first = tokens.lowers[i] if i < len(tokens) else ""
    for phrase in _source_phrases().get(first, ()):
        stop = i + len(phrase)
        if tuple(tokens.lowers[i:stop]) == phrase:
            return stop
    return None


@functools.cache
def reporting_words() -> frozenset[str]:
    """Every word that can report speech or begin a phrase that does: most words need no closer look."""
    return frozenset({*strong_verbs(), *weak_verbs(), *_source_phrases()})


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """A list of the table ``words``."""
    return _word_sets()[name]


@functools.cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("speech.toml")["words"].items()}


def is_cue(tokens: Tokens, i: int, *, beside: bool) -> bool:
    """Whether token `i` reports speech; a name ("Washington Post") and a noun ("the claims") do not.

    Args:
        tokens: The words of the text.
        i: Index of the token.
        beside: Whether it stands beside the marks, where weak verbs count too.
    """
    lower = tokens.lowers[i]
    if lower not in strong_verbs() and not (lower in weak_verbs() and (beside or _has_particle(tokens, i))):
        return False
    before = tokens.lowers[i - 1] if i else ""
    if tokens.words[i][0].isupper() and (before[:1].isalnum() or _is_name(tokens, i)):
        return False
    if not beside and lower in word_set("nouns_too") and not _is_verb(tokens, i):
        return False
    return before not in word_set("determiners") and before not in _BEFORE_NOUNS


def _has_particle(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens.lowers[i + 1] in word_set("particles")


def _is_name(tokens: Tokens, i: int) -> bool:
    """Whether a capitalised word at the head of a sentence is a name, because a verb of speech follows."""
    return i + 1 < len(tokens) and tokens.lowers[i + 1] in strong_verbs()


def _is_verb(tokens: Tokens, i: int) -> bool:
    """Whether a form that is also a noun ("claims", "report") is a verb here, by the word before it."""
    if i == 0:
        return False
    before, lower = tokens.words[i - 1], tokens.lowers[i - 1]
    if lower in word_set("pronouns") or lower in word_set("relatives") or lower in word_set("auxiliaries"):
        return True
    if not tokens.lowers[i].endswith("s"):
        return lower.endswith("s") and lower.isalpha()
    return before[0].isupper() or tokens.lowers[min(i + 1, len(tokens) - 1)] in ("that", ":", ",")
