"""The words other than names that stand for an entity: definite phrases, "he", "she" and "it"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from newsextract.language import Tokens
from newsextract.model import Role

from .gender import gender_of
from .mention import Named
from .neuter import neuters
from .nominals import NominalReader
from .pronouns import Reference, pronouns
from .quoted import quoted


def references(
    tokens: Tokens,
    groups: Sequence[Sequence[Named]],
    owner: Mapping[int, str],
    roles: Mapping[str, Sequence[Role]],
) -> dict[str, list[Reference]]:
    """The nominal and pronoun mentions of each entity.

    Args:
        tokens: The article.
        groups: Clusters of named mentions.
        owner: Entity id of each mention's index.
        roles: Roles by entity id.
    """
    mentions = sorted((m for group in groups for m in group), key=attrgetter("index"))
    in_quotes = quoted(tokens)
    genders = {}
    for group in groups:
        if group[0].type == "PERSON":
            entity = owner[group[0].index]
            genders[entity] = gender_of(
                (m.text for m in group), _titles(tokens, group, roles.get(entity, ()))
            )
    found: dict[str, list[Reference]] = {}
    nominals = list(NominalReader(tokens, mentions, owner, roles).references(in_quotes))
    people = pronouns(tokens, mentions, owner, genders, in_quotes)
    things = neuters(tokens, mentions, nominals, owner, in_quotes)
    for reference in (*nominals, *people, *things):
        found.setdefault(reference.entity, []).append(reference)
    return found


def _titles(tokens: Tokens, group: Sequence[Named], roles: Sequence[Role]) -> list[str]:
    """The titles of a person and the words right before the name."""
    before = [tokens.words[m.first - 1] for m in group if m.first]
    return [*before, *(role.title for role in roles)]
