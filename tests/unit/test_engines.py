"""Extraction from record batches to record batches, the function that Spark, Ray Data and Dask share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

import newsextract
from newsextract import MonetaryAmount, NewsExtractError, Pipeline, tables
from newsextract.integrations.engines import extract_batch, extract_batches
from newsextract.tables.nested import FACT_TABLES, nested_schema

TEXTS = ["The European Commission fined Google €4.34 billion on Wednesday.", None, "Acme paid $3 million."]


def batch(**columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"text": TEXTS, **columns})


def test_schema_is_that_of_the_tables() -> None:
    schema = nested_schema()
    assert schema.names == [*tables.schema("articles").names, *FACT_TABLES]
    for name in FACT_TABLES:
        own = [field for field in tables.schema(name) if field.name != "article_id"]
        assert list(schema.field(name).type.value_type) == own


def test_every_row_gives_a_row_in_order() -> None:
    given = batch(n=[7, 8, 9], day=["2018-07-19", "2018-07-20", "no day"])
    found = extract_batch(given, id="n", published="day")
    assert found.schema == nested_schema()
    assert found["article_id"].to_pylist() == ["7", "8", "9"]
    assert found["error"].to_pylist() == [None, "DocumentError", "DocumentError"]
    assert [len(amounts) for amounts in found["amounts"].to_pylist()] == [1, 0, 0]
    assert found["error_message"].to_pylist()[1] == "text must be a str, not NoneType"


def test_the_facts_are_those_of_the_tables() -> None:
    text, day = TEXTS[0], date(2018, 7, 19)
    assert text
    article = newsextract.extract(text, published=day, url="https://example.org/1", id="a")
    given = pa.table({"body": [text], "day": [day], "id": ["a"], "address": ["https://example.org/1"]})
    (row,) = extract_batch(given, text="body", id="id", published="day", url="address").to_pylist()
    for name, table in tables.to_arrow(article).items():
        rows = [row] if name == "articles" else row[name]
        columns = [column for column in table.column_names if name == "articles" or column != "article_id"]
        assert [{c: r[c] for c in columns} for r in rows] == table.select(columns).to_pylist(), name


def test_output_batches_are_small_and_lazy() -> None:
    batches = iter([pa.RecordBatch.from_pydict({"text": [""] * 250}), None])
    stream = extract_batches(batches)
    assert [next(stream).num_rows for _ in range(3)] == [100, 100, 50]


@pytest.mark.parametrize("empty", [pa.table({"text": pa.array([], pa.string())}), batch().slice(0, 0)])
def test_nothing_in_nothing_out(empty: Any) -> None:
    found = extract_batch(empty)
    assert (found.num_rows, found.schema) == (0, nested_schema())


@pytest.mark.parametrize(
    "array",
    [
        pa.array(["Acme paid $3."], pa.large_string()),
        pa.array(["Acme paid $3."]).dictionary_encode(),
        pa.array([b"Acme paid $3."]),
    ],
)
def test_texts_of_other_arrow_types(array: pa.Array) -> None:
    (row,) = extract_batch(pa.table({"text": array})).to_pylist()
    if pa.types.is_binary(array.type):
        assert row["error_message"] == "text must be a str, not bytes; decode it first"
    else:
        assert [amount["text"] for amount in row["amounts"]] == ["$3"]


def test_missing_column_is_named() -> None:
    with pytest.raises(NewsExtractError, match="no column body, day; there are: text"):
        extract_batch(batch(), text="body", published="day")


def test_pipeline_of_the_caller() -> None:
    found = extract_batch(batch(), pipeline=Pipeline.default().only(MonetaryAmount))
    assert [len(amounts) for amounts in found["amounts"].to_pylist()] == [1, 0, 1]
    assert [len(events) for events in found["events"].to_pylist()] == [0, 0, 0]
