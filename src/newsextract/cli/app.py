"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

import newsextract

from .evaluate import evaluate
from .explain import explain
from .extract import extract
from .listing import extractors, schema
from .view import view

app = typer.Typer(
    help="Raw news text in; typed, grounded, normalised facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (extract, view, explain, extractors, schema, evaluate):
    app.command()(command)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"newsextract {newsextract.__version__}")
        raise typer.Exit
