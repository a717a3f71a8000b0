"""`newsextract extract` over many articles: sources, failures, and runs that are cut off and resumed."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsextract.cli.app import app

FAST = 'extractors = ["structure", "money"]\n'
"""A pipeline file, for tests of everything but the facts."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fast.toml").write_text(FAST, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def extract(*arguments: str, stdin: bytes = b"") -> Done:
    """The command in this process."""
    result = CliRunner().invoke(app, ["extract", "--pipeline", "fast.toml", *arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def started(*arguments: str, into: int = subprocess.PIPE, **how: Any) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "newsextract.cli", "extract", "--pipeline", "fast.toml", *arguments]
    return subprocess.Popen(command, stderr=into, **how)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def ids(text: str) -> list[str]:
    return [line["id"] for line in lines(text)]


def archive(path: str, articles: int, **more: str) -> None:
    records = ({"id": f"a{n}", "text": f"Acme paid ${n} million.", **more} for n in range(articles))
    Path(path).write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")


def tree() -> None:
    Path("in/b").mkdir(parents=True)
    Path("in/z.txt").write_text("Z paid $1.", encoding="utf-8")
    Path("in/b/a.txt.gz").write_bytes(gzip.compress(b"A paid $2."))
    Path("in/b/c.jsonl").write_text(
        '{"id": 7, "text": "C paid $3."}\n\n{"text": "D paid $4."}\n', encoding="utf-8"
    )
    Path("in/e.jsonl.gz").write_bytes(gzip.compress(b'{"id": "e", "text": "E paid $5."}\n'))
    Path("in/notes.md").write_text("not an article", encoding="utf-8")


class TestSources:
    def test_a_directory_is_read_to_the_bottom_in_order(self) -> None:
        tree()
        done = extract("in", "-f", "jsonl")
        assert done.returncode == 0, done.stderr
        assert ids(done.stdout) == ["e", "in/z.txt", "in/b/a.txt.gz", "7", "in/b/c.jsonl:3"]
        assert [line["amounts"][0]["low"] for line in lines(done.stdout)] == ["5", "1", "2", "3", "4"]

    def test_a_glob_takes_what_it_matches(self) -> None:
        tree()
        assert ids(extract("in/**/*.gz", "-f", "jsonl").stdout) == ["in/b/a.txt.gz", "e"]

    def test_keys_of_a_record_can_be_named(self) -> None:
        record = {"url": "https://e.org/1", "no": 5, "day": "2024-05-02", "body": "Acme paid $1."}
        fields = ("--text-field", "body", "--id-field", "no", "--published-field", "day")
        done = extract("-", "--input", "jsonl", "-f", "jsonl", *fields, stdin=json.dumps(record).encode())
        (line,) = lines(done.stdout)
        assert (line["id"], line["published"], line["url"]) == ("5", "2024-05-02", "https://e.org/1")

    def test_a_date_of_its_own_goes_before_the_one_given(self) -> None:
        Path("a.jsonl").write_text('{"text":"A","published":"2024-05-02"}\n{"text":"B"}\n', encoding="utf-8")
        done = extract("a.jsonl", "-f", "jsonl", "--published", "2020-01-01")
        assert [line["published"] for line in lines(done.stdout)] == ["2024-05-02", "2020-01-01"]

    def test_what_is_written_is_not_read(self) -> None:
        archive("a.jsonl", 3)
        for _ in range(2):
            assert extract(".", "-o", "out.jsonl", "--failures", "failed.jsonl").returncode == 0
        assert ids(Path("out.jsonl").read_text(encoding="utf-8")) == ["a0", "a1", "a2"]


class TestFailures:
    def test_the_rest_goes_on(self) -> None:
        Path("cut.txt.gz").write_bytes(gzip.compress(b"Acme paid $1." * 99)[:-20])
        Path("a.jsonl").write_bytes(
            b'{"id":"good","text":"Acme paid $1."}\n{"id":"none","body":"?"}\nnonsense\n["list"]\n\xff\n'
            b'{"id":"day","text":"x","published":"soon"}\n{"id":"half","text":"\\ud83d"}\n'
        )
        done = extract("no.txt", "cut.txt.gz", "a.jsonl", "-f", "jsonl", "--failures", "failed.jsonl")
        assert done.returncode == 1
        assert (ids(done.stdout), done.stderr) == (["good"], "")
        failed = lines(Path("failed.jsonl").read_text(encoding="utf-8"))
        assert [(f["id"], f["error"]) for f in failed] == [
            ("no.txt", "InputError"),
            ("cut.txt.gz", "InputError"),
            ("none", "InputError"),
            ("a.jsonl:3", "InputError"),
            ("a.jsonl:4", "InputError"),
            ("a.jsonl:5", "InputError"),
            ("day", "DocumentError"),
            ("half", "DocumentError"),
        ]
        assert "no text under the key 'text'; it has 'id', 'body'" in failed[2]["message"]

    def test_without_a_file_they_are_said(self) -> None:
        done = extract("no.txt", "-", "-f", "jsonl", stdin=b"Acme paid $1.")
        assert (done.returncode, ids(done.stdout)) == (1, ["-"])
        assert done.stderr == "newsextract: no.txt: cannot be read: No such file or directory\n"

    def test_an_empty_directory_is_one(self) -> None:
        Path("empty").mkdir()
        done = extract("empty")
        assert done.returncode == 1
        assert "empty: holds no articles; they would be called *.txt" in done.stderr

    def test_an_id_that_no_json_can_carry(self) -> None:
        done = extract(
            "-", "--input", "jsonl", "-f", "jsonl", stdin=b'{"id":"\\ud800","text":"Acme paid $1."}'
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "cannot be written as JSON" in done.stderr


class TestResume:
    def test_half_a_line_is_cut_off_and_done_again(self) -> None:
        archive("a.jsonl", 9)
        extract("a.jsonl", "-o", "whole.jsonl")
        whole = Path("whole.jsonl").read_bytes()
        out = Path("out.jsonl")
        for size in (0, 3, len(whole) // 2, whole.index(b"\n") + 1, len(whole) - 1, len(whole)):
            out.write_bytes(whole[:size])
            done = extract("a.jsonl", "-o", "out.jsonl", "--resume")
            assert done.returncode == 0, done.stderr
            assert out.read_bytes() == whole, size

    def test_as_many_of_an_id_are_skipped_as_are_there(self) -> None:
        Path("a.jsonl").write_text(
            "".join(f'{{"id":"same","text":"Acme paid ${n}."}}\n' for n in range(4)), encoding="utf-8"
        )
        extract("a.jsonl", "-o", "out.jsonl")
        whole = Path("out.jsonl").read_bytes()
        Path("out.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
        extract("a.jsonl", "-o", "out.jsonl", "--resume")
        assert Path("out.jsonl").read_bytes() == whole

    def test_what_failed_is_not_tried_again_unless_asked(self) -> None:
        broken = '{"id":"a0","text":"Acme paid $1."}\n{"id":"a1"}\n'
        Path("a.jsonl").write_text(broken, encoding="utf-8")
        command = ("a.jsonl", "-o", "out.jsonl", "--failures", "failed.jsonl")
        extract(*command)
        failed = Path("failed.jsonl").read_bytes()
        archive("a.jsonl", 3)
        done = extract(*command, "--resume")
        assert (done.returncode, Path("failed.jsonl").read_bytes()) == (1, failed)
        assert ids(Path("out.jsonl").read_text(encoding="utf-8")) == ["a0", "a2"]
        done = extract(*command, "--resume", "--retry-failures")
        assert (done.returncode, Path("failed.jsonl").read_bytes()) == (0, b"")
        assert ids(Path("out.jsonl").read_text(encoding="utf-8")) == ["a0", "a2", "a1"]

    @pytest.mark.parametrize("content", ["my notes", "my notes\n", '{"id":"a0"}\n{"text":1}\n', '{"id":\n'])
    def test_a_file_of_anything_else_is_left_alone(self, content: str) -> None:
        archive("a.jsonl", 1)
        Path("out.jsonl").write_text(content, encoding="utf-8")
        done = extract("a.jsonl", "-o", "out.jsonl", "--resume")
        assert done.returncode == 2
        assert "out.jsonl: cannot be resumed: line" in done.stderr
        assert Path("out.jsonl").read_text(encoding="utf-8") == content

    def test_a_full_disk_is_named_and_resumed_from(self) -> None:
        archive("a.jsonl", 60)
        extract("a.jsonl", "-o", "whole.jsonl")
        whole = Path("whole.jsonl").read_bytes()
        limit = len(whole) // 2
        run = started(
            "a.jsonl",
            "-o",
            "out.jsonl",
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        _, said = run.communicate()
        assert run.returncode == 3
        assert said.startswith(b"newsextract: out.jsonl: cannot be written: File too large;")
        assert Path("out.jsonl").read_bytes() == whole[:limit]
        assert extract("a.jsonl", "-o", "out.jsonl", "--resume").returncode == 0
        assert Path("out.jsonl").read_bytes() == whole

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
    def test_a_killed_run_is_completed_to_the_same_bytes(self, number: int) -> None:
        archive("a.jsonl", 3000)
        command = ("a.jsonl", "-o", "out.jsonl", "--failures", "failed.jsonl", "--processes", "2")
        with Path("a.jsonl").open("a") as file:
            file.write('{"id":"bad"}\n')
        extract("a.jsonl", "-o", "whole.jsonl", "--failures", "whole-failed.jsonl")
        run = started(*command, start_new_session=True)
        wait_until(lambda: size("out.jsonl") > 100_000)
        if number == signal.SIGINT:
            os.killpg(run.pid, number)  # As a terminal does: the workers get it too.
        else:
            run.kill()
        # Workers hold the other end of the pipe: it closes when the last of them has ended.
        _, said = run.communicate(timeout=60)
        cut = Path("out.jsonl").read_bytes()
        whole = Path("whole.jsonl").read_bytes()
        assert whole.startswith(cut)
        assert 0 < len(cut) < len(whole)
        if number == signal.SIGINT:
            assert run.returncode == 130
            assert said.decode().startswith("newsextract: interrupted after ")
            assert said.count(b"\n") == 1
        done = extract(*command, "--resume")
        assert done.returncode == 1
        assert Path("out.jsonl").read_bytes() == whole
        assert Path("failed.jsonl").read_bytes() == Path("whole-failed.jsonl").read_bytes()


def size(path: str) -> int:
    return Path(path).stat().st_size if Path(path).exists() else 0


def wait_until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.01)


class TestOptions:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["a.jsonl", "-f", "json"], "takes one article"),
            (["a.jsonl", "-f", "html"], "takes one article"),
            (["a.jsonl", "-f", "parquet"], "name a directory with --output"),
            (["a.jsonl", "--resume"], "--resume goes with"),
            (["a.jsonl", "-o", "a.json", "--resume"], "--resume goes with"),
            (["a.jsonl", "-o", "o.jsonl", "--resume", "--retry-failures"], "--retry-failures goes with"),
            (["a.jsonl", "-o", "o.jsonl", "--failures", "./o.jsonl"], "are one file"),
            (["a.jsonl", "-o", "a.jsonl"], "a.jsonl: is an input, and would be overwritten"),
            (["a.jsonl", "-o", "o.jsonl.gz"], "is not compressed"),
            (["a.jsonl", "-f", "jsonl", "--fields", "events,facts"], "has no facts; it has id, url"),
            (["a.jsonl", "--fields", "events"], "--fields goes with"),
            (["a.jsonl", "-o", "no/such/o.jsonl"], "no/such/o.jsonl: cannot be opened"),
            (["a.jsonl", "--published", "soon"], "--published 'soon' is no ISO 8601 date"),
        ],
    )  # fmt: skip
    def test_wrong_use_is_said_before_anything_is_begun(self, arguments: list[str], message: str) -> None:
        archive("a.jsonl", 2)
        before = Path("a.jsonl").read_bytes()
        done = extract(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert Path("a.jsonl").read_bytes() == before

    def test_only_the_fields_asked_for_and_the_id(self) -> None:
        archive("a.jsonl", 1)
        done = extract("a.jsonl", "-f", "jsonl", "--fields", "amounts, language")
        assert list(lines(done.stdout)[0]) == ["id", "language", "amounts"]

    @pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.html"])
    def test_the_ending_of_the_output_tells_the_format(self, name: str) -> None:
        archive("a.jsonl", 1)
        assert extract("a.jsonl", "-o", name).returncode == 0
        beginning = {"out.json": '{\n  "id"', "out.jsonl": '{"id"', "out.html": "<!DOCTYPE html>"}[name]
        assert Path(name).read_text(encoding="utf-8").startswith(beginning)

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_tables_are_files_in_a_directory(self, form: str) -> None:
        archive("a.jsonl", 2)
        assert extract("a.jsonl", "-f", form, "-o", "tables").returncode == 0
        assert Path(f"tables/amounts.{form}").stat().st_size > 0

    def test_a_closed_pipe_is_no_crash(self) -> None:
        archive("a.jsonl", 300)
        with started("a.jsonl", "-f", "jsonl", "-p", "2", stdout=subprocess.PIPE) as run:
            assert run.stdout
            assert run.stderr
            run.stdout.readline()
            run.stdout.close()
            assert run.stderr.read() == b""
        assert run.returncode == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    def test_standard_output_that_is_full_is_named(self) -> None:
        archive("a.jsonl", 2)
        with Path("/dev/full").open("wb") as full:
            run = started("a.jsonl", "-f", "jsonl", stdout=full)
            _, said = run.communicate()
        assert run.returncode == 3
        assert said.startswith(b"newsextract: standard output: cannot be written: No space left")


class TestPipelineFile:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("extractors = [", "p.toml: is no TOML: "),
            ("run = 'x'", "p.toml: key 'run': Extra inputs are not permitted; the keys are: extractors, "),
            ("extractors = 'money'", "p.toml: key 'extractors': Input should be a valid list"),
            ("extractors = ['money', 'magic']", "p.toml: key 'extractors': no extractor called 'magic'"),
            ("with = ['os:system']", "p.toml: key 'with': no extractor called 'os:system'"),
            ("without = ['magic']", "p.toml: key 'without': there is no extractor 'magic' to leave out"),
            ("extractors = ['relations']", "p.toml: key 'extractors': "),
            ("extractors = ['money']\nevents = ['e.toml']", "p.toml: key 'events': no extractor called"),
            ("events = ['no.toml']", "p.toml: key 'events': "),
            ("events = ['e.toml']", "e.toml"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_names_file_and_key(self, content: str, message: str) -> None:
        Path("p.toml").write_text(content, encoding="utf-8")
        Path("e.toml").write_text("[recall]\nno = 1\n", encoding="utf-8")
        done = extract("-", "--pipeline", "p.toml", stdin=b"x")
        assert done.returncode == 2
        assert message in done.stderr

    def test_extractors_are_chosen_and_left_out(self) -> None:
        Path("p.toml").write_text("without = ['quotations', 'events', 'relations']", encoding="utf-8")
        text = b'Acme paid $3 million on Monday. "We paid," John Smith said.'
        done = extract("-", "--pipeline", "p.toml", "-f", "json", stdin=text)
        article = json.loads(done.stdout)
        assert (len(article["amounts"]), article["quotations"], article["events"]) == (1, [], [])

    def test_event_types_are_found_beside_the_pipeline_file(self) -> None:
        Path("conf").mkdir()
        Path("conf/p.toml").write_text("events = ['recall.toml']", encoding="utf-8")
        Path("conf/recall.toml").write_text(
            '[recall]\ndescription = "A product is called back."\ncore = ["organization"]\n'
            '[recall.roles]\norganization = ["ORGANIZATION", "noun"]\n'
            '[recall.slots.verb]\norganization = "subject"\n'
            '[[recall.triggers]]\nverbs = ["recall"]\n',
            encoding="utf-8",
        )
        done = extract(
            "-", "--pipeline", "conf/p.toml", "-f", "json", stdin=b"Toyota recalled cars on Monday."
        )
        assert done.returncode == 0, done.stderr
        assert "recall" in [e["type"] for e in json.loads(done.stdout)["events"]]


def test_a_terminal_is_shown_a_bar() -> None:
    archive("a.jsonl", 3)
    with Path("a.jsonl").open("a", encoding="utf-8") as file:
        file.write("nonsense\n")
    terminal, stderr = os.openpty()
    command = ("a.jsonl", "-o", "out.jsonl", "--failures", "failed.jsonl", "-p", "2")
    with started(*command, into=stderr) as run:
        os.close(stderr)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert run.returncode == 1
    assert "4/4" in shown
    assert "1 failed" in shown
