"""What is said, by whom, with which word: the cases of ``quotations/*.yaml``.

A case expects a list of quotations in order, each with ``text`` and any of the other keys of `read`, and
perhaps ``diagnostics``. Indirect speech is looked at where a case expects some or says ``indirect: true``.
"""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.quotations.extractor import QuotationsExtractor
from newsextract.extractors.structure.extractor import StructureExtractor
from newsextract.model import Article, Quotation
from tests.specs.runner import cases

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor(), QuotationsExtractor()])


def read(article: Article, quotation: Quotation) -> dict[str, Any]:
    names = {entity.id: entity.name for entity in article.entities}
    speaker, source = quotation.speaker, quotation.source
    return {
        "text": quotation.span.text,
        "kind": quotation.kind,
        "speaker": speaker.span.text if speaker else None,
        "ref": names.get(speaker.ref) if speaker and speaker.ref else None,
        "cue": quotation.cue.text if quotation.cue else None,
        "source": source.span.text if source else None,
    }


@pytest.mark.parametrize("case", cases("quotations"))
def test_quotations(case: dict[str, Any]) -> None:
    article = PIPELINE(case["text"])
    expected = case["expect"]
    indirect = any(e.get("kind") == "indirect" for e in expected) or case.get("indirect", False)
    read_here = [q for q in article.quotations if indirect or q.kind != "indirect"]

    assert [q.span.text for q in read_here] == [e["text"] for e in expected]
    for quotation, wanted in zip(read_here, expected, strict=True):
        found = read(article, quotation)
        assert {key: found[key] for key in wanted} == wanted
    if "diagnostics" in case:
        assert [d.code for d in article.diagnostics if d.extractor == "quotations"] == case["diagnostics"]
