"""Who is tied to whom: the entities of an article as an arc diagram.

Names stand below each other and arcs join them, so that names never cover each other, and the layout follows
from the order of the text alone: no chance and no iteration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from newsextract.model import Article, Entity, EntityType, Event, Realis

from .marks import token

MOST_NODES = 18
"""Entities drawn, those with the most ties first: more would be no picture."""

TOP, ROW, LABEL = 16, 26, 15
"""Room above, height of a name and of a label."""

LEFT, LABELS = 230, 420
"""Where the arcs begin, and where their labels stand."""

LETTER = 7.2
"""Width of a letter, generously."""

LONGEST_NAME, LONGEST_LABEL = 29, 29


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two entities.

    Attributes:
        subject: Id of the entity it goes out from.
        object: Id of the entity it goes to.
        label: Relation, title or event type.
        fact: Id of the relation, person or event that says so.
        directed: Whether the order of the two says something: not among those who meet in an event.
        stated: False for events that are planned, denied or conditional.
    """

    subject: str
    object: str
    label: str
    fact: str
    directed: bool = True
    stated: bool = True


def graph(article: Article) -> str:
    """The diagram as an SVG element; "" where nothing is tied."""
    ties = tuple(_ties(article))
    weights = Counter(end for tie in ties for end in (tie.subject, tie.object))
    known = {e.id: e for e in article.entities}
    drawn = sorted(weights, key=lambda i: (-weights[i], -known[i].salience))[:MOST_NODES]
    ties = tuple(tie for tie in ties if tie.subject in drawn and tie.object in drawn)
    if not ties:
        return ""
    order = _in_components([e.id for e in article.entities if e.id in drawn], ties)
    heights = {identifier: TOP + ROW * n for n, identifier in enumerate(order)}
    arcs = list(_arcs(ties, heights))
    names = "".join(_node(known[identifier], y) for identifier, y in heights.items())
    left = max(0, LEFT - 20 - LETTER * max(len(known[identifier].name) for identifier in order))
    width, height = (
        LABELS + LETTER * LONGEST_LABEL - left,
        TOP + max(ROW * len(order), LABEL * (len(arcs) + 1)),
    )
    return (
        f'<svg class="graph" viewBox="{left:g} 0 {width:g} {height}" width="{width:g}" role="group" '
        f'aria-label="Ties between entities">{"".join(arcs)}{names}</svg>'
    )


def _ties(article: Article) -> Iterator[Tie]:
    """Relations, titles, and the entities that meet in an event; each tie between two entities once."""
    known = {e.id for e in article.entities}
    seen = set[tuple[str, str, str]]()
    for tie in (*_lasting(article), *_of_events(article.events)):
        key = (tie.subject, tie.object, tie.label)
        if tie.subject != tie.object and {tie.subject, tie.object} <= known and key not in seen:
            seen.add(key)
            yield tie


def _lasting(article: Article) -> Iterator[Tie]:
    for relation in article.relations:
        yield Tie(relation.subject, relation.object, relation.type, relation.id)
    for person in article.entities:
        for role in person.roles:
            yield Tie(person.id, role.organization or "", role.title, person.id)


def _of_events(events: Iterable[Event]) -> Iterator[Tie]:
    for event in events:
        ends = [a.ref for a in event.arguments if a.ref]
        for other in ends[1:]:
            stated = event.realis == Realis.ACTUAL
            yield Tie(ends[0], other, event.type, event.id, directed=False, stated=stated)


def _in_components(identifiers: list[str], ties: tuple[Tie, ...]) -> list[str]:
    """Entities that are tied, directly or not, next to each other; else in the order of the text."""
    joined: dict[str, list[str]] = {}
    for tie in ties:
        joined.setdefault(tie.subject, []).append(tie.object)
        joined.setdefault(tie.object, []).append(tie.subject)
    order = list[str]()
    for first in identifiers:
        queue = [first] if first in joined and first not in order else []
        for identifier in queue:
            queue.extend(i for i in dict.fromkeys(joined[identifier]) if i not in queue)
        order.extend(queue)
    return order


def _arcs(ties: tuple[Tie, ...], heights: dict[str, int]) -> Iterator[str]:
    """One arc for two entities; all that joins them is its label, in a column on the right."""
    pairs: dict[tuple[int, int], list[Tie]] = {}
    for tie in ties:
        upper, lower = sorted((heights[tie.subject], heights[tie.object]))
        pairs.setdefault((upper, lower), []).append(tie)
    last = 0.0
    for (upper, lower), joined in sorted(pairs.items(), key=lambda pair: (sum(pair[0]), pair[0][1])):
        middle, half = (upper + lower) / 2, (lower - upper) / 2
        reach = min(24 + half * 0.8, LABELS - LEFT - 16)
        last = max(middle, last + LABEL)
        label = _short(", ".join(dict.fromkeys(tie.label.replace("_", " ") for tie in joined)), LONGEST_LABEL)
        facts = " ".join(dict.fromkeys(token(tie.fact) for tie in joined))
        line = "arc" if any(tie.stated for tie in joined) else "arc unstated"
        heads = dict.fromkeys(heights[tie.object] for tie in joined if tie.directed)
        arrows = "".join(f'<path class="head" d="M{LEFT} {y}l9 -4.5v9z"/>' for y in heads)
        yield (
            f'<g class="tie" data-f="{facts}" tabindex="0" role="button">'
            f'<path class="lead" d="M{LEFT + reach:g} {middle:g}L{LABELS - 4} {last:g}"/>'
            f'<path class="{line}" d="M{LEFT} {upper}A{reach:g} {half:g} 0 0 1 {LEFT} {lower}"/>'
            f'{arrows}<text x="{LABELS}" y="{last + 4:g}">{escape(label)}</text></g>'
        )


def _node(entity: Entity, y: int) -> str:
    name = escape(_short(entity.name, LONGEST_NAME))
    return (
        f'<g class="node" data-f="{token(entity.id)}" tabindex="0" role="button">'
        f"<title>{escape(entity.name)}: {escape(entity.type)}</title>"
        f'<text x="{LEFT - 15}" y="{y + 4}" text-anchor="end">{name}</text>'
        f'<path class="shape" d="{_SHAPES.get(entity.type, _TRIANGLE).format(x=LEFT - 7, y=y)}"/></g>'
    )


_TRIANGLE = "M{x} {y}m-5 4l5 -9l5 9z"
_DIAMOND = "M{x} {y}m-6 0l6 -6l6 6l-6 6z"
_SHAPES: dict[str, str] = {
    EntityType.PERSON: "M{x} {y}m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    EntityType.ORGANIZATION: "M{x} {y}m-5 -5h10v10h-10z",
    EntityType.GPE: _DIAMOND,
    EntityType.LOCATION: _DIAMOND,
    EntityType.FACILITY: _DIAMOND,
}


def _short(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
