"""Who holds which title: the titles around the names of people, given to the entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsextract.model import Role
from newsextract.pipeline import Context

from .holders import Holders
from .mention import Named
from .title_grammar import Title
from .titles_after import TitlesAfter
from .titles_before import TitlesBefore

Found = tuple[Named, Title]

_REACH = 40
"""How many tokens from a name its titles may stand."""


def roles_of(ctx: Context, mentions: Sequence[Named], owner: Mapping[int, str]) -> dict[str, list[Role]]:
    """The roles of every person, each title once.

    Args:
        ctx: The article.
        mentions: Named mentions in order.
        owner: Entity id of each mention's index.
    """
    holders = Holders(ctx.tokens, mentions, owner)
    roles: dict[str, dict[str, Role]] = {}
    for person, title in _titles(ctx, mentions):
        starts, ends = ctx.tokens.starts, ctx.tokens.ends
        span = ctx.span(starts[title.start], ends[title.end - 1])
        known = roles.setdefault(owner[person.index], {})
        organization = holders.of(title, person)
        before = known.get(span.text.lower())
        if before is None or (before.organization is None and organization):
            known[span.text.lower()] = Role(title=span.text, organization=organization, span=span)
    return {entity: list(found.values()) for entity, found in roles.items()}


def _titles(ctx: Context, mentions: Sequence[Named]) -> Iterator[Found]:
    left, right = TitlesBefore(ctx.tokens, mentions), TitlesAfter(ctx.tokens, mentions)
    shared: Title | None = None
    previous: Found | None = None
    for person in mentions:
        if person.type != "PERSON" or person.first >= person.stop:
            continue
        floor, stop = ctx.tokens.sentences[ctx.tokens.sentence_of(person.first)]
        floor, stop = max(floor, person.first - _REACH), min(stop, person.stop + _REACH)
        before = left.before(person, floor)
        if not before and shared and left.are_listed(person, floor):
            before = [shared]
        place = right.place_after(person, stop) if before else None
        shared = next((t for t in before if left.is_plural(t)), None)
        for title in before:
            holder = title.holder or place
            if holder is None and previous and left.are_joined(previous[0], title):
                holder = previous[1].holder
            previous = person, Title(title.start, title.end, holder)
            yield previous
        for title in right.after(person, stop):
            yield person, title
