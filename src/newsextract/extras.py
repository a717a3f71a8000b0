"""Libraries that are not always installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from newsextract.errors import MissingExtraError


def need(module: str, extra: str) -> Any:
    """Import a library of an extra.

    Args:
        module: Of the library.
        extra: Of newsextract.

    Raises:
        MissingExtraError: If it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"this needs {module}, which is not installed; run: pip install 'newsextract[{extra}]'"
        ) from error
