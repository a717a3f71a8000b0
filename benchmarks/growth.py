"""Measures what a text costs by its length: ``python -m benchmarks.growth``.

News articles of ``tests/gold`` are joined by blank lines and cut into texts of one length. Each length is
measured in a process of its own on one thread, and processor time counts. Short texts are as many as make up
the sample, so that all lengths up to it read the same words; longer ones are read once.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

from benchmarks.page import print_table
from benchmarks.speed import GOLD, peak_memory, run_python

SAMPLE = 100_000
"""Characters that are read at least."""

KILOBYTES = (1, 3, 10, 30, 100, 300, 1000)
COLUMNS = ("KB", "texts", "ms per KB", "peak MB")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--kilobytes", type=int, nargs="+", default=KILOBYTES, help="lengths of the texts")
    parser.add_argument("--one", type=int, metavar="KB", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
    else:
        print_table("What a text costs by its length", COLUMNS, rows(arguments.kilobytes))


def rows(kilobytes: Sequence[int]) -> list[tuple[str, ...]]:
    """A row of cells for each length."""
    return [
        tuple(json.loads(run_python("-m", "benchmarks.growth", "--one", str(length)))) for length in kilobytes
    ]


def measure(kilobytes: int) -> tuple[str, ...]:
    """Read the texts of one length in this process."""
    from newsextract import Pipeline

    pipeline = Pipeline.default()
    for text in texts(5_000, SAMPLE):
        pipeline(text)  # Fills the caches of words.
    length = 1000 * kilobytes
    read = texts(length, max(length, SAMPLE))
    begin = time.process_time()
    for text in read:
        pipeline(text)
    spent = time.process_time() - begin
    peak = peak_memory()
    return (
        f"{kilobytes:,}",
        f"{len(read):,}",
        f"{1e6 * spent / sum(map(len, read)):.1f}",
        "?" if peak is None else f"{peak:.0f}",
    )


def texts(length: int, total: int) -> list[str]:
    """News of so many characters, in texts of one length."""
    from newsextract.evaluation import document_names, read_document

    articles = [read_document(root, name).text for root in GOLD for name in document_names(root)]
    news = "\n\n".join(articles)
    news = "\n\n".join([news] * (1 + total // len(news)))
    return [news[start : start + length] for start in range(0, total - length + 1, length)]


if __name__ == "__main__":
    main()
