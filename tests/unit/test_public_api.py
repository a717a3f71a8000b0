"""What users rely on: names, fields, a cheap import, a schema, type hints."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

import newsextract
from newsextract.model import FrozenModel

ROOT = Path(__file__).parents[2]

NAMES = """
    Argument Article ArticleInput BatchError Byline Context Dateline Diagnostic DocumentError Entity
    EntityType Event EventType ExtractionFailure Extractor ExtractorError Fact Happening Header Mention
    MissingExtraError MonetaryAmount NewsExtractError Paragraph ParagraphKind Pipeline PipelineError
    PluginError Provenance Qualifier Quotation Realis Relation ResourceError Role Span Speaker
    TimeExpression TimeMod TimeType __version__ extract extract_html extract_many extractor pattern_extractor
"""

FACT = "id confidence provenance"
FIELDS = {
    "Span": "start end text",
    "Article": (
        "id url text schema_version language published updated published_from headline standfirst bylines "
        "dateline publisher copyright copyright_span paragraphs entities amounts times quotations events "
        "relations extensions diagnostics"
    ),
    "Paragraph": "span kind confidence provenance",
    "Byline": "span name role confidence provenance",
    "Dateline": "span place date agency confidence provenance",
    "Entity": f"{FACT} type name mentions roles identifiers salience",
    "Mention": "span kind type confidence provenance",
    "Role": "title organization span",
    "MonetaryAmount": f"{FACT} span low high currency currency_candidates qualifier per equivalents previous",
    "TimeExpression": f"{FACT} span type value mod start end anchor",
    "Quotation": f"{FACT} span kind speaker cue source",
    "Speaker": "span ref",
    "Event": f"{FACT} type trigger arguments realis sentence coreferent",
    "Argument": "role span ref",
    "Happening": "type mentions arguments realis confidence",
    "Relation": f"{FACT} type subject object span",
    "Provenance": "extractor rule",
    "Diagnostic": "code message extractor span",
    "ExtractionFailure": "index id error message",
}


def test_public_names() -> None:
    assert newsextract.__all__ == NAMES.split()


@pytest.mark.parametrize("name", newsextract.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(newsextract, name)
    assert name in dir(newsextract)
    assert name == "__version__" or (value.__doc__ or "").strip()


MODULES = {
    "tables": "TABLES Articles Column batches schema to_arrow to_pandas to_polars write_csv write_parquet",
    "testing": "NEWS ODD_TEXTS ExtractorContract check_case described spec_cases",
}


@pytest.mark.parametrize("name", MODULES)
def test_names_of_public_modules(name: str) -> None:
    module = getattr(newsextract, name)
    assert module.__all__ == MODULES[name].split()
    assert name in dir(newsextract)
    assert all((getattr(module, n).__doc__ or "").strip() for n in module.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = newsextract.extrakt


def test_import_loads_no_dependency() -> None:
    heavy = ("numpy", "pydantic", "regex", "dateparser", "price_parser", "typer", "rich")
    code = f"import newsextract, sys; print(*[m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.split() == []


def test_public_modules_load_no_extra_when_imported() -> None:
    extras = ("pyarrow", "pandas", "polars", "pytest", "yaml")
    code = (
        "import newsextract, sys; newsextract.tables, newsextract.testing;"
        f"print(*[m for m in {extras} if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.split() == []


@pytest.mark.parametrize("name", FIELDS)
def test_fields_of_the_dump(name: str) -> None:
    model: type[BaseModel] = getattr(newsextract, name)
    assert set(model.model_fields) == set(FIELDS[name].split())


@pytest.mark.parametrize("name", FIELDS)
def test_models_are_frozen_and_name_every_field_in_their_docstring(name: str) -> None:
    model: type[BaseModel] = getattr(newsextract, name)
    assert issubclass(model, FrozenModel)
    assert model.model_config["frozen"]
    own_fields = model.model_fields.keys() & model.__annotations__.keys()
    assert [f for f in own_fields if f"{f}:" not in (model.__doc__ or "")] == []


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_is_valid_and_an_article_fits_it(mode: str) -> None:
    schema = newsextract.Article.model_json_schema(mode=mode)  # type: ignore[arg-type]
    Draft202012Validator.check_schema(schema)
    text = (ROOT / "examples/2019-11-07-hirtenberger.txt").read_text(encoding="utf-8")
    article = newsextract.extract(text, published="2019-11-07")
    Draft202012Validator(schema).validate(article.model_dump(mode="json"))
    assert newsextract.Article.model_validate_json(article.model_dump_json()) == article


def test_wheel_holds_the_package_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    packaged = {n for n in names if n.startswith("newsextract/")}
    source = {
        p.relative_to(ROOT / "src").as_posix()
        for p in (ROOT / "src/newsextract").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert packaged == source
    assert "newsextract/py.typed" in packaged
    others = names - packaged
    assert all(".dist-info/" in n for n in others)
    assert any(n.endswith("/LICENSE") for n in others)
