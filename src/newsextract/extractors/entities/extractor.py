"""`EntitiesExtractor`: from mentions to who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import Entity, Mention, Paragraph
from newsextract.pipeline import Context

from .clusters import cluster
from .identifiers import identifiers
from .mention import Named
from .pronouns import Reference
from .references import references
from .roles import roles_of
from .salience import saliences

_REFERENCE_CONFIDENCE = 0.8


class EntitiesExtractor:
    """Writes one `Entity` for everything the article names."""

    name = "entities"
    reads: tuple[type, ...] = (Mention, Paragraph)
    may_read: tuple[type, ...] = (Syntax,)
    writes: tuple[type, ...] = (Entity,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the entities, sorted by first mention."""
        named = [
            Named.of(i, m, *ctx.tokens.covering(m.span.start, m.span.end)) for i, m in enumerate(ctx[Mention])
        ]
        groups = cluster(named, ctx.tokens)
        owner = {m.index: str(n) for n, group in enumerate(groups) for m in group}
        roles = roles_of(ctx, named, owner)
        others = references(ctx.tokens, groups, owner, roles)
        mentions = [_mentions(ctx, group, others.get(str(n), ())) for n, group in enumerate(groups)]
        salience = saliences(ctx.tokens, ctx[Paragraph], mentions)
        for n, group in enumerate(groups):
            yield Entity(
                id=str(n),
                type=group[0].type,
                name=_fullest(group),
                mentions=mentions[n],
                roles=tuple(roles.get(str(n), ())),
                identifiers=identifiers(group, ctx.text),
                salience=salience[n],
                confidence=max(m.mention.confidence for m in group),
                provenance=ctx.provenance("cluster"),
            )


def _fullest(group: Sequence[Named]) -> str:
    """The form with the most words; of several, the first that is not in capitals."""
    return max(group, key=lambda m: (len(m.words), not m.text.isupper(), len(m.text), -m.index)).text


def _mentions(ctx: Context, group: Sequence[Named], others: Sequence[Reference]) -> tuple[Mention, ...]:
    """All mentions of an entity in text order."""
    found = [m.mention for m in group]
    for reference in others:
        found.append(
            Mention(
                span=ctx.span(ctx.tokens.starts[reference.start], ctx.tokens.ends[reference.stop - 1]),
                kind=reference.kind,
                type=group[0].type,
                confidence=_REFERENCE_CONFIDENCE,
                provenance=ctx.provenance(reference.kind),
            )
        )
    return tuple(sorted(found, key=attrgetter("span.start")))
