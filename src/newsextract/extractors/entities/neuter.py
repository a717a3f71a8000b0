"""What "it" and "its" stand for, where the article makes it clear.

Only the subject of the sentence counts: an organisation, or a phrase for one, with which the sentence begins.
"Its" stands for it where nothing else with a name comes in between, "it" where the subject is said to say so
("Nexora said it ..."), or where the next sentence begins so ("It said ...").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from newsextract.language import Tokens, load_toml

from .mention import Named
from .pronouns import Reference

_BEFORE_SUBJECT = frozenset(["the", '"', "“"])
_NO_SUBJECT = frozenset(["'s", "’s", "'", "’", ",", "and", "or", "&", "-", ":", "(", "/"])
"""What follows a name that is not the subject alone."""
_UNCOUNTED = frozenset(["PERSON", "NORP"])
"""Types that "it" never stands for."""


class _Place(NamedTuple):
    """A name or phrase: its tokens, the entity, whether that is an organisation, whether it could be "it"."""

    start: int
    stop: int
    entity: str
    organization: bool
    neuter: bool


def neuters(
    tokens: Tokens,
    mentions: Sequence[Named],
    nominals: Sequence[Reference],
    owner: Mapping[int, str],
    in_quotes: Sequence[int],
) -> Iterator[Reference]:
    """The places of "it" and "its" that stand for an organisation.

    Args:
        tokens: The article.
        mentions: Named mentions in order.
        nominals: Phrases that stand for an entity.
        owner: Entity id of each mention's index.
        in_quotes: A flag for every token.
    """
    organizations = {owner[m.index] for m in mentions if m.type == "ORGANIZATION"}
    places = {
        m.first: _Place(m.first, m.stop, owner[m.index], m.type == "ORGANIZATION", m.type not in _UNCOUNTED)
        for m in mentions
    }
    for r in nominals:
        places[r.start] = _Place(r.start, r.stop, r.entity, r.entity in organizations, True)
    before: str | None = None
    for first, stop in tokens.sentences:
        subject = _subject(tokens, first, stop, places)
        if before and _begins_with_it(tokens, first, stop):
            subject = _Place(first, first + 1, before, True, True)
            if not in_quotes[first]:
                yield Reference(first, first + 1, before)
        if subject:
            yield from _within(tokens, subject, stop, places, in_quotes)
        before = subject.entity if subject else None


def _subject(tokens: Tokens, first: int, stop: int, places: Mapping[int, _Place]) -> _Place | None:
    """The organisation with which a sentence begins."""
    start = first
    while start < stop and start not in places and tokens.lowers[start] in _BEFORE_SUBJECT:
        start += 1
    found = places.get(start)
    if found is None or not found.organization or found.stop >= stop:
        return None
    return None if tokens.words[found.stop] in _NO_SUBJECT else found


def _begins_with_it(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether a sentence begins "It said": with a verb for what only somebody can do."""
    words = tokens.lowers[first : min(stop, first + 3)]
    return len(words) == 3 and words[0] == "it" and words[1 + (words[1] == "also")] in _verbs()


def _within(
    tokens: Tokens, subject: _Place, stop: int, places: Mapping[int, _Place], in_quotes: Sequence[int]
) -> Iterator[Reference]:
    """Behind the subject of a sentence, until something else comes that the pronouns could stand for."""
    for k in range(subject.stop, stop):
        other = places.get(k)
        if other and other.neuter and other.entity != subject.entity:
            return
        word = tokens.lowers[k]
        if not in_quotes[k] and (word == "its" or (word == "it" and _is_said(tokens, k))):
            yield Reference(k, k + 1, subject.entity)


def _is_said(tokens: Tokens, k: int) -> bool:
    """Whether "it" at `k` is the one that says so, and not the "it" of "it was too early"."""
    before = tokens.lowers[max(0, k - 2) : k]
    if before[-1:] == ["that"]:
        before.pop()
    after = tokens.lowers[k + 2 : k + 3]
    return bool(before) and before[-1] in _verbs() and not _impersonal().issuperset(after)


@cache
def _impersonal() -> frozenset[str]:
    """What follows "it was" where nothing is meant."""
    return frozenset(load_toml("entities.toml")["nominals"]["impersonal"])


@cache
def _verbs() -> frozenset[str]:
    """What somebody does who says, plans or knows."""
    return frozenset(load_toml("entities.toml")["nominals"]["verbs"])
