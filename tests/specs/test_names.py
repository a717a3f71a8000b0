"""Which words are names: the cases of ``names/*.yaml``, read by the rules, without a tagger."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.structure.extractor import StructureExtractor
from tests.specs.runner import cases

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor()])


@pytest.mark.parametrize("case", cases("names"))
def test_names(case: dict[str, Any]) -> None:
    article = PIPELINE(case["text"])
    mentions = [
        (m.span.start, f"{m.type} {m.span.text}")
        for e in article.entities
        for m in e.mentions
        if m.kind == "name"
    ]

    assert [name for _, name in sorted(mentions)] == case["expect"]
