"""`EntitiesExtractor`: from mentions to who is who."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import Entity, Mention, Paragraph, Provenance
from newsextract.pipeline import Context

from .clusters import cluster
from .mention import Named
from .roles import roles_of


class EntitiesExtractor:
    """Writes one `Entity` for everything the article names."""

    name = "entities"
    reads: tuple[type, ...] = (Mention, Paragraph)
    may_read: tuple[type, ...] = (Syntax,)
    writes: tuple[type, ...] = (Entity,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the entities, sorted by first mention."""
        mentions = [
            Named(i, m, *ctx.tokens.covering(m.span.start, m.span.end)) for i, m in enumerate(ctx[Mention])
        ]
        groups = cluster(mentions, ctx.tokens)
        owner = {m.index: str(n) for n, group in enumerate(groups) for m in group}
        roles = roles_of(ctx, mentions, owner)
        for n, group in enumerate(groups):
            yield Entity(
                id=str(n),
                type=group[0].type,
                name=max(group, key=lambda m: (len(m.words), len(m.text))).text,
                mentions=tuple(m.mention for m in group),
                roles=tuple(roles.get(str(n), ())),
                provenance=Provenance(extractor="", rule="cluster"),
            )
