"""`RelationsExtractor`: ties from roles and from the words between names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel

from newsextract.model import Entity, EntityType, Mention, Relation, Role, Span
from newsextract.pipeline import Context

from .patterns import MAX_WORDS, employment_titles, patterns_for, regions

_MAX_GAP = 40
"""How many characters may stand between a title and the employer: farther, the tie is only implied."""
_POSSESSIVES = frozenset(["'s", "’s"])
_ARTICLES = frozenset(["the", "a", "an"])
_OWNING = frozenset(["his", "her"])

Occurrence = tuple[int, int, Mention, Entity]
"""First token, token after the last, the mention and its entity."""


class RelationsExtractor:
    """Writes the lasting ties that the article states between its entities."""

    name = "relations"
    reads: tuple[type, ...] = (Entity,)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Relation,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield each tie once, grounded where it is stated first."""
        entities = ctx[Entity]
        found: dict[tuple[str, str, str], Relation] = {}
        for relation in (*_employment(ctx, entities), *_stated(ctx, entities)):
            found.setdefault((relation.type, relation.subject, relation.object), relation)
        yield from found.values()


def _employment(ctx: Context, entities: Sequence[Entity]) -> Iterator[Relation]:
    """People whose title is held at an organisation named in the same sentence."""
    by_id = {e.id: e for e in entities}
    for person in entities:
        for role in person.roles:
            employer, kind = by_id.get(role.organization or ""), _kind(role)
            if employer is None or employer.type != EntityType.ORGANIZATION or not kind:
                continue
            first, stop = _sentence(ctx, role.span.start)
            ends = [_nearest(e, role.span.start, first, stop) for e in (person, employer)]
            places = [role.span, *(m.span for m in ends if m)]
            if len(places) == 3 and _gap(role.span, places[2]) <= _MAX_GAP:
                start, end = min(s.start for s in places), max(s.end for s in places)
                if not _is_past(ctx, start, role.span.end):
                    yield _relation(ctx, kind, person, employer, start, end, "role")


def _gap(one: Span, other: Span) -> int:
    """How many characters stand between two spans."""
    return max(one.start, other.start) - min(one.end, other.end)


def _kind(role: Role) -> str:
    """The tie that a title makes, or "" if it makes none."""
    titles, head = employment_titles(), role.title.lower().split()[-1]
    if head in titles["none"]:
        return ""
    return "member_of" if head in titles["member"] else "employed_by"


def _is_past(ctx: Context, start: int, end: int) -> bool:
    """Whether the words that give a title, or the two before them, say that it is held no longer."""
    past = employment_titles()["past"]
    first, stop = ctx.tokens.covering(start, end)
    words = ctx.tokens.lowers[max(0, first - 2) : stop]
    return any(word in past or word.startswith("ex-") for word in words)


def _sentence(ctx: Context, offset: int) -> tuple[int, int]:
    return ctx.tokens.sentence_span(ctx.tokens.sentence_of(min(ctx.tokens.at(offset), len(ctx.tokens) - 1)))


def _nearest(entity: Entity, offset: int, first: int, stop: int) -> Mention | None:
    """The mention of an entity between two offsets that is nearest to a third."""
    within = [m for m in entity.mentions if first <= m.span.start < stop]
    return min(within, key=lambda m: abs(m.span.start - offset), default=None)


def _stated(ctx: Context, entities: Sequence[Entity]) -> Iterator[Relation]:
    """Ties told by the words between two neighbouring mentions, or a possessive pronoun and a mention."""
    occurrences = _occurrences(ctx, entities)
    others = [o for o in occurrences if o[2].kind != "pronoun"]
    yield from _enclosed(ctx, others)
    owning = [(a, b) for a, b in pairwise(occurrences) if _is_possessive(a[2]) and b[2].kind != "pronoun"]
    for left, right in (*pairwise(others), *owning):
        words = _between(ctx, left, right)
        if not words or left[3] is right[3]:
            continue
        for pattern in patterns_for(words):
            subject, other = (right[3], left[3]) if pattern.reverse else (left[3], right[3])
            typed = subject.type in pattern.subjects and other.type in pattern.objects
            asked = pattern.pronoun == (left[2].kind == "pronoun")
            if typed and asked and pattern.between.fullmatch(" ".join(words)):
                start, end = left[2].span.start, right[2].span.end
                yield _relation(ctx, pattern.type, subject, other, start, end, "words-between")
                break


def _enclosed(ctx: Context, occurrences: Sequence[Occurrence]) -> Iterator[Relation]:
    """A town and the state or country behind a comma ("Mesquite, Texas"), unless a list goes on."""
    starts = {o[0] for o in occurrences}
    words = ctx.tokens.words
    for left, right in pairwise(occurrences):
        place, around = left[3], right[3]
        if left[2].type != "GPE" or right[2].type != "GPE" or words[left[1] : right[0]] != [","]:
            continue
        listed = words[right[1] : right[1] + 1] in (["and"], ["or"], ["&"]) or (
            words[right[1] : right[1] + 1] == [","] and {right[1] + 1, right[1] + 2} & starts
        )
        inside = not _is_large(place) and _is_large(around)
        if inside and not listed and words[left[0] - 1 : left[0]] != [","]:
            start, end = left[2].span.start, right[2].span.end
            yield _relation(ctx, "located_in", place, around, start, end, "comma")


def _is_large(place: Entity) -> bool:
    """Whether it is a country or a state, which other places are in."""
    return "iso3166" in place.identifiers or place.name in regions()


def _is_possessive(mention: Mention) -> bool:
    return mention.kind == "pronoun" and mention.span.text.lower() in _OWNING


def _occurrences(ctx: Context, entities: Sequence[Entity]) -> list[Occurrence]:
    """Every mention in text order."""
    mentions = [(m, e) for e in entities for m in e.mentions]
    mentions.sort(key=lambda pair: pair[0].span.start)
    return [(*ctx.tokens.covering(m.span.start, m.span.end), m, e) for m, e in mentions]


def _between(ctx: Context, left: Occurrence, right: Occurrence) -> list[str]:
    """The words between two mentions of one sentence, without the article before the second.

    None where the second is followed by "'s": the tie is then to something of its own.
    """
    tokens = ctx.tokens
    start, stop = left[1], right[0]
    if not 0 < stop - start <= MAX_WORDS or stop >= tokens.sentences[tokens.sentence_of(left[0])][1]:
        return []
    if right[1] < len(tokens) and tokens.words[right[1]] in _POSSESSIVES:
        return []
    words = tokens.lowers[start:stop]
    return words[:-1] if len(words) > 1 and words[-1] in _ARTICLES else words


def _relation(
    ctx: Context, kind: str, subject: Entity, other: Entity, start: int, end: int, rule: str
) -> Relation:
    return Relation(
        type=kind,
        subject=subject.id,
        object=other.id,
        span=ctx.span(start, end),
        provenance=ctx.provenance(rule),
    )
