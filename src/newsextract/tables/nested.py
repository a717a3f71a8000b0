"""A row an article, with the other tables as lists within it: the form that engines carry around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newsextract.extras import need
from newsextract.model import Article, ExtractionFailure

from .columns import TABLES, Column
from .convert import ARTICLES_A_BATCH, field
from .rows import Row, each, rows_of

if TYPE_CHECKING:
    import pyarrow

FACT_TABLES = tuple(name for name in TABLES if name != "articles")


def own_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table within the row of its article: all but ``article_id``."""
    return TABLES[table][1:]


def nested_schema() -> pyarrow.Schema:
    """The columns of ``articles``, and a list of structs for each other table, without its ``article_id``.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    pa = need("pyarrow", "arrow")
    fields = [field(column, pa) for column in TABLES["articles"]]
    for name in FACT_TABLES:
        facts = pa.struct([field(column, pa) for column in own_columns(name)])
        fields.append(pa.field(name, pa.list_(facts), nullable=False))
    return pa.schema(fields)


def nested_batches(
    outcomes: Iterable[Article | ExtractionFailure], *, articles_a_batch: int = ARTICLES_A_BATCH
) -> Iterator[pyarrow.RecordBatch]:
    """Record batches of `nested_schema`, a row for each article or failure.

    Raises:
        MissingExtraError: If the extra ``arrow`` is not installed.
    """
    pa = need("pyarrow", "arrow")
    schema, source = nested_schema(), iter(each(outcomes))
    while group := list(islice(source, articles_a_batch)):
        yield pa.RecordBatch.from_pylist(list(map(_nested, group)), schema=schema)


def _nested(outcome: Article | ExtractionFailure) -> Row:
    tables = rows_of(outcome)
    (article,) = tables["articles"]
    return article | {name: tables.get(name, []) for name in FACT_TABLES}
