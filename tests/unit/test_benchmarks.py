"""The scorer gives the figures of the reference scorer, and its pages are what it says."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import newsextract
from benchmarks.growth import SAMPLE, texts
from benchmarks.page import markdown_table, plain_table, replace_block
from benchmarks.speed import run_python
from newsextract import Article
from newsextract.evaluation import GoldDocument, Scores, document_names, read_document, score_article

from .disturbed import Disturber

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REFERENCE = SHARED / "eval" / "score.py"
EVERY = 4
"""Every how many-th document is compared; disturbed documents hold all kinds of errors many times over."""

Extract = Callable[[GoldDocument], Article]


def disturbed(gold: GoldDocument) -> Article:
    return Disturber(gold).article()


def extracted(gold: GoldDocument) -> Article:
    return newsextract.extract(gold.text, published=gold.published)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not part of the repository")
@pytest.mark.parametrize(
    "gold_root", [ROOT / "tests/gold/dev", SHARED / "gold/train", SHARED / "seed"], ids=str
)
@pytest.mark.parametrize("extract", [disturbed, extracted])
def test_figures_are_those_of_the_reference_scorer(gold_root: Path, extract: Extract) -> None:
    reference = load_reference()
    counters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    scores = Scores()
    for name in document_names(gold_root)[::EVERY]:
        document = read_document(gold_root, name)
        article = extract(document)
        score_article(document, article, scores)
        reference.score_doc(
            reference.Gold(gold_root, name), article.model_dump(mode="json"), counters, defaultdict(list)
        )
    expected = reference.report(counters)
    figures = scores.figures()
    assert set(figures) == set(expected)
    for name, figure in figures.items():
        ours = (figure.precision, figure.recall, figure.f1, figure.gold, figure.found)
        theirs = tuple(expected[name][key] for key in ("p", "r", "f1", "gold", "found"))
        assert ours == pytest.approx(theirs), name


def load_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_disturbed_articles_have_errors_of_every_kind() -> None:
    gold_root, scores = ROOT / "tests/gold/dev", Scores()
    for name in document_names(gold_root):
        document = read_document(gold_root, name)
        score_article(document, disturbed(document), scores)
    figures = scores.figures()
    for name in ("entities.mention", "entities.cluster", "roles.title", "time.value", "events.args_ref"):
        assert 0.2 < figures[name].precision < 0.95, name
        assert 0.2 < figures[name].recall < 0.95, name
    assert {d.sign for d in scores.disagreements} == {"-", "+", "~"}


def test_speed_is_measured_layer_by_layer_on_one_thread() -> None:
    measured = json.loads(run_python("-m", "benchmarks.speed", "--engine", "newsextract", "--seconds", "0"))
    names = [x.name for x in newsextract.Pipeline.default().extractors]
    assert measured["layers"].keys() - {"tokens", "syntax"} == set(names)
    assert 0 < measured["p50"] <= measured["p99"]
    assert sum(measured["layers"].values()) > 0
    assert run_python("-c", "import os; print(os.environ['OMP_NUM_THREADS'])") == "1\n"


def test_block_of_a_page_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- speed: begin -->\nold \\1\n<!-- speed: end -->\nafter\n", encoding="utf-8")
    replace_block(page, "speed", r"new \1")
    assert page.read_text(encoding="utf-8") == (
        "before\n<!-- speed: begin -->\nnew \\1\n<!-- speed: end -->\nafter\n"
    )


def test_page_without_the_block_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for 'speed'"):
        replace_block(page, "speed", "new")


def test_tables_align_numbers_to_the_right() -> None:
    rows = [("time.value", "0.91"), ("all", "1")]
    assert plain_table(("figure", "F1"), rows) == "figure        F1\ntime.value  0.91\nall            1"
    assert markdown_table(("figure", "F1"), rows).splitlines()[1] == "| --- | ---: |"


def test_growth_reads_the_same_news_in_texts_of_each_length() -> None:
    rows = [json.loads(run_python("-m", "benchmarks.growth", "--one", str(length))) for length in (10, 50)]
    assert [row[:2] for row in rows] == [["10", "10"], ["50", "2"]]
    assert all(float(row[2]) > 0 for row in rows)
    assert "".join(texts(10_000, SAMPLE)) == "".join(texts(50_000, SAMPLE))
