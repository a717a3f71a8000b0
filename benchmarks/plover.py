"""Measures agreement with PLOVER's own coded examples: ``python -m benchmarks.plover --shared ../shared``.

The examples (322 sentences out of the manual of CAMEO, each coded with one event) are no part of this
repository; ``--shared`` names a folder with ``corpora/events/plover_gsr/plover_gsr.jsonl``. No weights were
learned from them, but the table of types was settled with them in view.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page import markdown_table, print_table, replace_block
from newsextract import Pipeline
from newsextract.export.plover import Counterpart, counterparts

EXAMPLES = Path("corpora/events/plover_gsr/plover_gsr.jsonl")
COLUMNS = ("PLOVER type", "examples", "right", "other only", "none", "recall", "coded so", "precision")
OUTCOMES = ("right", "other", "none")
TYPES = ("newsextract", "PLOVER", "mode", "source", "target")
MERGED = {"FIGHT": "ASSAULT"}
"""Types of the older version by which the examples are coded, and what they are in 0.8."""


@dataclass(frozen=True, slots=True)
class Example:
    """A coded sentence.

    Attributes:
        text: The sentence.
        event: PLOVER's type.
    """

    text: str
    event: str


def read_examples(path: Path) -> list[Example]:
    """The coded sentences of a file with one JSON record a line."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(r["text"], MERGED.get(r["event"], r["event"])) for r in records]


def coded(examples: Sequence[Example]) -> list[frozenset[str]]:
    """The PLOVER types that newsextract gives each sentence."""
    pipeline = Pipeline.default()
    return [frozenset(str(r["event"]) for r in pipeline(e.text).to_plover()) for e in examples]


def rows(examples: Sequence[Example], found: Sequence[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Agreement by type, and over all.

    Precision is over all sentences that are coded with the type: the sentence's only coded event is of it.
    Sentences may speak of more than the one event they are coded for, so that it is a lower bound.
    """
    outcomes: Counter[tuple[str, str]] = Counter()
    given: Counter[str] = Counter()
    for example, types in zip(examples, found, strict=True):
        outcome = "right" if example.event in types else "other" if types else "none"
        outcomes[example.event, outcome] += 1
        given.update(types)
    kinds = sorted({e.event for e in examples})
    for kind in kinds:
        yield _row(kind, [outcomes[kind, o] for o in OUTCOMES], given[kind])
    yield _row("all", [sum(outcomes[kind, o] for kind in kinds) for o in OUTCOMES], given.total())


def _row(kind: str, counts: Sequence[int], given: int) -> tuple[str, ...]:
    examples, right = sum(counts), counts[0]
    recall, precision = (f"{right / n:.2f}" if n else "" for n in (examples, given))
    return (kind, *map(str, (examples, *counts)), recall, str(given), precision)


def as_table() -> str:
    """The counterparts as the page on PLOVER shows them."""
    return markdown_table(TYPES, [row for kind, c in counterparts().items() for row in _counterpart(kind, c)])


def _counterpart(kind: str, c: Counterpart) -> Iterator[tuple[str, ...]]:
    roles = (", ".join(c["source"]), ", ".join(c["target"]))
    if c["event"]:
        yield (f"`{kind}`", c["event"], c.get("mode", ""), *roles)
    for words in c.get("words", ()):
        begins = ", ".join(f"{b}-" for b in words["begin"])
        yield (f"`{kind}`: {begins}", words.get("event", c["event"]), words.get("mode", ""), *roles)
    if "planned" in c:
        yield (f"`{kind}`, planned", c["planned"], "", *roles)
    if "negated" in c:
        yield (f"`{kind}`, negated", c["negated"], "", *roles)


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plover", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with PLOVER's examples"
    )
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    parser.add_argument("--types", type=Path, metavar="PAGE", help="write the table of types into a page")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.types:
        replace_block(options.types, "plover-types", as_table())
        return
    examples = read_examples(options.shared / EXAMPLES)
    table = list(rows(examples, coded(examples)))
    if options.markdown:
        replace_block(options.markdown, "plover", markdown_table(COLUMNS, table))
    else:
        print_table(f"{len(examples)} examples of PLOVER", COLUMNS, table)


if __name__ == "__main__":
    main()
