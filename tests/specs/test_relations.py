"""Ties between entities: the cases of ``relations/*.yaml``."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.relations.extractor import RelationsExtractor
from newsextract.extractors.structure.extractor import StructureExtractor
from tests.specs.runner import cases

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor(), RelationsExtractor()])


@pytest.mark.parametrize("case", cases("relations"))
def test_relations(case: dict[str, Any]) -> None:
    article = PIPELINE(case["text"])
    names = {entity.id: entity.name for entity in article.entities}

    assert [f"{names[r.subject]} | {r.type} | {names[r.object]}" for r in article.relations] == case[
        "relations"
    ]
