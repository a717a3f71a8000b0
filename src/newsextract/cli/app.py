"""``newsextract extract`` and ``newsextract extractors``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

import newsextract
from newsextract.export.terminal import print_article
from newsextract.pipeline.registry import load, registrations

app = typer.Typer(
    help="Raw news text in; typed, grounded, normalised facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"newsextract {newsextract.__version__}")
        raise typer.Exit


@app.command()
def extract(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE|-...", help="UTF-8 text files; - reads stdin.")
    ],
    published: Annotated[str | None, typer.Option(help="Publication date, ISO 8601.")] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl takes several files; json and html one.")
    ] = Format.TABLE,
) -> None:
    """Extract the facts of one or more articles and print them."""
    if len(sources) > 1 and format in (Format.JSON, Format.HTML):
        _fail(f"--format {format} takes one file, not {len(sources)}; use jsonl or table", code=2)
    for article in _articles(sources, published):
        if format is Format.TABLE:
            print_article(article, Console())
        elif format is Format.HTML:
            typer.echo(article.to_html())
        else:
            typer.echo(article.model_dump_json(indent=2 if format is Format.JSON else None))


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


def _articles(sources: list[str], published: str | None) -> Iterator[newsextract.Article]:
    for source in sources:
        text = _read(source)
        try:
            yield newsextract.extract(text, published=published, id=source)
        except newsextract.NewsExtractError as error:
            _fail(f"{source}: {error}")


def _read(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        _fail(f"{source}: cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        _fail(f"{source}: is not UTF-8: byte 0x{error.object[error.start]:02X} at byte {error.start}")


def _fail(message: str, *, code: int = 1) -> NoReturn:
    typer.echo(f"newsextract: {message}", err=True)
    raise typer.Exit(code)
