"""``newsextract view``: an article and its facts in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from .files import OutputFile
from .options import PipelineFile, Published
from .single import File, article_of


def view(
    file: File,
    published: Published = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the page goes; else a temporary file.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only write it.")] = False,
    pipeline: PipelineFile = None,
) -> None:
    """Write an article with its facts as one self-contained page, and open it in the browser."""
    page = article_of(file, published, pipeline).to_html().encode()
    path = output or _temporary()
    with OutputFile(path) as written:
        written.write(page)
    typer.echo(path)
    if not no_open:
        webbrowser.open(path.resolve().as_uri())


def _temporary() -> Path:
    # Not removed: the browser reads it after this process has ended.
    with tempfile.NamedTemporaryFile(prefix="newsextract-", suffix=".html", delete=False) as file:
        return Path(file.name)
