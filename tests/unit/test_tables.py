"""Articles as tables: a pinned schema, every fact in its table, no reference without its row."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pytest
from hypothesis import given, settings
from pyarrow import parquet

import newsextract
from newsextract import (
    Article,
    ArticleInput,
    Entity,
    Event,
    MonetaryAmount,
    Quotation,
    Relation,
    Span,
    TimeExpression,
    tables,
)
from tests.properties.test_invariants import DATES, NEWS

SUMS = (
    "China's regulator fined Alibaba 18.2 billion yuan (US$2.8 billion). Profit rose from $3 million to "
    "between $4 million and $5 million. Acme pays 30 cents a share at 10:30 p.m. on Friday."
)
GOLD = sorted((Path(__file__).parent.parent / "gold" / "train" / "docs").glob("*.txt"))

SPAN = "span_start:int64! span_end:int64! text:string!"
MADE = "confidence:double! extractor:string! rule:string!"
DAY, MOMENT, MONEY, STRINGS = "date32[day]", "timestamp[us,tz=UTC]", "decimal128(38,9)", "list<item:string>"


def instant(name: str) -> str:
    return f"{name}:string {name}_date:{DAY} {name}_utc:{MOMENT}"


def part(name: str, mark: str = "") -> str:
    return f"{name}_start:int64{mark} {name}_end:int64{mark} {name}_text:string{mark}"


# "!" marks columns that are never null; blanks within types are left out.
SCHEMAS = {
    "articles": f"article_id:string! url:string text:string language:string {instant('published')} "
    f"published_from:string {instant('updated')} headline:string standfirst:string authors:{STRINGS}! "
    f"dateline_place:string dateline_date:{DAY} dateline_agency:string publisher:string copyright:string "
    f"schema_version:string diagnostics:{STRINGS}! extensions:string error:string error_message:string",
    "entities": f"article_id:string! id:string! type:string! name:string! aliases:{STRINGS}! "
    "roles:list<item:struct<title:stringnotnull,organization:string,span_start:int64notnull,"
    "span_end:int64notnull,text:stringnotnull>>! identifiers:map<string,string>! "
    f"salience:double! {MADE}",
    "mentions": f"article_id:string! entity:string! kind:string! type:string! {SPAN} {MADE}",
    "amounts": f"article_id:string! id:string! low:{MONEY} high:{MONEY} currency:string "
    f"currency_candidates:{STRINGS}! qualifier:string per:string equivalents:{STRINGS}! previous:string "
    f"{SPAN} {MADE}",
    "times": f"article_id:string! id:string! type:string! value:string! mod:string "
    f"{instant('interval_start')} {instant('interval_end')} anchor:string {SPAN} {MADE}",
    "events": f"article_id:string! id:string! happening:string! type:string! realis:string! "
    f"coreferent:{STRINGS}! {SPAN} {part('sentence', '!')} {MADE}",
    "arguments": f"article_id:string! event:string! position:int64! role:string! ref:string {SPAN}",
    "quotations": f"article_id:string! id:string! kind:string! {SPAN} speaker:string {part('speaker')} "
    f"{part('cue')} source:string {part('source')} {MADE}",
    "relations": f"article_id:string! id:string! type:string! subject:string! object:string! {SPAN} {MADE}",
}

REFERENCES = {
    "mentions.entity": "entities",
    "arguments.event": "events",
    "events.happening": "events",
    "quotations.speaker": "entities",
    "quotations.source": "entities",
    "relations.subject": "entities",
    "relations.object": "entities",
    "amounts.previous": "amounts",
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    assert len(GOLD) > 100
    inputs = [ArticleInput(p.read_text(encoding="utf-8"), "2020-01-01", id=p.stem) for p in GOLD[::5]]
    inputs.append(ArticleInput(SUMS, "2020-01-01", id="sums"))
    return [a for a in newsextract.extract_many(inputs) if isinstance(a, Article)]


@pytest.fixture(scope="module")
def found(articles: list[Article]) -> dict[str, pa.Table]:
    return tables.to_arrow(articles)


@pytest.mark.parametrize("name", tables.TABLES)
def test_schema_is_pinned(name: str) -> None:
    seen = [
        f"{f.name}:{str(f.type).replace(' ', '')}{'' if f.nullable else '!'}" for f in tables.schema(name)
    ]
    assert seen == SCHEMAS[name].split()


def test_every_column_says_what_it_means() -> None:
    assert list(tables.TABLES) == list(SCHEMAS)
    for name in tables.TABLES:
        for field in tables.schema(name):
            assert (field.metadata or {}).get(b"doc", b"").endswith(b"."), (name, field.name)
        assert (
            tables.schema(name).metadata[b"newsextract_schema"].decode()
            == newsextract.Article(text="").schema_version
        )


def test_every_fact_of_an_article_can_be_read_back(
    articles: list[Article], found: dict[str, pa.Table]
) -> None:
    """The strictest way to say that nothing is lost: the tables give the very facts that went in."""
    layers = ("entities", "amounts", "times", "quotations", "events", "relations")
    assert all(sum(len(getattr(a, layer)) for a in articles) >= 5 for layer in layers)
    read = {layer: READERS[layer](found) for layer in layers}
    for article in articles:
        for layer in layers:
            assert read[layer].get(article.id, ()) == getattr(article, layer), (article.id, layer)


def test_header_of_an_article(articles: list[Article], found: dict[str, pa.Table]) -> None:
    rows = {row["article_id"]: row for row in found["articles"].to_pylist()}
    assert len(rows) == len(articles)
    for a in articles:
        row = rows[a.id]
        assert (row["text"], row["language"], row["url"]) == (a.text, a.language, None)
        assert row["headline"] == (a.headline.text if a.headline else None)
        assert row["authors"] == [b.name for b in a.bylines]
        assert row["dateline_place"] == (a.dateline.place if a.dateline else None)
        assert (row["published"], row["published_date"]) == ("2020-01-01", date(2020, 1, 1))
        assert (row["published_utc"], row["published_from"], row["error"]) == (None, "given", None)


def test_no_reference_without_its_row(found: dict[str, pa.Table]) -> None:
    database = duckdb.connect()
    for name, table in found.items():
        database.register(name, table)
        orphans = f"SELECT 1 FROM {name} WHERE article_id NOT IN (SELECT article_id FROM articles)"
        assert database.sql(orphans).fetchall() == []

    def referring(name: str, column: str, target: str) -> str:
        return f"""
            SELECT article_id, {column} FROM {name} WHERE {column} IS NOT NULL
            AND (article_id, {column}) NOT IN (SELECT (article_id, id) FROM {target})
        """

    for reference, target in REFERENCES.items():
        name, column = reference.split(".")
        assert database.sql(referring(name, column, target)).fetchall() == [], reference
    facts = " UNION ALL ".join(f"SELECT article_id, id FROM {t}" for t in ("entities", "amounts", "times"))
    assert database.sql(referring("arguments", "ref", f"({facts})")).fetchall() == []
    assert len(database.sql("SELECT 1 FROM arguments WHERE ref IS NOT NULL").fetchall()) > 100
    assert database.sql(referring("arguments", "ref", "entities")).fetchall()  # it can fail


def test_ids_are_unique_in_an_article(found: dict[str, pa.Table]) -> None:
    for name, table in found.items():
        if "id" in table.column_names:
            keys = list(zip(table["article_id"].to_pylist(), table["id"].to_pylist(), strict=True))
            assert len(set(keys)) == len(keys), name


def test_parquet_round_trip(articles: list[Article], found: dict[str, pa.Table], tmp_path: Path) -> None:
    files = tables.write_parquet(iter(articles), tmp_path / "new" / "folder", articles_a_batch=3)
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == {
        f"{name}.parquet" for name in SCHEMAS
    }
    for name, path in files.items():
        again = parquet.read_table(path)
        again.validate(full=True)
        assert again.equals(found[name])
        assert again.schema.field("article_id").metadata[b"doc"] == tables.TABLES[name][0].doc.encode()
    assert parquet.ParquetFile(files["articles"]).num_row_groups == -(-len(articles) // 3)


def test_batches_read_no_further_than_needed() -> None:
    asked: list[int] = []

    def endless() -> Iterator[Article]:
        while True:
            asked.append(len(asked))
            yield newsextract.Article(text="Nothing.", id=f"a{len(asked)}")

    stream = tables.batches(endless(), articles_a_batch=4)
    assert [next(stream)["articles"].num_rows for _ in range(2)] == [4, 4]
    assert len(asked) == 8


@given(text=NEWS, published=DATES)
@settings(max_examples=40)
def test_any_article_fits_the_schema(text: str, published: Any) -> None:
    for table in tables.to_arrow(newsextract.extract(text, published=published)).values():
        table.validate(full=True)


def test_no_articles_are_empty_tables() -> None:
    assert {name: t.num_rows for name, t in tables.to_arrow([]).items()} == dict.fromkeys(SCHEMAS, 0)


SUM = Span(start=0, end=4, text="much")


def amounts_of(*values: Decimal | None) -> Article:
    sums = (MonetaryAmount(id=f"m{n}", span=SUM, low=v, high=v) for n, v in enumerate(values, start=1))
    return Article(text="much", id="a", amounts=tuple(sums))


@pytest.mark.parametrize(
    "value",
    [
        "18200000000",
        "0.30",
        "-2.5",
        "1.82E+10",
        "99999999999999999999999999999.999999999",
        "0.000000001",
        "0",
    ],
)
def test_sums_stay_exact(value: str) -> None:
    (row,) = tables.to_arrow(amounts_of(Decimal(value)))["amounts"].to_pylist()
    assert row["low"] == row["high"] == Decimal(value)


@pytest.mark.parametrize("value", ["1E+29", "-1E+40", "0.0000000001", "1.0000000001", "1E+9999", "1E-9999"])
def test_a_sum_of_too_many_digits_is_null_and_never_rounded(value: str) -> None:
    (row,) = tables.to_arrow(amounts_of(Decimal(value)))["amounts"].to_pylist()
    assert (row["low"], row["text"]) == (None, "much")


@pytest.mark.parametrize(
    ("published", "day", "moment"),
    [
        ("2020-01-02", date(2020, 1, 2), None),
        ("2020-01-02T03:04:05", date(2020, 1, 2), None),
        ("2020-01-02T03:04:05+09:00", date(2020, 1, 2), datetime(2020, 1, 1, 18, 4, 5, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", date(1, 1, 1), None),
    ],
)
def test_moments_are_in_utc_and_only_where_the_zone_is_known(
    published: str, day: date, moment: datetime | None
) -> None:
    article = newsextract.Article.model_validate({"text": "", "published": published})
    (row,) = tables.to_arrow(article)["articles"].to_pylist()
    assert (row["published"], row["published_date"], row["published_utc"]) == (published, day, moment)


def test_article_without_id_is_known_by_what_it_is() -> None:
    one, two = (newsextract.extract("Acme paid $3 million.", published=day) for day in ("2020-01-01", None))
    keys = [tables.to_arrow(a)["amounts"]["article_id"].to_pylist() for a in (one, one, two)]
    assert keys[0] == keys[1] != keys[2]
    assert len(keys[0][0]) == 32


def test_what_could_not_be_read_is_a_row_of_articles() -> None:
    inputs: list[str | ArticleInput] = ["Acme paid $3 million."]
    inputs += [ArticleInput("\ud800", id="bad"), ArticleInput("", "tomorrow")]
    outcomes = newsextract.extract_many(inputs, on_error="record")
    found = tables.to_arrow(outcomes)
    rows = found["articles"].select(["article_id", "text", "error"]).to_pylist()
    assert rows[1:] == [
        {"article_id": "bad", "text": None, "error": "DocumentError"},
        {"article_id": "input-2", "text": None, "error": "DocumentError"},
    ]
    assert rows[0]["error"] is None
    assert found["amounts"].num_rows == 1


def test_results_of_user_extractors_are_kept_as_json() -> None:
    article = Article(text="$AAPL", id="a", extensions={"tickers": ({"symbol": "AAPL"},)})
    plain, own = tables.to_arrow([Article(text="", id="b"), article])["articles"]["extensions"].to_pylist()
    assert plain is None
    assert json.loads(own) == {"tickers": [{"symbol": "AAPL"}]}


def test_duckdb_reads_the_files(tmp_path: Path) -> None:
    texts = (
        "The European Commission fined Google €4.34 billion on Wednesday.",
        "The Federal Trade Commission fined Facebook $5 billion in July 2019.",
        "The Federal Trade Commission fined Acme $3 million on Monday.",
    )
    tables.write_parquet(map(newsextract.extract, texts), tmp_path)
    database = duckdb.connect()
    for name in SCHEMAS:
        database.sql(f"CREATE VIEW {name} AS FROM '{tmp_path}/{name}.parquet'")
    fines = """
        SELECT regulator.name, fine.low, fine.currency
        FROM events AS v
        JOIN arguments AS who ON (who.article_id, who.event) = (v.article_id, v.id) AND who.role = 'authority'
        JOIN arguments AS sum ON (sum.article_id, sum.event) = (v.article_id, v.id) AND sum.role = 'amount'
        JOIN entities AS regulator ON (regulator.article_id, regulator.id) = (who.article_id, who.ref)
        JOIN amounts AS fine ON (fine.article_id, fine.id) = (sum.article_id, sum.ref)
        WHERE v.type = 'penalty' AND fine.low > 1e9 ORDER BY ALL
    """
    assert database.sql(fines).fetchall() == [
        ("European Commission", Decimal("4340000000"), "EUR"),
        ("Federal Trade Commission", Decimal("5000000000"), "USD"),
    ]


def test_pandas_and_polars_keep_types() -> None:
    article = newsextract.extract("Acme paid $3.1 million to Jane Roe.", published="2020-01-02", id="a")
    amounts = tables.to_pandas(article)["amounts"]
    assert [str(t) for t in amounts[["low", "span_start"]].dtypes] == [
        "decimal128(38, 9)[pyarrow]",
        "int64[pyarrow]",
    ]
    assert amounts["low"][0] == Decimal("3100000")
    frames = tables.to_polars([article])
    assert frames["amounts"].schema["low"] == polars.Decimal(38, 9)
    assert frames["articles"].schema["published_utc"] == polars.Datetime("us", "UTC")
    assert frames["mentions"].join(
        frames["entities"], left_on=["article_id", "entity"], right_on=["article_id", "id"]
    )["name"].to_list() == ["Acme", "Jane Roe"]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_cells_run_nothing_in_a_spreadsheet(formula: str, tmp_path: Path) -> None:
    tables.write_csv(Article(text=formula, id=formula, publisher="=cmd|' /C calc'!A0"), tmp_path)
    (row,) = rows_of_csv(tmp_path / "articles.csv")
    assert (row["article_id"], row["text"]) == (f"'{formula}", f"'{formula}")
    assert row["publisher"].startswith("'=")


def test_csv_numbers_stay_numbers(tmp_path: Path) -> None:
    tables.write_csv(amounts_of(Decimal("-1.82E+10"), None), tmp_path)
    one, two = rows_of_csv(tmp_path / "amounts.csv")
    assert (one["low"], one["span_start"], one["confidence"]) == ("-18200000000", "0", "1.0")
    assert (two["low"], two["previous"], two["equivalents"]) == ("", "", "[]")


def test_csv_has_the_rows_and_columns_of_the_tables(
    articles: list[Article], found: dict[str, pa.Table], tmp_path: Path
) -> None:
    for name, path in tables.write_csv(articles, tmp_path).items():
        rows = rows_of_csv(path)
        assert len(rows) == found[name].num_rows
        assert path.read_text(encoding="utf-8").splitlines()[0].split(",") == found[name].column_names
        texts = [row["text"].removeprefix("'") for row in rows] if "text" in found[name].column_names else []
        given = found[name]["text"].to_pylist() if texts else []
        assert texts == [text.removeprefix("'") for text in given]


@pytest.mark.parametrize("write", [tables.write_parquet, tables.write_csv])
def test_an_interrupted_write_leaves_what_was_there(write: Any, tmp_path: Path) -> None:
    def breaks() -> Iterator[Article]:
        yield amounts_of(Decimal(2))
        raise RuntimeError("the source ended")

    files = write(amounts_of(Decimal(1)), tmp_path)
    before = {name: path.read_bytes() for name, path in files.items()}
    with pytest.raises(RuntimeError, match="the source ended"):
        write(breaks(), tmp_path)
    assert {name: path.read_bytes() for name, path in files.items()} == before
    assert set(tmp_path.iterdir()) == set(files.values())


@pytest.mark.parametrize(
    ("call", "module", "extra"),
    [
        ("to_arrow([])", "pyarrow", "arrow"),
        ("write_parquet([], '.')", "pyarrow", "arrow"),
        ("schema('events')", "pyarrow", "arrow"),
        ("to_pandas([])", "pandas", "pandas"),
        ("to_polars([])", "polars", "polars"),
    ],
)
def test_without_the_extra_the_error_says_how_to_get_it(call: str, module: str, extra: str) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        f"import newsextract; from newsextract import tables\n"
        f"try: tables.{call}\n"
        "except newsextract.MissingExtraError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert f"pip install 'newsextract[{extra}]'" in done.stdout


def test_csv_needs_no_extra(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import newsextract; from newsextract import tables\n"
        "tables.write_csv(newsextract.Article(text='Nothing.'), sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert [row["text"] for row in rows_of_csv(tmp_path / "articles.csv")] == ["Nothing."]


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


Rows = dict[str, pa.Table]


def span(row: dict[str, Any], head: str = "span", text: str = "text") -> dict[str, Any] | None:
    start, end = row[f"{head}_start"], row[f"{head}_end"]
    return None if start is None else {"start": start, "end": end, "text": row[text]}


def signed(row: dict[str, Any]) -> dict[str, Any]:
    made = {"extractor": row["extractor"], "rule": row["rule"]}
    named = {"id": row["id"]} if "id" in row else {}
    return {**named, "confidence": row["confidence"], "provenance": made}


def common(row: dict[str, Any]) -> dict[str, Any]:
    return {**signed(row), "span": span(row)}


def by_article(rows: list[dict[str, Any]], model: type[Any], fields: Any) -> dict[str, tuple[Any, ...]]:
    read: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        fact = model.model_validate(fields(row))
        read[row["article_id"]] = (*read.get(row["article_id"], ()), fact)
    return read


def read_entities(found: Rows) -> dict[str, tuple[Entity, ...]]:
    mentions: dict[tuple[str, str], list[Any]] = {}
    for m in found["mentions"].to_pylist():
        given = {**common(m), "kind": m["kind"], "type": m["type"]}
        mentions.setdefault((m["article_id"], m["entity"]), []).append(given)

    def fields(row: dict[str, Any]) -> dict[str, Any]:
        roles = [{**{k: r[k] for k in ("title", "organization")}, "span": span(r)} for r in row["roles"]]
        return {
            **signed(row),
            **{name: row[name] for name in ("type", "name", "salience")},
            "roles": roles,
            "identifiers": dict(row["identifiers"]),
            "mentions": mentions[row["article_id"], row["id"]],
        }

    return by_article(found["entities"].to_pylist(), Entity, fields)


def read_amounts(found: Rows) -> dict[str, tuple[MonetaryAmount, ...]]:
    names = ["low", "high", "currency", "currency_candidates", "qualifier", "per", "equivalents", "previous"]
    return by_article(
        found["amounts"].to_pylist(),
        MonetaryAmount,
        lambda row: {**common(row), **{name: row[name] for name in names}},
    )


def read_times(found: Rows) -> dict[str, tuple[TimeExpression, ...]]:
    return by_article(
        found["times"].to_pylist(),
        TimeExpression,
        lambda row: {
            **common(row),
            **{name: row[name] for name in ("type", "value", "mod", "anchor")},
            "start": row["interval_start"],
            "end": row["interval_end"],
        },
    )


def read_quotations(found: Rows) -> dict[str, tuple[Quotation, ...]]:
    def who(row: dict[str, Any], name: str) -> dict[str, Any] | None:
        words = span(row, name, f"{name}_text")
        return words and {"span": words, "ref": row[name]}

    return by_article(
        found["quotations"].to_pylist(),
        Quotation,
        lambda row: {
            **common(row),
            "kind": row["kind"],
            "speaker": who(row, "speaker"),
            "cue": span(row, "cue", "cue_text"),
            "source": who(row, "source"),
        },
    )


def read_events(found: Rows) -> dict[str, tuple[Event, ...]]:
    arguments: dict[tuple[str, str], list[Any]] = {}
    for a in found["arguments"].sort_by("position").to_pylist():
        given = {"role": a["role"], "ref": a["ref"], "span": span(a)}
        arguments.setdefault((a["article_id"], a["event"]), []).append(given)

    def fields(row: dict[str, Any]) -> dict[str, Any]:
        given = common(row)
        trigger = given.pop("span")
        return {
            **given,
            **{name: row[name] for name in ("type", "realis", "coreferent")},
            "trigger": trigger,
            "sentence": span(row, "sentence", "sentence_text"),
            "arguments": arguments.get((row["article_id"], row["id"]), ()),
        }

    return by_article(found["events"].to_pylist(), Event, fields)


def read_relations(found: Rows) -> dict[str, tuple[Relation, ...]]:
    return by_article(
        found["relations"].to_pylist(),
        Relation,
        lambda row: {**common(row), **{name: row[name] for name in ("type", "subject", "object")}},
    )


READERS: dict[str, Any] = {
    "entities": read_entities,
    "amounts": read_amounts,
    "times": read_times,
    "quotations": read_quotations,
    "events": read_events,
    "relations": read_relations,
}
