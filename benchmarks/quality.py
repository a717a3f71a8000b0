"""Measures every layer against annotated news: ``python -m benchmarks.quality``.

By default on ``tests/gold/dev``: Wikinews articles that no rule was written from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import newsextract
from benchmarks.page import markdown_table, print_table, replace_block
from newsextract.evaluation import Disagreement, Figure, document_names, evaluate

GOLD = Path("tests/gold/dev")
SIGNS = {"-": "missed", "+": "spurious", "~": "wrong value"}
COLUMNS = ("figure", "precision", "recall", "F1", "gold", "found")


def rows(figures: Mapping[str, Figure], *, types: bool) -> list[tuple[str, ...]]:
    """The figures as cells: those of single entity and event types, or all others; none where nothing was."""
    return [
        (name, *(f"{x:.3f}" for x in (f.precision, f.recall, f.f1)), str(f.gold), str(f.found))
        for name, f in figures.items()
        if (".type." in name) == types and f.gold + f.found
    ]


def as_markdown(gold: Path, figures: Mapping[str, Figure]) -> str:
    """What the page on quality shows."""
    return "\n\n".join(
        (
            f"{len(document_names(gold))} articles of `{gold}`, newsextract {newsextract.__version__}.",
            markdown_table(COLUMNS, rows(figures, types=False)),
            "By entity and event type:",
            markdown_table(COLUMNS, rows(figures, types=True)),
        )
    )


def examples(disagreements: Sequence[Disagreement], each: int = 3) -> str:
    """How many of each kind of disagreement there are in every layer, with some of them, evenly chosen."""
    kinds: dict[tuple[str, str], list[Disagreement]] = {}
    for d in disagreements:
        kinds.setdefault((d.layer, d.sign), []).append(d)
    lines = []
    for layer, sign in sorted(kinds):
        found = kinds[layer, sign]
        chosen = found[:: -(-len(found) // each)]
        shown = "; ".join(f"`{d.text.replace('|', ' ').replace('`', ' ')}` ({d.document})" for d in chosen)
        lines.append((layer, SIGNS[sign], str(len(found)), shown))
    return markdown_table(("layer", "", "count", "for example"), lines)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help=f"a gold standard (default: {GOLD})")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--errors", metavar="LAYER", help="list what was missed (-), spurious (+) or wrong (~)")
    form.add_argument("--json", action="store_true", help="print the figures as JSON")
    form.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    form.add_argument("--examples", type=Path, metavar="PAGE", help="write disagreements into a page")
    arguments = parser.parse_args()
    scores = evaluate(arguments.gold)
    figures = scores.figures()
    if arguments.errors:
        _print_errors(scores.disagreements, arguments.errors, parser)
    elif arguments.json:
        print(json.dumps({name: asdict(figure) for name, figure in figures.items()}, indent=1))
    elif arguments.markdown:
        replace_block(arguments.markdown, "quality", as_markdown(arguments.gold, figures))
    elif arguments.examples:
        replace_block(arguments.examples, "examples", examples(scores.disagreements))
    else:
        title = f"{len(document_names(arguments.gold))} articles of {arguments.gold}"
        print_table(title, COLUMNS, rows(figures, types=False))
        print_table("By type", COLUMNS, rows(figures, types=True))


def _print_errors(disagreements: list[Disagreement], layer: str, parser: argparse.ArgumentParser) -> None:
    layers = sorted({d.layer for d in disagreements})
    if layer not in layers:
        parser.error(
            f"no disagreements in a layer {layer!r}; there are some in: {', '.join(layers) or 'none'}"
        )
    print("\n".join(str(d) for d in disagreements if d.layer == layer))


if __name__ == "__main__":
    main()
