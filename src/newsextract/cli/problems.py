"""How the command ends, and what it says then."""

from __future__ import annotations

from enum import IntEnum
from typing import NoReturn

import typer


class ExitCode(IntEnum):
    """What the shell is told; 0 when every article was extracted."""

    SOME_FAILED = 1
    """Articles that could not be read were left out; the rest is there."""
    USAGE = 2
    """Nothing was begun: an option, a pipeline file or a name of a file is wrong."""
    BROKEN = 3
    """The run could not go on: the output cannot be written, or a process was lost."""
    INTERRUPTED = 130
    """Ctrl-C."""


def warn(message: str) -> None:
    """Say something on stderr."""
    typer.echo(f"newsextract: {message}", err=True)


def fail(message: str, code: ExitCode) -> NoReturn:
    """Say what is wrong on stderr and end."""
    warn(message)
    raise typer.Exit(code)
