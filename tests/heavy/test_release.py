"""What is uploaded: built, looked into, installed into a clean environment, and used there."""

from __future__ import annotations

import email.message
import email.parser
import json
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

import newsextract

ROOT = Path(__file__).parents[2]
TYPING = ROOT / "tests/typing"
CORE = {"pydantic", "regex", "dateparser", "price-parser", "numpy", "tzdata"}
MEGABYTE = 1_000_000

pytestmark = pytest.mark.heavy


def run(
    *command: str | Path, cwd: Path | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*map(str, command)], cwd=cwd, check=False, capture_output=True, text=True)
    if check:
        assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel that is built from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return email.parser.Parser().parsestr(archive.read(name).decode("utf-8"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that holds the wheel and its core dependencies only."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    python = folder / "bin/python" if sys.platform != "win32" else folder / "Scripts/python.exe"
    done = run(python, "-m", "pip", "install", "--quiet", wheel, cwd=folder, check=False)
    if "No matching distribution" in done.stderr or "connection" in done.stderr.lower():
        pytest.skip(f"no package index: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return python


def files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = files(wheel)
    assert {n.split("/")[0] for n in names} == {
        "newsextract",
        f"newsextract-{newsextract.__version__}.dist-info",
    }
    assert not [n for n in names if re.search(r"test|__pycache__|\.pyc$|\.md~$", n.replace("testing", ""))]


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "src"
    present = {
        p.relative_to(source).as_posix()
        for p in (source / "newsextract").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert present <= files(wheel)
    assert {
        "newsextract/py.typed",
        "newsextract/data/en/model.npz",
        "newsextract/data/en/PROVENANCE.md",
        "newsextract/export/templates/view.js",
    } <= present


def test_the_wheel_brings_its_licences(wheel: Path, metadata: email.message.Message) -> None:
    licences = {n.rpartition("/licenses/")[2] for n in files(wheel) if "/licenses/" in n}
    assert licences == {"LICENSE", "NOTICE"}
    assert metadata["License-Expression"].startswith("Apache-2.0 AND ")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    provenance = (ROOT / "src/newsextract/data/en/PROVENANCE.md").read_text(encoding="utf-8")
    for row in re.findall(r"(?m)^\| `([^|]*)` \|[^|]*\| ([^|]*) \|", provenance):
        if re.search("CC BY|Unicode|MIT", row[1]):
            assert row[0] in notice


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= 20 * MEGABYTE


def test_the_sdist_can_be_built_tested_and_documented_from(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {n.partition("/")[2] for n in archive.getnames()}
    assert {
        *(
            "pyproject.toml",
            "README.md",
            "CHANGELOG.md",
            "LICENSE",
            "NOTICE",
            "SECURITY.md",
            "CONTRIBUTING.md",
        ),
        *("Makefile", "mkdocs.yml", "docs/index.md", "tests/test_docs.py", "src/newsextract/py.typed"),
    } <= names
    assert not [n for n in names if n.startswith((".venv", "site/", "dist/", "out/")) or "__pycache__" in n]


def test_the_index_would_take_and_show_it(dist: Path) -> None:
    pytest.importorskip("twine", reason="twine is not installed: make heavy")
    run(sys.executable, "-m", "twine", "check", "--strict", *sorted(dist.iterdir()))


def test_the_version_comes_from_one_place(metadata: email.message.Message) -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert metadata["Version"] == newsextract.__version__
    assert not re.search(r"(?m)^version\s*=", pyproject)
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"(?m)^__version__\s*=", path.read_text(encoding="utf-8"))
    ]
    assert found == ["src/newsextract/_version.py"]


def test_the_metadata_says_what_users_look_for(metadata: email.message.Message) -> None:
    assert metadata["Requires-Python"] == ">=3.11"
    needed = metadata.get_all("Requires-Dist", [])
    core = [text for text in needed if "extra ==" not in text]
    assert {re.split(r"[<>=;\[ ]", text)[0] for text in core} == CORE
    # A dependency without any bound broke two of the peers as installed.
    assert all(re.search(r">=", text) for text in core)
    assert "```python" in metadata.get_payload()  # the README is the page of the index


USE = """\
import json, sys, newsextract

text = "Umbrella Foods acquired Acme Corp for $2.1 billion last week."
article = newsextract.extract(text, published="2023-03-17")
assert article == newsextract.Article.model_validate_json(article.model_dump_json())
assert "Umbrella Foods" in article.to_html()
extras = {"typer", "rich", "lxml", "pyarrow", "spacy"} & set(sys.modules)
print(json.dumps([str(article.amounts[0].value), article.times[0].value, article.events[0].type, *extras]))
"""


def test_a_clean_environment_extracts(clean: Path, tmp_path: Path) -> None:
    done = run(clean, "-W", "error", "-I", "-c", USE, cwd=tmp_path)
    assert json.loads(done.stdout) == ["2100000000", "2023-W10", "acquisition"]
    assert done.stderr == ""


def test_a_clean_environment_holds_nothing_but_the_core(clean: Path) -> None:
    rows = json.loads(run(clean, "-m", "pip", "list", "--format=json").stdout)
    installed = {row["name"].lower().replace("_", "-") for row in rows}
    assert installed >= CORE
    assert not {"typer", "rich", "lxml", "trafilatura", "pyarrow", "pandas", "spacy", "torch"} & installed
    run(clean, "-m", "pip", "check")


def test_the_command_says_how_to_get_it(clean: Path, tmp_path: Path) -> None:
    command = clean.with_name("newsextract" + clean.suffix)
    done = run(command, "extract", "story.txt", cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert "pip install 'newsextract[cli]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_needs_an_extra_says_how_to_get_it(clean: Path, tmp_path: Path) -> None:
    code = (
        "import newsextract\n"
        "try: newsextract.extract_html('<p>Acme</p>')\n"
        "except newsextract.MissingExtraError as error: print(error)"
    )
    assert "newsextract[html]" in run(clean, "-I", "-c", code, cwd=tmp_path).stdout


MISTAKES = """\
import newsextract

article = newsextract.extract(17)
print(article.headline.text)
print(article.amounts[0].value + 1)
print(article.entitys)
newsextract.extract_many([], on_error="ignore")
"""
"""Code of a user in which every line below the first is wrong."""


@pytest.fixture(params=["mypy", "pyright"])
def checker(request: pytest.FixtureRequest, clean: Path) -> list[str | Path]:
    """A type checker that sees the wheel as installed, and not the sources."""
    if request.param == "mypy":
        return [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-executable", clean]
    if shutil.which("node") is None:
        pytest.skip("pyright needs node")
    pytest.importorskip("pyright", reason="pyright is not installed: make heavy")
    return [sys.executable, "-m", "pyright", "--pythonpath", clean]


def test_type_hints_reach_the_user(checker: list[Any], tmp_path: Path) -> None:
    code = tmp_path / "consumer.py"
    shutil.copy(TYPING / "consumer.py", code)
    run(*checker, code, cwd=tmp_path)


def test_type_checkers_see_mistakes(checker: list[Any], tmp_path: Path) -> None:
    code = tmp_path / "mistakes.py"
    code.write_text(MISTAKES, encoding="utf-8")
    done = run(*checker, code, cwd=tmp_path, check=False)
    lines = {int(n) for n in re.findall(r"mistakes\.py:(\d+)(?::\d+)?(?: -|:) error", done.stdout)}
    assert lines == set(range(3, 8))


def test_the_licences_of_dependencies_are_allowed() -> None:
    pytest.importorskip("piplicenses", reason="pip-licenses is not installed: make heavy")
    done = run(sys.executable, ROOT / "tools/audit.py", check=False)
    assert "all allowed" in done.stdout, done.stdout + done.stderr
