"""``newsextract extractors`` and ``newsextract schema``: what there is."""

from __future__ import annotations

import json

import typer
from rich.console import Console
from rich.table import Table

from newsextract.errors import PluginError
from newsextract.model import Article
from newsextract.pipeline.registry import load, registrations


def extractors() -> None:
    """List the extractors that are installed, and what each reads and writes."""
    table = Table()
    for column in ("name", "reads", "may read", "writes", "from"):
        table.add_column(column, overflow="fold")
    for registration in registrations():
        try:
            x = load(registration.name)
        except PluginError as error:
            table.add_row(registration.name, str(error), "", "", registration.distribution)
            continue
        layers = (", ".join(t.__name__ for t in types) for types in (x.reads, x.may_read, x.writes))
        table.add_row(x.name, *layers, registration.distribution)
    Console().print(table)


def schema() -> None:
    """Print the JSON Schema of an article."""
    typer.echo(json.dumps(Article.model_json_schema(), indent=2))
