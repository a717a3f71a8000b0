"""The command line. Needs the extra ``cli``; without it, it says how to get it."""

from __future__ import annotations

import sys

from newsextract.pipeline.batch import prepare_process


def main() -> None:
    """Entry point of the command ``newsextract``."""
    prepare_process()
    try:
        from .app import app
    except ImportError as error:
        if error.name not in ("typer", "rich"):
            raise
        sys.exit(
            f"newsextract: the command line needs {error.name}, which is not installed; "
            "run: pip install 'newsextract[cli]'"
        )
    app()
