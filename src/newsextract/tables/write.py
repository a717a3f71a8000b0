"""Tables as files: Parquet for machines, CSV for people with spreadsheets."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from newsextract.extras import need

from .columns import TABLES
from .convert import ARTICLES_A_BATCH, batches, schema
from .rows import Articles, each, rows_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell (OWASP, "CSV Injection")."""


def write_parquet(
    articles: Articles, directory: str | Path, *, articles_a_batch: int = ARTICLES_A_BATCH
) -> dict[str, Path]:
    """Write every table to ``<directory>/<table>.parquet``, in groups, so that memory stays bounded.

    The files appear when all articles are written; if that fails, those that were there before are untouched.

    Args:
        articles: One article, or any iterable of articles and failures.
        directory: Made if it is not there.
        articles_a_batch: Articles in a row group.

    Returns:
        The file of each table.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    parquet = need("pyarrow.parquet", "arrow")
    with _whole_files(directory, "parquet") as files, ExitStack() as stack:
        writers = {
            name: stack.enter_context(parquet.ParquetWriter(file, schema(name), compression="zstd"))
            for name, file in files.items()
        }
        for batch in batches(articles, articles_a_batch=articles_a_batch):
            for name, writer in writers.items():
                writer.write_batch(batch[name])
    return _named(directory, "parquet")


def write_csv(articles: Articles, directory: str | Path) -> dict[str, Path]:
    """Write every table to ``<directory>/<table>.csv`` (UTF-8, RFC 4180, a header line); needs no extra.

    Null is an empty cell, lists and mappings are JSON, decimals are plain digits, days and moments ISO 8601.
    Text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a
    line break) gets an apostrophe in front: articles are other people's words. Numbers are left alone.

    The files appear when all articles are written; if that fails, those that were there before are untouched.

    Returns:
        The file of each table.
    """
    with _whole_files(directory, "csv") as files, ExitStack() as stack:
        writers = {}
        for name, file in files.items():
            stream = stack.enter_context(file.open("w", encoding="utf-8", newline=""))
            writers[name] = csv.DictWriter(stream, [c.name for c in TABLES[name]])
            writers[name].writeheader()
        for outcome in each(articles):
            for name, rows in rows_of(outcome).items():
                for row in rows:
                    writers[name].writerow({column: _cell(value) for column, value in row.items()})
    return _named(directory, "csv")


def _cell(value: Any) -> str | int | float:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(_FORMULA) else value
        case Decimal():
            return format(value, "f")
        case date() | datetime():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case int() | float():
            return value
        case _:
            raise TypeError(f"no cell for a {type(value).__name__}")


def _named(directory: str | Path, suffix: str) -> dict[str, Path]:
    return {name: Path(directory) / f"{name}.{suffix}" for name in TABLES}


@contextmanager
def _whole_files(directory: str | Path, suffix: str) -> Iterator[dict[str, Path]]:
    """Files to write to, which take their names when all are written."""
    Path(directory).mkdir(parents=True, exist_ok=True)
    named = _named(directory, suffix)
    parts = {name: file.with_name(f"{file.name}.part") for name, file in named.items()}
    try:
        yield parts
        for name, part in parts.items():
            part.replace(named[name])
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
