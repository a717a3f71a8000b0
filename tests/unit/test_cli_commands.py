"""`view`, `explain`, `schema` and `evaluate`, and what an installation without the extra says."""

from __future__ import annotations

import json
import re
import shutil
import webbrowser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import newsextract
from newsextract import Article
from newsextract.cli.app import app
from newsextract.evaluation import evaluate

GOLD = Path(__file__).parents[1] / "gold" / "dev"
TEXT = 'Acme fined\n\n"We paid $3 million on Monday," Acme said in Paris.\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    Path("story.txt").write_text(TEXT, encoding="utf-8")


def run(*arguments: str, code: int = 0, stdin: str = "") -> tuple[str, str]:
    result = CliRunner().invoke(app, arguments, input=stdin)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def rows(table: str) -> list[list[str]]:
    """The lines of a table, by columns two or more blanks apart."""
    return [re.split(r" {2,}", line.strip()) for line in table.splitlines()]


class TestView:
    def test_the_page_is_written_and_its_name_said(self) -> None:
        said, _ = run("view", "story.txt", "--no-open", "-o", "page.html")
        assert said == "page.html\n"
        assert (
            Path("page.html").read_text(encoding="utf-8")
            == newsextract.extract(TEXT, id="story.txt").to_html()
        )

    def test_it_is_opened_from_a_temporary_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        opened = list[str]()
        monkeypatch.setattr(webbrowser, "open", opened.append)
        said, _ = run("view", "story.txt")
        page = Path(said.strip())
        assert opened == [page.as_uri()]
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        page.unlink()

    def test_an_extracted_article_is_shown_as_it_is(self) -> None:
        article = newsextract.extract(TEXT, published="2024-05-01", id="x")
        Path("a.json").write_text(article.model_dump_json(), encoding="utf-8")
        run("view", "a.json", "--no-open", "-o", "page.html")
        assert Path("page.html").read_text(encoding="utf-8") == article.to_html()

    @pytest.mark.parametrize(
        ("file", "content", "code", "message"),
        [
            ("a.json", '{"text": 1}', 1, "a.json: is no article that newsextract wrote: text: "),
            ("a.json", "{", 1, "a.json: is no article that newsextract wrote: the file: Invalid JSON"),
            ("a.txt", None, 1, "a.txt: cannot be read: No such file"),
            ("a.jsonl", '{"text":"a"}\n{"text":"b"}\n', 2, "a.jsonl: holds several articles"),
            ("a.jsonl", "", 2, "a.jsonl: holds no article"),
            ("a.jsonl", '{"text":"a","published":"soon"}', 1, "a.jsonl:1: published 'soon' is no ISO"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_shown(self, file: str, content: str | None, code: int, message: str) -> None:
        if content is not None:
            Path(file).write_text(content, encoding="utf-8")
        _, said = run("view", file, "--no-open", "-o", "page.html", code=code)
        assert said.startswith(f"newsextract: {message}")
        assert not Path("page.html").exists()


class TestExplain:
    def test_facts_of_every_layer_with_rule_and_confidence(self) -> None:
        said, _ = run("explain", "story.txt", "--find", "$3 million", "--published", "2024-05-01")
        article = newsextract.extract(TEXT, published="2024-05-01")
        (amount,) = article.amounts
        start, end = amount.span.start, amount.span.end
        table = rows(said)
        assert said.startswith(
            f'[{start}, {end}) Acme fined  "We paid $3 million on Monday," Acme said in Paris.'
        )
        made_by = f"money: {amount.provenance.rule}"
        sure = f"{amount.confidence:.2f}"
        assert [amount.id, "amounts", f"{start}-{end} $3 million", "low=3000000", made_by, sure] in table
        assert any(row[:2] == [article.quotations[0].id, "quotations"] for row in table)
        assert any(row[:2] == ["paragraphs", f"12-{len(TEXT) - 1} {TEXT[12:52]}…"] for row in table)

    def test_a_fact_is_listed_with_the_field_that_is_there(self) -> None:
        said, _ = run("explain", "story.txt", "--at", str(TEXT.index("Acme said")))
        assert ["q1", "quotations speaker"] in [row[:2] for row in rows(said)]
        assert ["e1", "entities mentions"] in [row[:2] for row in rows(said)]

    def test_diagnostics_are_told(self) -> None:
        text = "Il est arrivé hier soir dans la ville avec sa famille pour une fête. " * 3
        diagnostics = newsextract.extract(text).diagnostics
        assert diagnostics
        said, _ = run("explain", "-", "--at", "5", stdin=text)
        for diagnostic in diagnostics:
            assert f"{diagnostic.extractor}: {diagnostic.code} (" in said

    def test_other_places_of_the_words_are_named(self) -> None:
        _, said = run("explain", "story.txt", "--find", "Acme")
        assert said == "newsextract: 'Acme' stands at 0, and 1 times more; --at names another place\n"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "name one place"),
            (["--at", "1", "--find", "Acme"], "name one place"),
            (["--at", "-1"], f"--at -1: the text has {len(TEXT)} characters"),
            (["--at", str(len(TEXT))], "characters, from 0"),
            (["--find", "Umbrella"], "the text has no 'Umbrella'"),
            (["--find", ""], "the text has no ''"),
        ],
    )
    def test_wrong_places(self, arguments: list[str], message: str) -> None:
        assert message in run("explain", "story.txt", *arguments, code=2)[1]


def test_articles_fit_the_schema_that_is_printed() -> None:
    schema = json.loads(run("schema")[0])
    Draft202012Validator.check_schema(schema)
    dump = json.loads(run("extract", "story.txt", "-f", "json", "--published", "2024-05-01")[0])
    Draft202012Validator(schema).validate(dump)
    dump["amounts"][0]["currency"] = 3
    assert not Draft202012Validator(schema).is_valid(dump)


class TestEvaluate:
    @pytest.fixture
    def gold(self) -> Path:
        for name in ("wn-001", "wn-002"):
            for folder, ending in (("docs", "txt"), ("ann", "json")):
                Path("gold", folder).mkdir(parents=True, exist_ok=True)
                source = sorted((GOLD / folder).glob(f"*.{ending}"))[int(name[-1])]
                shutil.copy(source, Path("gold", folder, source.name))
        return Path("gold")

    def test_figures_are_those_of_the_library(self, gold: Path) -> None:
        figures = evaluate(gold).figures()
        said = json.loads(run("evaluate", "gold", "--json")[0])
        assert said.keys() == figures.keys()
        assert said["entities.mention"]["f1"] == figures["entities.mention"].f1
        table, _ = run("evaluate", "gold")
        f = figures["entities.mention"]
        (row,) = (line.split() for line in table.splitlines() if line.startswith("entities.mention "))
        shares = [f"{share:.3f}" for share in (f.precision, f.recall, f.f1)]
        assert row == ["entities.mention", *shares, str(f.gold), str(f.found)]

    def test_a_pipeline_of_ones_own_is_measured(self, gold: Path) -> None:
        Path("p.toml").write_text("extractors = ['structure', 'time']", encoding="utf-8")
        said = json.loads(run("evaluate", "gold", "--json", "--pipeline", "p.toml")[0])
        assert said["entities.mention"]["found"] == 0
        assert said["time.span"]["found"] > 0

    def test_errors_of_a_layer_are_listed(self, gold: Path) -> None:
        expected = [str(d) for d in evaluate(gold).disagreements if d.layer == "events"]
        assert expected
        assert run("evaluate", "gold", "--errors", "events")[0].splitlines() == expected

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nix"], "no annotated documents in nix"),
            (
                ["gold", "--errors", "names"],
                "--errors names: there is no such layer; there are entities",
            ),
        ],
    )
    def test_wrong_use(self, gold: Path, arguments: list[str], message: str) -> None:
        assert message in run("evaluate", *arguments, code=2)[1]

    def test_an_annotation_that_is_wrong_is_named(self, gold: Path) -> None:
        annotation = next(gold.glob("ann/*.json"))
        annotation.write_text("{}", encoding="utf-8")
        assert f"document '{annotation.stem}' in gold cannot be read" in run("evaluate", "gold", code=2)[1]


def test_dumps_that_were_cut_to_some_fields_are_refused_with_a_reason() -> None:
    run("extract", "story.txt", "-o", "a.json", "--fields", "amounts")
    _, said = run("view", "a.json", "--no-open", code=1)
    assert said == "newsextract: a.json: is no article that newsextract wrote: text: Field required\n"


def test_article_dumps_are_read_back() -> None:
    run("extract", "story.txt", "-o", "a.json")
    assert Article.from_json(Path("a.json").read_bytes()) == newsextract.extract(TEXT, id="story.txt")
