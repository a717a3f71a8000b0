"""``newsextract evaluate``: how good it is on annotations of yours."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from newsextract.evaluation import LAYERS, Figure, GoldError, document_names
from newsextract.evaluation import evaluate as score

from .options import PipelineFile
from .pipeline_file import pipeline_from
from .problems import ExitCode, fail


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A directory with docs/*.txt and ann/*.json.")
    ],
    errors: Annotated[
        str | None,
        typer.Option(metavar="LAYER", help="List what was missed (-), spurious (+) or wrong (~) in a layer."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    pipeline: PipelineFile = None,
) -> None:
    """Measure precision, recall and F1 of every layer against annotated articles."""
    if errors and errors not in LAYERS:
        fail(f"--errors {errors}: there is no such layer; there are {', '.join(LAYERS)}", ExitCode.USAGE)
    made = pipeline_from(pipeline)
    try:
        documents = document_names(gold)
        scores = score(gold, pipeline=made)
    except GoldError as error:
        fail(str(error), ExitCode.USAGE)
    if errors:
        for disagreement in scores.disagreements:
            if disagreement.layer == errors:
                typer.echo(disagreement)
    elif as_json:
        typer.echo(json.dumps({name: asdict(figure) for name, figure in scores.figures().items()}, indent=1))
    else:
        console = Console()
        figures = {name: f for name, f in scores.figures().items() if f.gold + f.found}
        by_type = {name: f for name, f in figures.items() if ".type." in name}
        console.print(
            _table(f"Annotated articles in {gold}: {len(documents)}", figures.keys() - by_type, figures)
        )
        console.print(_table("By entity and event type", by_type, figures))


def _table(title: str, names: Collection[str], figures: Mapping[str, Figure]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("figure", no_wrap=True)
    for column in ("precision", "recall", "F1", "gold", "found"):
        table.add_column(column, justify="right")
    for name, figure in figures.items():
        if name in names:
            shares = (f"{x:.3f}" for x in (figure.precision, figure.recall, figure.f1))
            table.add_row(name, *shares, str(figure.gold), str(figure.found))
    return table
