"""A run over any number of articles: checked, begun or gone on with, and its end told to the shell."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import typer

from newsextract.errors import NewsExtractError
from newsextract.model import ArticleInput, ExtractionFailure
from newsextract.pipeline import Pipeline, run_batch

from .failures import Failures
from .files import OutputFile
from .inputs import STDIN, Inputs
from .output import DIRECTORIES, ONE_ARTICLE, Format, Writer, writer_of
from .problems import ExitCode, fail, warn
from .progress import Bar
from .resume import Held, held, without

T = TypeVar("T")

GO_ON = "; its whole lines are good, and the same command with --resume goes on after them"


@dataclass(frozen=True, slots=True)
class Job:
    """What ``newsextract extract`` was asked to do.

    Attributes:
        inputs: Where the articles come from.
        pipeline: What extracts them.
        format: How they are written.
        fields: Top-level fields that JSON has; None for all.
        output: A file, or a directory for CSV and Parquet; None for standard output.
        failures: A file, or None for standard error.
        processes: Worker processes.
        resume: Go on with an output that is there.
        retry: Try again what failed before.
    """

    inputs: Inputs
    pipeline: Pipeline
    format: Format
    fields: frozenset[str] | None
    output: Path | None
    failures: Path | None
    processes: int
    resume: bool
    retry: bool

    def run(self) -> None:
        """Do it."""
        for mistake in self._mistakes():
            fail(mistake, ExitCode.USAGE)
        done = held(self.output) if self.resume and self.output else Held()
        failed = held(self.failures) if self.resume and self.failures and not self.retry else Held()
        articles = without(self._articles(), done.ids + failed.ids)
        with ExitStack() as stack:
            failures = Failures(self._failures_file(failed, stack), earlier=failed.ids.total())
            hint = GO_ON if self.format is Format.JSONL and self.output else ""
            file = OutputFile(self._output_file(), keep=done.size, hint=hint)
            writer = writer_of(self.format, self.fields, stack.enter_context(file), self.output)
            bar = stack.enter_context(self._bar(done.ids.total() + failed.ids.total()))
            written = self._extract(articles, writer, failures, bar)
        self._conclude(written, done.ids.total(), failures.count)

    def _mistakes(self) -> Iterator[str]:
        """Options that do not go together."""
        if self.fields and self.format not in (Format.JSON, Format.JSONL):
            yield "--fields goes with --format json or jsonl"
        if self.resume and not (self.format is Format.JSONL and self.output):
            yield "--resume goes with --format jsonl and an --output file"
        if self.retry and not (self.resume and self.failures):
            yield "--retry-failures goes with --resume and --failures"
        if self.format in DIRECTORIES and not self.output:
            yield f"--format {self.format} writes several files: name a directory with --output"
        if self.output and self.output.suffix == ".gz":
            yield f"{self.output}: the output is not compressed; name it without .gz"
        written = [path.resolve() for path in (self.output, self.failures) if path]
        if len(set(written)) < len(written):
            yield "--output and --failures are one file"
        for source in self.inputs.sources:
            if source != STDIN and Path(source).is_file() and Path(source).resolve() in written:
                yield f"{source}: is an input, and would be overwritten"

    def _articles(self) -> Iterable[ArticleInput | ExtractionFailure]:
        if self.format not in ONE_ARTICLE:
            return self.inputs
        first = list(islice(self.inputs, 2))
        if len(first) > 1:
            fail(f"--format {self.format} takes one article; for several use jsonl", ExitCode.USAGE)
        return first

    def _bar(self, there: int) -> Bar:
        shown = sys.stderr.isatty() and (self.output is not None or not sys.stdout.isatty())
        total = self.inputs.count() if shown else None
        return Bar(None if total is None else total - there, shown=shown)

    def _failures_file(self, failed: Held, stack: ExitStack) -> OutputFile | None:
        if self.failures is None:
            return None
        return stack.enter_context(OutputFile(self.failures, keep=failed.size, hint=GO_ON))

    def _output_file(self) -> Path | None:
        return None if self.format in DIRECTORIES else self.output

    def _extract(
        self,
        articles: Iterable[ArticleInput | ExtractionFailure],
        writer: Writer[T],
        failures: Failures,
        bar: Bar,
    ) -> int:
        """Extract and write; how many articles were written."""
        outcomes = run_batch(
            articles, self.pipeline, finish=writer.finish, processes=self.processes, on_error="record"
        )
        written = 0

        def followed() -> Iterator[T | ExtractionFailure]:
            nonlocal written
            for outcome in outcomes:
                if isinstance(outcome, ExtractionFailure):
                    failures.add(outcome)
                yield outcome
                written += not isinstance(outcome, ExtractionFailure)
                bar.advance(failures.count)

        try:
            with closing(outcomes):
                writer.write(followed())
        except KeyboardInterrupt:
            again = "; the same command with --resume goes on" if self.format is Format.JSONL else ""
            fail(f"interrupted after {written} articles{again}", ExitCode.INTERRUPTED)
        except NewsExtractError as error:
            fail(str(error), ExitCode.BROKEN)
        return written

    def _conclude(self, written: int, there: int, failed: int) -> None:
        if self.output:
            before = f", {there} were there" if there else ""
            lost = f", {failed} failed" if failed else ""
            warn(f"{self.output}: {written} articles written{before}{lost}")
        if failed:
            raise typer.Exit(ExitCode.SOME_FAILED)
