"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract import Article

TEXT = "Acme fined\n\nThe regulator fined Acme [bold]Corp[/bold] $3 million on Monday.\n"


def run(*arguments: str, stdin: bytes = b"", isolated: bool = False) -> subprocess.CompletedProcess[str]:
    code = "from newsextract.cli import main; main()"
    if isolated:
        code = "import sys; sys.modules['typer'] = None; " + code
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], input=stdin, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_tables_show_the_facts_and_leave_brackets_alone(story: Path) -> None:
    done = run("extract", str(story), "--published", "2024-05-01")
    assert done.returncode == 0, done.stderr
    assert "$3 million" in done.stdout
    assert "3,000,000" in done.stdout
    assert "2024-04-29" in done.stdout


def test_json_is_an_article(story: Path) -> None:
    done = run("extract", str(story), "--published", "2024-05-01", "--format", "json")
    article = Article.from_json(done.stdout)
    assert (article.text, article.id) == (TEXT, str(story))


def test_jsonl_has_a_line_for_each_file(story: Path) -> None:
    done = run("extract", str(story), "-", "--format", "jsonl", stdin="Paris für €5".encode())
    texts = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    assert texts == [TEXT, "Paris für €5"]


def test_html_is_a_page(story: Path) -> None:
    assert run("extract", str(story), "--format", "html").stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["extract", "no/such/file"], b"", 1, "no/such/file: cannot be read: No such file"),
        (["extract", "-"], b"abc \xff", 1, "-: is not UTF-8: byte 0xFF at byte 4"),
        (["extract", "-", "--published", "soon"], b"x", 2, "published 'soon' is no ISO 8601 date"),
        (["extract", "-", "a.txt", "--format", "json"], b"x", 2, "takes one article"),
        (["extract", "-", "--format", "pdf"], b"x", 2, "pdf"),
    ],
)
def test_errors_say_what_and_where(arguments: list[str], stdin: bytes, code: int, message: str) -> None:
    done = run(*arguments, stdin=stdin)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_extractors_lists_what_reads_what() -> None:
    done = run("extractors")
    for name in ("structure", "money", "time", "names", "entities", "quotations", "events", "relations"):
        assert name in done.stdout


def test_without_the_extra_it_says_how_to_get_it() -> None:
    done = run("extract", "-", isolated=True)
    assert done.returncode == 1
    assert "pip install 'newsextract[cli]'" in done.stderr
