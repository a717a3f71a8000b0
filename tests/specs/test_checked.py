"""Precision of phrases, pronouns and relations on samples of Wikinews articles that were checked by hand."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import yaml

from newsextract import Pipeline
from newsextract.model import Article, Entity, Relation

DOCS = Path(__file__).parent.parent / "gold/train/docs"
CHECKED = Path(__file__).parent / "checked"
PIPELINE = Pipeline.default().only(Entity, Relation)


@functools.cache
def extracted(doc: str) -> Article:
    lines = (DOCS / f"{doc}.txt").read_text(encoding="utf-8").split("\n")
    paragraphs = [m[1] for line in lines[1:] if (m := re.match(r"\[\d+\] (.*)", line))]
    return PIPELINE("\n\n".join(paragraphs), published=lines[0].removeprefix("DCT: "))


def names(entity: Entity) -> set[str]:
    return {m.span.text for m in entity.mentions if m.kind == "name"}


def referent(case: dict[str, Any]) -> Entity | None:
    """What the extractor says a phrase stands for."""
    start, end = case["start"], case["start"] + len(case["phrase"])
    for entity in extracted(case["doc"]).entities:
        if any(m.kind != "name" and m.span.start < end and start < m.span.end for m in entity.mentions):
            return entity
    return None


def test_phrases_and_pronouns_stand_for_what_they_mean() -> None:
    cases = yaml.safe_load((CHECKED / "references.yaml").read_text(encoding="utf-8"))

    resolved = [(case, entity) for case in cases if (entity := referent(case))]
    right = [case for case, entity in resolved if case["entity"] in names(entity)]

    assert len(cases) == 60
    assert len(right) >= 0.85 * len(resolved)
    assert len(right) >= 0.6 * sum(case["entity"] is not None for case in cases)


def test_relations_are_stated() -> None:
    cases = yaml.safe_load((CHECKED / "relations.yaml").read_text(encoding="utf-8"))
    checked = {(case["doc"], case["relation"]): case["right"] for case in cases}

    found = [(doc, relation) for doc in {case["doc"] for case in cases} for relation in relations(doc)]
    verdicts = [checked[relation] for relation in found if relation in checked]

    assert len(cases) >= 100
    assert len(verdicts) >= 0.8 * len(found)
    assert sum(verdicts) >= 0.85 * len(verdicts)


def relations(doc: str) -> list[str]:
    article = extracted(doc)
    named = {entity.id: entity.name for entity in article.entities}
    return [f"{named[r.subject]} | {r.type} | {named[r.object]}" for r in article.relations]
