"""Old dumps stay readable: `docs/guides/schema.md` promises it for every 1.x."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract import Article

DUMPS = sorted((Path(__file__).parents[1] / "golden").glob("article-1.*.json"))


def kept(old: Any, new: Any, path: str = "article") -> None:
    """All that the old dump says, the new one says too; it may say more."""
    if isinstance(old, dict):
        assert isinstance(new, dict), path
        for key, value in old.items():
            if path != "article" or key != "schema_version":
                assert key in new, f"{path}.{key}"
                kept(value, new[key], f"{path}.{key}")
    elif isinstance(old, list):
        assert isinstance(new, list), path
        assert len(old) == len(new), path
        for n, (one, other) in enumerate(zip(old, new, strict=True)):
            kept(one, other, f"{path}[{n}]")
    else:
        assert old == new, path


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_a_dump_of_an_older_version_is_read_without_loss(path: Path) -> None:
    old = path.read_text(encoding="utf-8")
    article = Article.from_json(old)
    kept(json.loads(old), json.loads(article.model_dump_json()))
    assert all(getattr(article, layer) for layer in article.fact_layers)
    assert all(article.text[s.start : s.end] == s.text for f in article.facts() for s in [f.anchor_span])
    assert article.happenings()
    assert "</html>" in article.to_html()


def test_there_is_a_dump_of_the_first_version() -> None:
    assert [path.name for path in DUMPS][:1] == ["article-1.0.json"]


@pytest.mark.parametrize(
    ("old", "new"),
    [({"a": 1}, {}), ({"a": [1]}, {"a": []}), ({"a": {"b": 1}}, {"a": {"b": 2}}), ({"a": 1}, {"a": None})],
)
def test_loss_would_be_seen(old: Any, new: Any) -> None:
    with pytest.raises(AssertionError):
        kept(old, new)
