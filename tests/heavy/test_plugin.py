"""The example of a plugin, installed as users install it: found by name, used, and its own tests run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsextract

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]
HERE = Path(newsextract.__file__).parents[1]


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the plugin, so that a build leaves nothing in the repository."""
    ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache", "dist")
    return shutil.copytree(
        ROOT / "examples/plugin", tmp_path_factory.mktemp("plugin") / "source", ignore=ignored
    )


@pytest.fixture(scope="module")
def site(plugin: Path) -> Path:
    """A folder with the installed plugin."""
    target = plugin.parent / "site"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", target, plugin)
    return target


def run(*command: str | Path, site: Path | None = None, cwd: Path = ROOT) -> str:
    path = os.pathsep.join(str(p) for p in (site, HERE) if p)
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "200", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_installed_with_its_lexicon_and_types(site: Path) -> None:
    package = site / "newsextract_tickers"
    assert {p.name for p in package.iterdir() if p.is_file()} == {
        "__init__.py",
        "exchanges.toml",
        "extractor.py",
        "model.py",
        "py.typed",
    }


def test_command_line_lists_it(site: Path) -> None:
    lines = [
        line
        for line in run("-m", "newsextract.cli", "extractors", site=site).splitlines()
        if "tickers" in line
    ]
    assert len(lines) == 1
    assert "newsextract-tickers" in lines[0]
    assert "tickers" not in run("-m", "newsextract.cli", "extractors")


def test_it_is_used_by_name(site: Path) -> None:
    code = (
        "import newsextract; pipeline = newsextract.Pipeline.default().with_extractor('tickers');"
        "print(pipeline('Apple (NASDAQ: AAPL) fell.').model_dump_json(include={'extensions'}))"
    )
    (ticker,) = json.loads(run("-c", code, site=site))["extensions"]["tickers"]
    assert (ticker["symbol"], ticker["market"], ticker["provenance"]["extractor"]) == (
        "AAPL",
        "XNAS",
        "tickers",
    )


def test_its_own_tests_pass_on_what_was_installed(plugin: Path, site: Path) -> None:
    shutil.rmtree(plugin / "src")
    told = run("-m", "pytest", "-q", "-p", "no:cacheprovider", plugin / "tests", site=site, cwd=plugin)
    assert "passed" in told
    assert "skipped" not in told


def test_its_types_are_checked(plugin: Path, site: Path) -> None:
    run("-m", "mypy", "--strict", site / "newsextract_tickers", site=site, cwd=plugin.parent)
