"""`newsextract extract` over an archive: two processes are worth it, and a killed run loses nothing."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsextract.evaluation import document_names, read_document

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]
BBC = ROOT.parent / "shared" / "corpora" / "raw" / "bbc2225.jsonl.gz"
GOLD = (ROOT / "tests/gold/train", ROOT / "tests/gold/dev")
STAT = Path("/proc/stat")
CALM = 0.1
"""Cores that other programs may use while time is taken."""

needs_bbc = pytest.mark.skipif(not BBC.exists(), reason="the BBC articles are not part of the repository")


def started(archive: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "newsextract.cli",
        "extract",
        str(archive),
        "--output",
        str(output),
        *more,
    ]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def extract(archive: Path, output: Path, *more: str) -> None:
    run = started(archive, output, *more)
    _, said = run.communicate()
    assert run.returncode == 0, said.decode()


def gold_archive(path: Path, articles: int) -> Path:
    """The annotated Wikinews articles, over and over, with ids of their own."""
    documents = [read_document(gold, name) for gold in GOLD for name in document_names(gold)]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for n, document in enumerate(itertools.islice(itertools.cycle(documents), articles)):
            record = {"id": f"{document.name}/{n}", "text": document.text, "published": document.published}
            file.write(json.dumps(record) + "\n")
    return path


def killed_and_resumed(archive: Path, directory: Path, processes: str) -> None:
    whole, output = directory / "whole.jsonl", directory / "out.jsonl"
    extract(archive, whole, "--processes", "2")
    for share in (0.2, 0.6):
        run = started(archive, output, "--processes", processes, "--resume")
        while run.poll() is None and (
            not output.exists() or output.stat().st_size < share * whole.stat().st_size
        ):
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=60)
        assert 0 < output.stat().st_size < whole.stat().st_size
    extract(archive, output, "--processes", processes, "--resume")
    assert_same(output.read_bytes().splitlines(), whole.read_bytes().splitlines())


def assert_same(found: list[bytes], expected: list[bytes]) -> None:
    """Nothing lost, nothing twice, nothing else.

    What is analysed beside an article can move the last bit of its scores, as products of matrices of other
    shapes add up in another order; now and then that shows in the hundredth of a confidence.
    """
    confidence = re.compile(rb'"confidence":[0-9.]+')
    assert [confidence.sub(b"", line) for line in found] == [confidence.sub(b"", line) for line in expected]
    differing = [line for line, other in zip(found, expected, strict=True) if line != other]
    assert len(differing) <= len(expected) / 500, differing


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_run_that_is_killed_twice_ends_as_an_undisturbed_one(tmp_path: Path, processes: str) -> None:
    killed_and_resumed(gold_archive(tmp_path / "gold.jsonl.gz", 300), tmp_path, processes)


@needs_bbc
def test_so_does_one_over_all_bbc_articles(tmp_path: Path) -> None:
    killed_and_resumed(BBC, tmp_path, "2")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 2071


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds a run took, and cores that were busy with other things meanwhile."""

    seconds: float
    others: float


def take_time(archive: Path, output: Path, processes: str) -> Taken:
    def busy() -> tuple[float, float]:
        user, nice, system = map(int, STAT.read_text().split()[1:4])
        ours = sum(os.times()[2:4])
        return (user + nice + system) / os.sysconf("SC_CLK_TCK"), ours

    (all_before, ours_before), start = busy(), time.perf_counter()
    extract(archive, output, "--processes", processes)
    seconds = time.perf_counter() - start
    all_after, ours_after = busy()
    return Taken(seconds, (all_after - all_before - ours_after + ours_before) / seconds)


@needs_bbc
@pytest.mark.skipif(not STAT.exists(), reason="whether other programs run is read from /proc/stat")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one core only")
def test_two_processes_are_nearly_twice_as_fast_as_one(tmp_path: Path) -> None:
    one, two = (take_time(BBC, tmp_path / "out.jsonl", processes) for processes in ("1", "2"))
    if max(one.others, two.others) > CALM:
        pytest.skip(f"the machine was busy: {one}, {two}")
    assert one.seconds / two.seconds >= 1.7
