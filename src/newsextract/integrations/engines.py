"""Extraction as a function from record batches to record batches: what Spark, Ray Data and Dask want.

Needs the extra ``arrow``. Each input row gives one output row, in the same order, with the schema of
`newsextract.tables.nested.nested_schema`: the columns of the table ``articles``, and a list of structs for
each other table. A row that cannot be read is not fatal: its ``error`` says why, its lists are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsextract.api import extract_many
from newsextract.errors import NewsExtractError
from newsextract.extras import need
from newsextract.model import ArticleInput
from newsextract.pipeline import Pipeline
from newsextract.tables.nested import nested_batches, nested_schema

if TYPE_CHECKING:
    import pyarrow

ARTICLES_A_BATCH = 100
"""Articles in an output batch at most; engines hand over thousands of texts at once, facts are bigger."""


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    text: str = "text",
    id: str | None = None,
    published: str | None = None,
    url: str | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Extract the articles of record batches as they come.

    The default pipeline is made once in a process, whatever the number of batches and calls.

    Args:
        batches: Record batches with the columns named below.
        text: Column of the texts.
        id: Column of the ids, of any type; they become strings.
        published: Column of the publication dates: days, moments or ISO 8601 strings.
        url: Column of the addresses.
        pipeline: Defaults to `Pipeline.default()`.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
        NewsExtractError: If a column is not there.
    """
    columns = {"text": text, "id": id, "published": published, "url": url}
    named = {field: column for field, column in columns.items() if column is not None}
    for batch in batches:
        outcomes = extract_many(_inputs(batch, named), on_error="record", pipeline=pipeline)
        yield from nested_batches(outcomes, articles_a_batch=ARTICLES_A_BATCH)


def extract_batch(
    batch: pyarrow.RecordBatch | pyarrow.Table,
    *,
    text: str = "text",
    id: str | None = None,
    published: str | None = None,
    url: str | None = None,
    pipeline: Pipeline | None = None,
) -> pyarrow.Table:
    """Extract the articles of one record batch or table; see `extract_batches`."""
    pa = need("pyarrow", "arrow")
    batches = batch.to_batches() if isinstance(batch, pa.Table) else [batch]
    extracted = extract_batches(batches, text=text, id=id, published=published, url=url, pipeline=pipeline)
    return pa.Table.from_batches(extracted, nested_schema())


def _inputs(batch: pyarrow.RecordBatch, named: dict[str, str]) -> list[ArticleInput]:
    missing = [column for column in named.values() if column not in batch.schema.names]
    if missing:
        raise NewsExtractError(f"no column {', '.join(missing)}; there are: {', '.join(batch.schema.names)}")
    values = {field: batch.column(column).to_pylist() for field, column in named.items()}
    return [_input(**dict(zip(values, row, strict=True))) for row in zip(*values.values(), strict=True)]


def _input(text: Any, id: Any = None, published: Any = None, url: Any = None) -> ArticleInput:
    return ArticleInput(text, published, url, None if id is None else str(id))
