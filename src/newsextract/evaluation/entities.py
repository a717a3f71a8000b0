"""Names, clusters and titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from newsextract.model import Article

from .gold import GoldDocument
from .intervals import Interval, interval, plain
from .tally import Sheet

COARSE = {
    "PERSON": "PER",
    "ORGANIZATION": "ORG",
    "GPE": "LOC",
    "LOCATION": "LOC",
    "FACILITY": "LOC",
}
"""The four types of CoNLL; every other type is MISC."""


class EntityLinks:
    """Which gold entity each found entity stands for: the one it shares most mentions with.

    Args:
        gold: The annotated document.
        article: What was found.
    """

    def __init__(self, gold: GoldDocument, article: Article) -> None:
        cluster = {span: identifier for span, identifier, _ in named_mentions(article)}
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for span, gold_id in gold.mentions.items():
            if span in cluster:
                votes[cluster[span]][gold_id] += 1
        self._gold_id = {found: counter.most_common(1)[0][0] for found, counter in votes.items()}

    def resolve(self, identifier: str | None, default: str | None = None) -> str | None:
        """The gold id of a found id; without one, ``default`` or else the id itself."""
        if identifier is None:
            return default
        return self._gold_id.get(identifier, default or identifier)


def named_mentions(article: Article) -> Iterator[tuple[Interval, str, str]]:
    """Interval, entity id and entity type of every named mention."""
    for entity in article.entities:
        for mention in entity.mentions:
            if mention.kind == "name":
                yield interval(mention.span), entity.id, entity.type


def score_entities(gold: GoldDocument, article: Article, sheet: Sheet) -> None:
    """Named mentions and their clusters.

    ``mention``: same span and type; ``mention4``: types folded to `COARSE`; ``type.X``: one type alone;
    ``cluster``: B-cubed over named mentions, where a mention that the other side lacks counts 0.
    """
    expected = {span: gold.entities[identifier].type for span, identifier in gold.mentions.items()}
    found = {span: kind for span, _, kind in named_mentions(article)}

    def shown(mentions: Mapping[Interval, str]) -> list[tuple[Interval, str, str]]:
        return [(span, gold.text[slice(*span)], kind) for span, kind in mentions.items()]

    def coarse(mentions: Mapping[Interval, str]) -> list[tuple[Interval, str]]:
        return [(span, COARSE.get(kind, "MISC")) for span, kind in mentions.items()]

    def of_type(mentions: Mapping[Interval, str], wanted: str) -> list[Interval]:
        return [span for span, kind in mentions.items() if kind == wanted]

    sheet.compare("entities.mention", shown(expected), shown(found), layer="entities")
    sheet.compare("entities.mention4", coarse(expected), coarse(found))
    for kind in {*expected.values(), *found.values()}:
        sheet.compare(f"entities.type.{kind}", of_type(expected, kind), of_type(found, kind))
    clusters = {span: identifier for span, identifier, _ in named_mentions(article)}
    sheet.add(
        "entities.cluster",
        gold=len(gold.mentions),
        found=len(clusters),
        hits=_b_cubed(gold.mentions, clusters),
        found_hits=_b_cubed(clusters, gold.mentions),
    )


def score_roles(gold: GoldDocument, article: Article, links: EntityLinks, sheet: Sheet) -> None:
    """``title``: pairs of person and title; ``organization``: also where the title is held."""
    expected = {(e.id, plain(title)): held_at for e in gold.entities.values() for title, held_at in e.roles}
    found = {
        (links.resolve(e.id, default=f"?{e.name}"), plain(role.title)): links.resolve(role.organization)
        for e in article.entities
        for role in e.roles
    }
    sheet.compare("roles.title", expected, found, layer="roles")
    sheet.compare(
        "roles.organization",
        [item for item in expected.items() if item[1]],
        [item for item in found.items() if item[1]],
    )


def _b_cubed(ours: Mapping[Interval, str], theirs: Mapping[Interval, str]) -> float:
    """Sum over our mentions of the share of the mention's cluster that theirs agrees to."""
    our_cluster, their_cluster = _clusters(ours), _clusters(theirs)
    return sum(
        len(our_cluster[ours[m]] & their_cluster[theirs[m]]) / len(our_cluster[ours[m]])
        for m in ours
        if m in theirs
    )


def _clusters(mentions: Mapping[Interval, str]) -> defaultdict[str, set[Interval]]:
    clusters: defaultdict[str, set[Interval]] = defaultdict(set)
    for mention, identifier in mentions.items():
        clusters[identifier].add(mention)
    return clusters
