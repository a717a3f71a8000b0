"""Documentation says what is so: every code block runs and gives the output that it shows."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

import newsextract
from tests.documentation import PAGES, ROOT, blocks, rerun, rewrite

HEAVY = "<!-- tests: heavy -->"


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _parameter(path: Path) -> Any:
    """A page; those that say so need what only the heavy tests have."""
    heavy = HEAVY in path.read_text(encoding="utf-8")
    marks = [pytest.mark.heavy] if heavy else []
    return pytest.param(path, id=path.relative_to(ROOT).as_posix(), marks=marks)


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.parametrize("path", list(map(_parameter, PAGES)))
def test_blocks_of_a_page_run_and_show_their_outputs(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    namespace: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        assert rerun(block, namespace) == page[block.start : block.end], f"{path.name}, line {block.line}"


def test_no_block_is_overlooked() -> None:
    found, fences = 0, 0
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        found += sum(1 for _ in blocks(page))
        fences += len(re.findall(r"(?m)^\s*```\s*(?:python|console|py|pycon)\b", page))
    assert found == fences
    assert found >= 40


def test_reference_describes_every_public_name() -> None:
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    described = set(re.findall(r"(?m)^::: newsextract\.[\w.]*?(\w+)$", page))
    assert "errors" in described
    public = {n for n in newsextract.__all__ if not n.endswith(("Error", "__"))}
    assert public - described == set()


def test_wrong_outputs_are_seen() -> None:
    page = "```python\nx = 2\nx + 1  # -> 4\nprint('a')\n```\n\n```text\nb\n```\n"
    assert rewrite(page) == "```python\nx = 2\nx + 1  # -> 3\nprint('a')\n```\n\n```text\na\n```\n"


def test_console_output_may_be_cut() -> None:
    page = "```console\n$ newsextract --version\nnews...\n```\n"
    assert rewrite(page) == page
    assert rewrite(page.replace("news", "olds")) != page


def test_package_docstring() -> None:
    result = doctest.testmod(newsextract)
    assert result.attempted >= 3
    assert result.failed == 0
