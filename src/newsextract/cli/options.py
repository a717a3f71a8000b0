"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract.model import parse_instant

from .problems import ExitCode, fail

Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date, ISO 8601; of articles that bring none.")
]
PipelineFile = Annotated[
    Path | None, typer.Option("--pipeline", metavar="FILE.toml", help="Which extractors and event types.")
]


def checked_date(published: str | None) -> str | None:
    """The date as given, if it is one."""
    try:
        parse_instant(published)
    except ValueError:
        fail(f"--published {published!r} is no ISO 8601 date; give YYYY-MM-DD", ExitCode.USAGE)
    return published
