"""The command line. Needs the extra ``cli``; without it, it says how to get it."""

from __future__ import annotations

import os
import sys

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What keeps the linear algebra under NumPy on one core."""


def main() -> None:
    """Entry point of the command ``newsextract``."""
    # The matrices are small: threads would wait for each other, and processes for each other's threads.
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
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
