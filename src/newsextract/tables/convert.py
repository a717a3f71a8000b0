"""Tables for Arrow, pandas and Polars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsextract.extras import need
from newsextract.model import SCHEMA_VERSION, Article, ExtractionFailure

from .columns import MONEY_DIGITS, MONEY_PLACES, ROLE, TABLES, Column
from .rows import Articles, Row, each, rows_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

ARTICLES_A_BATCH = 500
"""Articles put together in one record batch by default."""


def schema(table: str) -> pyarrow.Schema:
    """The Arrow schema of a table; each field says in its metadata (``doc``) what it means.

    Args:
        table: A key of `TABLES`.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    pa = need("pyarrow", "arrow")
    fields = [field(column, pa) for column in TABLES[table]]
    return pa.schema(fields, metadata={"newsextract_table": table, "newsextract_schema": SCHEMA_VERSION})


def batches(
    articles: Articles, *, articles_a_batch: int = ARTICLES_A_BATCH
) -> Iterator[dict[str, pyarrow.RecordBatch]]:
    """A record batch of every table for each group of articles, read as they are needed.

    Memory stays bounded by the group, however many articles there are.

    Args:
        articles: One article, or any iterable of articles and failures.
        articles_a_batch: Size of a group.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    pa = need("pyarrow", "arrow")
    schemas = {name: schema(name) for name in TABLES}
    for rows in grouped_rows(each(articles), articles_a_batch):
        yield {name: pa.RecordBatch.from_pylist(rows[name], schema=s) for name, s in schemas.items()}


def to_arrow(articles: Articles) -> dict[str, pyarrow.Table]:
    """All tables of the articles, in memory; for more than fits there see `batches` and `write_parquet`.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    pa = need("pyarrow", "arrow")
    parts = list(batches(articles))
    return {name: pa.Table.from_batches([part[name] for part in parts], schema(name)) for name in TABLES}


def to_pandas(articles: Articles) -> dict[str, pandas.DataFrame]:
    """All tables as pandas data frames with Arrow types: decimals stay exact, whole numbers stay whole.

    Raises:
        MissingExtraError: If the extra ``pandas`` is not installed.
    """
    pd = need("pandas", "pandas")
    return {name: table.to_pandas(types_mapper=pd.ArrowDtype) for name, table in to_arrow(articles).items()}


def to_polars(articles: Articles) -> dict[str, polars.DataFrame]:
    """All tables as Polars data frames.

    Raises:
        MissingExtraError: If the extra ``polars`` is not installed.
    """
    pl = need("polars", "polars")
    return {name: pl.from_arrow(table) for name, table in to_arrow(articles).items()}


def grouped_rows(
    outcomes: Iterable[Article | ExtractionFailure], size: int
) -> Iterator[dict[str, list[Row]]]:
    """The rows of each group of articles by table; a table without rows has an empty list."""
    source = iter(outcomes)
    while group := list(islice(source, size)):
        rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        for outcome in group:
            for name, added in rows_of(outcome).items():
                rows[name] += added
        yield rows


def field(column: Column, pa: Any) -> pyarrow.Field:
    """The Arrow field of a column."""
    metadata = {"doc": column.doc}
    return pa.field(column.name, _arrow_type(column, pa), nullable=not column.required, metadata=metadata)


def _arrow_type(column: Column, pa: Any) -> pyarrow.DataType:
    match column.type:
        case "string":
            return pa.string()
        case "int":
            return pa.int64()
        case "float":
            return pa.float64()
        case "money":
            return pa.decimal128(MONEY_DIGITS, MONEY_PLACES)
        case "date":
            return pa.date32()
        case "moment":
            return pa.timestamp("us", tz="UTC")
        case "strings":
            return pa.list_(pa.string())
        case "mapping":
            return pa.map_(pa.string(), pa.string())
        case "roles":
            return pa.list_(pa.struct([field(part, pa) for part in ROLE]))
