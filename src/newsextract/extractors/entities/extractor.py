"""`EntitiesExtractor`: from mentions to who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import Entity, Mention, Paragraph, Provenance, Role
from newsextract.pipeline import Context

from .clusters import cluster
from .gender import gender_of
from .mention import Named
from .pronouns import pronouns
from .quoted import quoted
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
        references = defaultdict[str, list[Mention]](list)
        for mention, entity in self._references(ctx, mentions, owner, groups, roles):
            references[entity].append(mention)
        for n, group in enumerate(groups):
            named = [m.mention for m in group]
            yield Entity(
                id=str(n),
                type=group[0].type,
                name=max(group, key=lambda m: (len(m.words), len(m.text))).text,
                mentions=tuple(sorted([*named, *references[str(n)]], key=lambda m: m.span.start)),
                roles=tuple(roles.get(str(n), ())),
                provenance=Provenance(extractor="", rule="cluster"),
            )

    def _references(
        self,
        ctx: Context,
        mentions: Sequence[Named],
        owner: Mapping[int, str],
        groups: Sequence[Sequence[Named]],
        roles: Mapping[str, Sequence[Role]],
    ) -> Iterator[tuple[Mention, str]]:
        tokens = ctx.tokens
        genders = {
            str(n): gender_of((m.text for m in group), _titles(ctx, group, roles.get(str(n), ())))
            for n, group in enumerate(groups)
            if group[0].type == "PERSON"
        }
        for found in pronouns(tokens, mentions, owner, genders, quoted(tokens)):
            span = ctx.span(tokens.starts[found.start], tokens.ends[found.stop - 1])
            provenance = Provenance(extractor="", rule="pronoun")
            yield (
                Mention(span=span, kind="pronoun", type="PERSON", confidence=0.8, provenance=provenance),
                found.entity,
            )


def _titles(ctx: Context, group: Sequence[Named], roles: Sequence[Role]) -> list[str]:
    """The titles of a person and the words right before the name."""
    before = [ctx.tokens.words[m.first - 1] for m in group if m.first]
    return [*before, *(role.title for role in roles)]
