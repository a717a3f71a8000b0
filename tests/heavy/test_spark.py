"""Extraction on a real Spark, in local mode with two workers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import newsextract
from newsextract import Context, MonetaryAmount, Pipeline, tables
from newsextract.integrations import spark

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

FINE = "The European Commission fined Google €4.34 billion on Wednesday."
ROWS = [(1, FINE, date(2018, 7, 19)), (2, None, None), (3, "Acme paid $3 million to Jane Roe.", None)]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master("local[2]").appName("newsextract tests")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "local"),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def extracted(session: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = str(tmp_path_factory.mktemp("extracted") / "facts.parquet")
    frame = session.createDataFrame(ROWS, "n int, body string, day date").repartition(2)
    spark.extract_dataframe(frame, "body", "n", "day").write.parquet(path)
    return session.read.parquet(path)


def test_schema_says_what_columns_mean(session: Any) -> None:
    frame = session.createDataFrame(ROWS, "n int, body string, day date")
    schema = spark.extract_dataframe(frame, "body", "n", "day").schema
    articles, *others = tables.TABLES
    assert schema.names == [*tables.schema(articles).names, *others]
    assert schema == spark.spark_schema()
    assert not schema["article_id"].nullable
    assert schema["url"].nullable
    assert schema["article_id"].metadata["comment"].startswith("`Article.id`")


@pytest.mark.parametrize("name", tables.TABLES)
def test_tables_are_those_of_one_machine(extracted: Any, name: str) -> None:
    articles = [newsextract.extract(text, published=day, id=str(n)) for n, text, day in ROWS if text]
    expected = tables.to_arrow(articles)[name].to_pylist()
    found = [
        row.asDict(recursive=True)
        for row in spark.table(extracted, name).where("article_id <> '2'").collect()
    ]
    assert sorted(map(plain, found)) == sorted(map(plain, expected))


def plain(row: dict[str, Any]) -> str:
    """A row as text: Spark gives mappings as dictionaries, Arrow as lists of pairs."""
    return str({k: list(v.items()) if isinstance(v, dict) else v for k, v in row.items()})


def test_null_is_recorded_and_not_fatal(extracted: Any) -> None:
    (row,) = extracted.where("error IS NOT NULL").collect()
    assert (row.article_id, row.error, row.error_message) == (
        "2",
        "DocumentError",
        "text must be a str, not NoneType",
    )
    assert all(row[name] == [] for name in tables.TABLES if name != "articles")


def test_a_row_that_breaks_an_extractor_is_recorded_and_not_fatal(session: Any) -> None:
    class Fragile:
        name = "fragile"
        reads: tuple[type, ...] = ()
        may_read: tuple[type, ...] = ()
        writes: tuple[type, ...] = (MonetaryAmount,)

        def __call__(self, ctx: Context) -> Iterator[MonetaryAmount]:
            if "poison" in ctx.text:
                raise RuntimeError("cannot swallow it")
            yield MonetaryAmount(span=ctx.span(0, 4), low=Decimal(1), high=Decimal(1))

    texts = [(n, "poison" if n % 10 == 3 else "food") for n in range(40)]
    frame = session.createDataFrame(texts, "id int, text string").repartition(4)
    rows = spark.extract_dataframe(frame, "text", "id", pipeline=Pipeline([Fragile()])).collect()
    failed = {row.article_id: row.error_message for row in rows if row.error}
    assert len(rows) == 40
    assert set(failed) == {"3", "13", "23", "33"}
    assert "extractor 'fragile' failed on document '3': RuntimeError" in failed["3"]
    assert all(len(row.amounts) == 1 for row in rows if not row.error)


def test_weights_are_loaded_once_a_worker(session: Any) -> None:
    """Eight partitions of two batches on two workers: the tagger is made once in each process."""

    def extract_and_tell(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from newsextract.integrations.engines import extract_batches
        from newsextract.language import tagger

        for done in extract_batches(batches, id="id"):
            loads = tagger._shipped.cache_info().misses
            yield pa.RecordBatch.from_pydict(
                {"pid": [os.getpid()], "loads": [loads], "rows": [done.num_rows]}
            )

    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
    texts = [(n, "Acme sacked Jane Roe, it said on Monday.") for n in range(32)]
    frame = session.createDataFrame(texts, "id int, text string").repartition(8)
    told = frame.mapInArrow(extract_and_tell, "pid long, loads long, rows long").collect()
    assert sum(row.rows for row in told) == 32
    assert len(told) >= 16
    assert len({row.pid for row in told}) <= 2
    assert {row.loads for row in told} == {1}


def test_moments_and_sums_keep_their_value(session: Any, tmp_path: Path) -> None:
    frame = session.createDataFrame(
        [("a", FINE, "2018-07-18T09:00:00+02:00")], "id string, text string, at string"
    )
    found = spark.extract_dataframe(frame, "text", "id", "at").cache()
    (article,) = spark.table(found, "articles").selectExpr("CAST(published_utc AS STRING) AS at").collect()
    assert article.at == "2018-07-18 07:00:00"
    (amount,) = spark.table(found, "amounts").collect()
    assert amount.low == Decimal("4340000000")
