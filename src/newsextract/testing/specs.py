"""Specifications: what should be found in a text, written down in YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from newsextract.errors import NewsExtractError
from newsextract.extras import need
from newsextract.model import Article, Entity, Fact, Span
from newsextract.pipeline import Pipeline

_OF_EVERY_FACT = frozenset(Fact.model_fields)


def spec_cases(source: str | Path) -> list[Any]:
    """The cases of one YAML file, or of every ``*.yaml`` in a folder, for ``pytest.mark.parametrize``.

    A file holds a list of mappings, each with a ``name`` (unique in its file), a ``text``, and what the test
    that runs them wants to know; `check_case` says what it understands.

    Args:
        source: File or folder.

    Returns:
        pytest parameters, named after file and case.

    Raises:
        MissingExtraError: If the extra ``testing`` is not installed.
        NewsExtractError: If there are no cases, or one has no name or text, or a name is given twice.
    """
    pytest, yaml = need("pytest", "testing"), need("yaml", "testing")
    path = Path(source)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    parameters = []
    for file in files:
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        _check_form(cases, file)
        parameters += [pytest.param(case, id=f"{file.stem}: {case['name']}") for case in cases]
    if not parameters:
        raise NewsExtractError(f"there are no cases in {path}")
    return parameters


def check_case(case: Mapping[str, Any], pipeline: Pipeline, layer: str) -> Article:
    """Run a case and compare a layer with what it expects.

    A case has these keys:

    - ``text``, and ``published`` if it matters;
    - ``expect``: all facts of the layer, in order. Each is a mapping of fields as `described` gives them, at
      least ``text``; fields that are left out are not compared. An empty list says that nothing may be found;
    - ``diagnostics``: codes of the article's diagnostics, in order; not compared if it is left out.

    Args:
        case: A case, as `spec_cases` reads it.
        pipeline: What to run.
        layer: A field of `Article` ("amounts"), or the name of a user extractor.

    Returns:
        The article, for what else a test wants to know of it.

    Raises:
        AssertionError: If something else is found; it says what.
    """
    article = pipeline(case["text"], published=case.get("published"))
    facts: Sequence[BaseModel] = (
        getattr(article, layer) if layer in Article.model_fields else article.extensions[layer]
    )
    _compare([described(fact, article) for fact in facts], case["expect"])
    codes = [d.code for d in article.diagnostics]
    if codes != case.get("diagnostics", codes):
        raise AssertionError(f"diagnostics are {codes}, expected {case['diagnostics']}")
    return article


def described(fact: BaseModel, article: Article) -> dict[str, Any]:
    """A fact as a specification writes it.

    ``text`` is what it stands for in the article (of an event, the trigger; of an entity, its first mention).
    Other spans are given by their text, ids of facts by the text of the fact (of an entity, by its name).
    Without id, confidence and provenance.
    """
    names = {f.id: f.name if isinstance(f, Entity) else f.anchor_span.text for f in article.facts()}
    values = {field: getattr(fact, field) for field in type(fact).model_fields if field not in _OF_EVERY_FACT}
    place = fact.anchor_span if isinstance(fact, Fact) else values.get("span")
    text = {"text": place.text} if isinstance(place, Span) else {}
    return text | {field: _plain(value, names) for field, value in values.items() if field != "span"}


def _compare(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    texts, expected = [f.get("text") for f in found], [w.get("text") for w in wanted]
    if not _same(texts, expected):
        raise AssertionError(f"found {texts}, expected {expected}")
    for have, want in zip(found, wanted, strict=True):
        wrong = [
            f"{key}: {have.get(key)!r} instead of {value!r}"
            for key, value in want.items()
            if key not in have or not _same(have[key], value)
        ]
        if wrong:
            raise AssertionError(f"{have['text']!r} has {'; '.join(wrong)}")


def _plain(value: Any, names: Mapping[str, str]) -> Any:
    match value:
        case Span():
            return value.text
        case BaseModel():
            fields = type(value).model_fields
            return {field: _plain(getattr(value, field), names) for field in fields}
        case tuple() | list():
            return [_plain(item, names) for item in value]
        case dict():
            return {key: _plain(item, names) for key, item in value.items()}
        case Enum():
            return value.value
        case str():
            return names.get(value, value)
        case date():  # or a datetime, which is one too
            return value.isoformat()
        case _:
            return value


def _same(found: Any, wanted: Any) -> bool:
    """Whether a value is what YAML says; YAML writes 2020 and 2020-01-01 for text, and 0.3 for a decimal."""
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(key in found and _same(found[key], value) for key, value in wanted.items())
    if isinstance(found, Decimal) and isinstance(wanted, int | float | str):
        try:
            return found == Decimal(str(wanted))
        except InvalidOperation:
            return False
    if isinstance(found, str) and wanted is not None and not isinstance(wanted, bool):
        return found == (wanted.isoformat() if isinstance(wanted, date) else str(wanted))
    return bool(found == wanted)


def _check_form(cases: Any, file: Path) -> None:
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise NewsExtractError(f"{file.name} is no list of cases")
    names = set[str]()
    for number, case in enumerate(cases, start=1):
        missing = [key for key in ("name", "text") if not isinstance(case.get(key), str)]
        if missing:
            raise NewsExtractError(f"case {number} of {file.name} has no {' and no '.join(missing)}")
        if case["name"] in names:
            raise NewsExtractError(f"{file.name} has two cases called {case['name']!r}")
        names.add(case["name"])
