"""``newsextract extract`` and ``newsextract extractors``."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import newsextract
from newsextract.pipeline.registry import load, registrations

from .extract import extract

app = typer.Typer(
    help="Raw news text in; typed, grounded, normalised facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(extract)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"newsextract {newsextract.__version__}")
        raise typer.Exit


@app.command()
def extractors() -> None:
    """List the extractors that are installed, and what each reads and writes."""
    table = Table()
    for column in ("name", "reads", "may read", "writes", "from"):
        table.add_column(column, overflow="fold")
    for registration in registrations():
        try:
            x = load(registration.name)
        except newsextract.PluginError as error:
            table.add_row(registration.name, str(error), "", "", registration.distribution)
            continue
        layers = (", ".join(t.__name__ for t in types) for types in (x.reads, x.may_read, x.writes))
        table.add_row(x.name, *layers, registration.distribution)
    Console().print(table)
