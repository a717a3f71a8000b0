"""Which organisation or country "it" and "its" mean."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.language import Tokens

from .fillers import Thing, Things
from .tree import ANY_SUBJECT, Tree

_PRONOUNS = frozenset(("it", "its", "itself"))
_TYPES = ("ORGANIZATION", "GPE")


def resolved(tokens: Tokens, tree: Tree, things: Things) -> Iterator[Thing]:
    """Each such pronoun that the entities leave open as a mention of the entity it means.

    That is the nearest subject before it in its sentence ("Acme said it ..."), or else what the last
    sentence before it speaks of first. Where that is no organisation or country, nothing is yielded.

    Args:
        tokens: The article's tokens.
        tree: Their analysis.
        things: The entities.
    """
    lowers, rels = tokens.lowers, tree.rels
    topic: Thing | None = None
    for first, stop in tokens.sentences:
        opening: Thing | None = None
        nearest: Thing | None = None
        for i in [i for i in range(first, stop) if rels[i] in ANY_SUBJECT or lowers[i] in _PRONOUNS]:
            is_subject = rels[i] in ANY_SUBJECT
            mention: Thing | None = None
            if lowers[i] in _PRONOUNS and tree.upos[i] == "PRON":
                mention = next((t for t in things.within(i, i + 1) if t.ref and t.end == i + 1), None)
                meant = nearest or topic
                if meant and not mention:
                    mention = Thing(meant.kind, i, i + 1, meant.ref, "pronoun")
                    yield mention
            if is_subject:
                nearest = mention or _named(i, tree, things) or nearest
                opening = opening or nearest
        topic = opening or topic


def _named(head: int, tree: Tree, things: Things) -> Thing | None:
    """The organisation or country that a subject names."""
    if not any(t.kind in _TYPES for i in (head, head + 1) for t in things.at(i)):
        return None
    phrase = tree.phrase(head)
    found = [t for t in things.within(phrase.start, phrase.end) if t.ref and t.kind in _TYPES]
    at = [t for t in found if t.start <= head < t.end] or [
        t for t in found if t.mention == "name" and t.start == head + 1
    ]
    return max(at, key=lambda t: (t.mention == "name", t.end - t.start), default=None)
