"""Building pipelines: order, checks, and what users may put in."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

import newsextract
from newsextract import (
    Context,
    Diagnostic,
    Event,
    ExtractorError,
    MonetaryAmount,
    Paragraph,
    Pipeline,
    PipelineError,
    PluginError,
    Provenance,
    Quotation,
    TimeExpression,
    extractor,
)
from newsextract.pipeline import registry

from . import extractors_for_tests as user
from .extractors_for_tests import Ticker


def test_a_layer_is_written_before_it_is_read() -> None:
    order = [x.name for x in Pipeline.default().extractors]
    assert order.index("structure") < order.index("time") < order.index("events")
    assert order.index("names") < order.index("entities") < order.index("quotations")


def test_diagnostics_of_all_extractors_stay_though_one_declares_that_it_writes_them() -> None:
    @extractor(writes=Diagnostic)
    def remarks(ctx: Context) -> Iterator[Diagnostic]:
        yield Diagnostic(code="remark", message="read", extractor="remarks")

    article = Pipeline.default().with_extractor(remarks)("“I will go, Jane Doe said.")
    assert {d.code for d in article.diagnostics} == {"quotation-unpaired", "remark"}


def test_only_keeps_what_is_needed() -> None:
    assert [x.name for x in Pipeline.default().only(MonetaryAmount).extractors] == ["money"]
    names = {x.name for x in Pipeline.default().only(Quotation, TimeExpression).extractors}
    assert names == {"structure", "names", "entities", "quotations", "time"}


def test_only_refuses_a_layer_nobody_writes() -> None:
    with pytest.raises(PipelineError, match="writes Ticker"):
        Pipeline.default().only(Ticker)


def test_a_user_extractor_fills_extensions() -> None:
    article = Pipeline.default().with_extractor(user.tickers)("Buy $AAPL and $MSFT now")
    found = article.extensions["tickers"]
    assert [(t.id, t.symbol, t.span.start) for t in found] == [
        ("tickers:1", "AAPL", 4),
        ("tickers:2", "MSFT", 14),
    ]
    assert found[0].provenance.extractor == "tickers"
    assert article.get("tickers:2") is found[1]
    assert article.facts_at(5)[-1] is found[0]


def test_extensions_come_back_from_json_with_their_model() -> None:
    article = Pipeline.default().with_extractor(user.tickers)("Buy $AAPL now")
    dump = article.model_dump_json()
    assert newsextract.Article.from_json(dump, extensions={"tickers": Ticker}) == article
    assert newsextract.Article.from_json(dump).extensions["tickers"][0]["symbol"] == "AAPL"


def test_a_fact_is_signed_by_the_context_as_by_the_pipeline() -> None:
    @extractor(writes=MonetaryAmount)
    def coins(ctx: Context) -> Iterator[MonetaryAmount]:
        for provenance in (ctx.provenance("coin"), Provenance(extractor="", rule="coin")):
            yield MonetaryAmount(span=ctx.span(0, 4), low=None, high=None, provenance=provenance)

    amounts = Pipeline([coins])("Dime").amounts
    assert [a.provenance for a in amounts] == [Provenance(extractor="coins", rule="coin")] * 2


def test_without_a_needed_extractor_names_both_sides() -> None:
    with pytest.raises(PipelineError, match=r"'entities' reads Mention, but no extractor .* writes it"):
        Pipeline.default().without("names")


def test_without_an_optional_extractor_runs() -> None:
    article = Pipeline.default().without("quotations").without("money")('"It is so," he said. It cost $3.')
    assert article.quotations == () == article.amounts


def test_a_cycle_is_refused_with_both_names() -> None:
    @extractor(reads=[Event], writes=Ticker)
    def first(ctx: Context) -> Iterator[Ticker]:
        yield from ()

    @extractor(reads=[Ticker], writes=Event)
    def second(ctx: Context) -> Iterator[Event]:
        yield from ()

    with pytest.raises(PipelineError, match=r"'first' waits for 'second' waits for 'first'"):
        Pipeline([first, second])


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(PipelineError, match="two extractors are called 'tickers'"):
        Pipeline.default().with_extractor(user.tickers).with_extractor(user.tickers)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        PipelineError, match="no extractor called 'nosuch' is installed; there are: structure"
    ):
        Pipeline.default().with_extractor("nosuch")
    with pytest.raises(PipelineError, match="'nosuch'"):
        Pipeline.default().without("nosuch")


def test_a_bare_function_is_no_extractor() -> None:
    def bare(ctx: Context) -> Iterator[Ticker]:
        yield from ()

    with pytest.raises(PipelineError, match="decorate it with @newsextract"):
        Pipeline.default().with_extractor(bare)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("culprit", "message"),
    [
        (user.raises, "extractor 'raises' failed on document 'd1': ZeroDivisionError: one over nothing"),
        (user.off_the_text, r"extractor 'off_the_text' yielded a Ticker with the span \[3, 6\) 'xyz'"),
        (user.wrong_type, "extractor 'wrong_type' yielded a Span, but declares that it writes Ticker"),
    ],
)
def test_a_failing_user_extractor_is_named(culprit: newsextract.Extractor, message: str) -> None:
    with pytest.raises(ExtractorError, match=message) as caught:
        Pipeline.default().with_extractor(culprit)("some text", id="d1")
    assert caught.value.extractor == culprit.name


def test_reading_an_undeclared_layer_is_refused() -> None:
    with pytest.raises(PipelineError, match="'reads_undeclared' reads Paragraph without declaring it"):
        Pipeline.default().with_extractor(user.reads_undeclared)("text")


def test_replace_puts_another_in_its_place() -> None:
    @extractor(writes=MonetaryAmount, name="money")
    def always_three(ctx: Context) -> Iterator[MonetaryAmount]:
        yield MonetaryAmount(span=ctx.span(0, 1), low=None, high=None)

    article = Pipeline.default().replace("money", always_three)("x costs $3")
    assert [a.span.text for a in article.amounts] == ["x"]


def test_two_writers_of_one_layer_are_merged_sorted_and_renumbered() -> None:
    @extractor(writes=MonetaryAmount)
    def pairs(ctx: Context) -> Iterator[MonetaryAmount]:
        yield MonetaryAmount(id="a", span=ctx.span(4, 5), low=None, high=None, equivalents=("b",))
        yield MonetaryAmount(id="b", span=ctx.span(0, 1), low=None, high=None, equivalents=("a",))

    @extractor(writes=MonetaryAmount)
    def repeats_one(ctx: Context) -> Iterator[MonetaryAmount]:
        yield MonetaryAmount(id="a", span=ctx.span(2, 3), low=None, high=None, previous="b")
        yield MonetaryAmount(id="b", span=ctx.span(6, 7), low=None, high=None)

    amounts = Pipeline([pairs, repeats_one])("1 2 3 4").amounts
    assert [(a.id, a.span.text, a.equivalents, a.previous) for a in amounts] == [
        ("m1", "1", ("m3",), None),
        ("m2", "2", (), "m4"),
        ("m3", "3", ("m1",), None),
        ("m4", "4", (), None),
    ]


def test_the_same_fact_from_two_writers_is_kept_once() -> None:
    @extractor(writes=MonetaryAmount)
    def one(ctx: Context) -> Iterator[MonetaryAmount]:
        yield MonetaryAmount(span=ctx.span(0, 1), low=None, high=None)

    @extractor(writes=MonetaryAmount, name="two")
    def two(ctx: Context) -> Iterator[MonetaryAmount]:
        yield MonetaryAmount(span=ctx.span(0, 1), low=None, high=None)

    amounts = Pipeline([one, two])("1").amounts
    assert [a.provenance.extractor for a in amounts] == ["one"]


def test_describe_names_every_extractor_and_its_layers() -> None:
    lines = Pipeline.default().describe().splitlines()
    assert len(lines) == len(registry.BUILT_IN)
    assert any(line.startswith("entities ") and "Mention" in line and "Entity" in line for line in lines)


def test_the_default_pipeline_pickles() -> None:
    pipeline = Pipeline.default().with_extractor(user.tickers)
    copy = pickle.loads(pickle.dumps(pipeline))
    assert copy("Buy $AAPL now") == pipeline("Buy $AAPL now")


class TestPlugins:
    @pytest.fixture
    def plugins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        group = registry.ENTRY_POINT_GROUP
        points = [
            EntryPoint("tickers", f"{user.__name__}:tickers", group),
            EntryPoint("broken", "no_such_module:thing", group),
            EntryPoint("odd", f"{user.__name__}:Ticker", group),
            EntryPoint("money", "somebody_else:thing", group),
        ]
        monkeypatch.setattr(registry, "entry_points", lambda group: points)

    def test_are_listed_without_being_imported(self, plugins: None) -> None:
        listed = {r.name: r.target for r in registry.registrations()}
        assert listed["broken"] == "no_such_module:thing"
        assert listed["money"].startswith("newsextract."), "a plugin cannot take a built-in name"

    def test_are_loaded_by_name(self, plugins: None) -> None:
        article = Pipeline.default().with_extractor("tickers")("Buy $AAPL now")
        assert [t.symbol for t in article.extensions["tickers"]] == ["AAPL"]

    def test_a_broken_one_is_an_error_only_when_it_is_loaded(self, plugins: None) -> None:
        assert Pipeline.default()("text").text == "text"
        with pytest.raises(PluginError, match=r"plugin 'broken' \(no_such_module:thing\) cannot be loaded"):
            Pipeline.default().with_extractor("broken")

    def test_one_that_is_no_extractor_is_named(self, plugins: None) -> None:
        with pytest.raises(PluginError, match="'odd'"):
            Pipeline.default().with_extractor("odd")


def test_a_reader_of_entities_runs_after_them() -> None:
    pipeline = Pipeline.default().with_extractor(user.needs_entities)
    assert pipeline("Angela Merkel met Paris.").extensions["needs_entities"] == ()
    with pytest.raises(PipelineError, match="'needs_entities' reads Entity"):
        Pipeline([user.needs_entities])


def test_paragraphs_of_a_pipeline_without_structure_are_empty() -> None:
    assert Pipeline([user.tickers])("Buy $AAPL").paragraphs == ()
    assert [p.span.text for p in Pipeline.default().only(Paragraph)("Buy $AAPL").paragraphs] == ["Buy $AAPL"]
