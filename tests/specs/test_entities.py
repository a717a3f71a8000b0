"""Who is who: the cases of ``entities/*.yaml``. A case expects any of the keys of `read`."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.structure.extractor import StructureExtractor
from newsextract.model import Article
from tests.specs.runner import cases

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor()])


def read(article: Article) -> dict[str, Any]:
    names = {entity.id: entity.name for entity in article.entities}
    return {
        "clusters": [
            list(dict.fromkeys(m.span.text for m in e.mentions if m.kind == "name")) for e in article.entities
        ],
        "roles": [
            f"{e.name} | {role.title} | {names.get(role.organization or '', '-')}"
            for e in article.entities
            for role in e.roles
        ],
        "references": [
            f"{text} | {name}"
            for _, text, name in sorted(
                (m.span.start, m.span.text, e.name)
                for e in article.entities
                for m in e.mentions
                if m.kind != "name"
            )
        ],
        "identifiers": {e.name: e.identifiers for e in article.entities},
    }


@pytest.mark.parametrize("case", cases("entities"))
def test_entities(case: dict[str, Any]) -> None:
    expected = {key: value for key, value in case.items() if key not in ("name", "text")}

    found = read(PIPELINE(case["text"]))

    assert {key: found[key] for key in expected} == expected
