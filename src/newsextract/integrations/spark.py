"""Extraction on Apache Spark. Needs the extra ``spark`` here and ``arrow`` on the workers.

`extract_dataframe` gives a row an article with all its facts; `table` takes one table out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from newsextract.extras import need
from newsextract.pipeline import Pipeline
from newsextract.tables.columns import MONEY_DIGITS, MONEY_PLACES, ROLE, TABLES, Column
from newsextract.tables.nested import FACT_TABLES, own_columns

from .engines import extract_batches

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructField, StructType


def extract_dataframe(
    df: DataFrame,
    text_col: str,
    id_col: str,
    published_col: str | None = None,
    *,
    url_col: str | None = None,
    pipeline: Pipeline | None = None,
) -> DataFrame:
    """Extract the articles of a Spark data frame, on its workers (``mapInArrow``).

    Spark is lazy: write the result, or cache it, before several tables are taken out of it, else every one
    of them extracts anew.

    Args:
        df: A row an article.
        text_col: Column of the texts.
        id_col: Column of the ids, of any type; they become strings.
        published_col: Column of the publication dates: dates, timestamps or ISO 8601 strings.
        url_col: Column of the addresses.
        pipeline: Defaults to `Pipeline.default()`, made on each worker process once.

    Returns:
        A row for each row of ``df``: the columns of the table ``articles``, and an array of structs for each
        other table. A row that could not be read has an ``error`` and empty arrays.

    Raises:
        MissingExtraError: If the extra ``spark`` is not installed.
    """
    need("pyspark", "spark")
    columns = {"text": text_col, "id": id_col, "published": published_col, "url": url_col}
    used = df.select(*dict.fromkeys(column for column in columns.values() if column is not None))
    return used.mapInArrow(partial(_extract, columns=columns, pipeline=pipeline), spark_schema())


def table(extracted: DataFrame, name: str) -> DataFrame:
    """One table of `newsextract.tables`, with its declared columns.

    Args:
        extracted: What `extract_dataframe` gave, or the same read back from storage.
        name: A key of `newsextract.tables.TABLES`.
    """
    if name == "articles":
        return extracted.select(*(column.name for column in TABLES["articles"]))
    return extracted.selectExpr("article_id", f"inline({name})")


def spark_schema() -> StructType:
    """The schema of what `extract_dataframe` gives, with the columns' meaning as comments."""
    from pyspark.sql.types import ArrayType, StructField, StructType

    facts = [
        StructField(
            name,
            ArrayType(StructType(list(map(_field, own_columns(name)))), containsNull=True),
            nullable=False,
        )
        for name in FACT_TABLES
    ]
    return StructType([*map(_field, TABLES["articles"]), *facts])


def _extract(
    batches: Iterable[pyarrow.RecordBatch], *, columns: dict[str, str | None], pipeline: Pipeline | None
) -> Iterator[pyarrow.RecordBatch]:
    named = {field: column for field, column in columns.items() if column is not None}
    return extract_batches(batches, pipeline=pipeline, **named)


def _field(column: Column) -> StructField:
    from pyspark.sql.types import StructField

    return StructField(column.name, _type(column), not column.required, {"comment": column.doc})


def _type(column: Column) -> DataType:
    from pyspark.sql import types as t

    match column.type:
        case "string":
            return t.StringType()
        case "int":
            return t.LongType()
        case "float":
            return t.DoubleType()
        case "money":
            return t.DecimalType(MONEY_DIGITS, MONEY_PLACES)
        case "date":
            return t.DateType()
        case "moment":
            return t.TimestampType()
        case "strings":
            return t.ArrayType(t.StringType())
        case "mapping":
            return t.MapType(t.StringType(), t.StringType())
        case "roles":
            return t.ArrayType(t.StructType(list(map(_field, ROLE))))
