"""The kit for authors of extractors: the built-in ones keep the contract, and broken ones are found out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import BaseModel

from newsextract import (
    Article,
    Context,
    Entity,
    Fact,
    MonetaryAmount,
    NewsExtractError,
    Pipeline,
    Span,
    TimeExpression,
)
from newsextract.integrations.gliner import GlinerNames
from newsextract.pipeline import Extractor, registry
from newsextract.testing import NEWS, ODD_TEXTS, ExtractorContract, check_case, described, spec_cases


class BuiltIn(ExtractorContract):
    name: ClassVar[str]
    examples = (NEWS,)

    def make_extractor(self) -> Extractor:
        return registry.load(self.name)


class TestStructure(BuiltIn):
    name = "structure"


class TestMoney(BuiltIn):
    name = "money"


class TestTime(BuiltIn):
    name = "time"


class TestNames(BuiltIn):
    name = "names"

    def make_pipeline(self) -> Pipeline:
        return Pipeline.default().only(Entity)  # where the mentions come to light


class TestEntities(BuiltIn):
    name = "entities"


class TestQuotations(BuiltIn):
    name = "quotations"


class TestEvents(BuiltIn):
    name = "events"


class TestRelations(BuiltIn):
    name = "relations"
    examples = ("John Smith, chief executive of Acme Holdings Ltd, resigned on Monday.",)


class SaysAcme:
    """Finds "Acme", as the documentation of GLiNER's ``predict_entities`` has it."""

    def predict_entities(self, text: str, labels: list[str], threshold: float = 0.5) -> list[dict[str, Any]]:
        at = text.find("Acme")
        return [] if at < 0 else [{"start": at, "end": at + 4, "label": "organization", "score": 0.9}]


class TestGlinerNames(ExtractorContract):
    examples = (NEWS,)

    def make_extractor(self) -> Extractor:
        return GlinerNames(SaysAcme())

    def make_pipeline(self) -> Pipeline:
        return Pipeline.default().replace("names", self.make_extractor()).only(Entity)


def test_every_built_in_extractor_is_held_to_the_contract() -> None:
    held = {c.name for c in BuiltIn.__subclasses__()}
    assert held == set(registry.BUILT_IN)


class Word(Fact):
    """A word."""

    span: Span


class Loose(BaseModel):
    """A model that can be changed."""

    span: Span


class Words:
    """Finds the first word; keeps the contract."""

    name = "words"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Word,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        yield from (Word(span=ctx.span(start, end)) for start, end in self.places(ctx))

    def places(self, ctx: Context) -> list[tuple[int, int]]:
        return list(zip(ctx.tokens.starts, ctx.tokens.ends, strict=True))[:1]


class Fails(Words):
    def places(self, ctx: Context) -> list[tuple[int, int]]:
        return [(0, len(ctx.tokens.words[0]))]  # there may be none


class FindsNothing(Words):
    def places(self, ctx: Context) -> list[tuple[int, int]]:
        return []


class Counts(Words):
    """Remembers what it has read."""

    def __init__(self) -> None:
        self.seen = itertools.count()

    def places(self, ctx: Context) -> list[tuple[int, int]]:
        return super().places(ctx) if next(self.seen) % 2 else []

    def __reduce__(self) -> Any:
        return Counts, ()


class Shuffles(Words):
    """Follows the order of a set."""

    def places(self, ctx: Context) -> list[tuple[int, int]]:
        words = [w for w in set(ctx.tokens.words) if w.isalpha()]
        return [(ctx.text.index(w), ctx.text.index(w) + len(w)) for w in words[:1]]


class StaysHere(Words):
    def __init__(self) -> None:
        self.inside: Callable[[], int] = lambda: 1


class IsLoose(Words):
    writes = (Loose,)


class ListsLayers(Words):
    writes = [Word]  # type: ignore[assignment]  # noqa: RUF012


class NoName(Words):
    name = " "


class Pair(Fact):
    """A word with a tuple that JSON gives back as a list."""

    span: Span
    parts: Any


class Pairs(Words):
    writes = (Pair,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        for start, end in self.places(ctx):
            yield Pair(span=ctx.span(start, end), parts=("a", "b"))


BROKEN = {
    "test_it_takes_any_text": (Fails, "list index out of range"),
    "test_it_finds_something_in_every_example": (FindsNothing, "nothing was found in 'Regulator"),
    "test_it_gives_the_same_answer_again": (Counts, "depends on what was read before|gives another answer"),
    "test_it_goes_to_other_processes_and_does_not_depend_on_the_hash_seed": (Shuffles, "PYTHONHASHSEED"),
    "test_results_survive_json": (Pairs, "JSON"),
    "test_it_says_what_it_is": (IsLoose, "Loose is not frozen"),
}


def contract(extractor: type[Words]) -> ExtractorContract:
    class Contract(ExtractorContract):
        examples = (NEWS,)

        def make_extractor(self) -> Extractor:
            return extractor()

    return Contract()


@pytest.mark.parametrize("test", BROKEN)
def test_a_broken_extractor_is_found_out(test: str) -> None:
    getattr(contract(Words), test)()
    extractor, message = BROKEN[test]
    with pytest.raises((AssertionError, NewsExtractError), match=message):
        getattr(contract(extractor), test)()


@pytest.mark.parametrize(
    ("extractor", "message"), [(ListsLayers, "writes is no tuple"), (NoName, "white space")]
)
def test_wrong_declarations_are_named(extractor: type[Words], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        contract(extractor).test_it_says_what_it_is()


def test_what_cannot_go_to_other_processes_is_found_out() -> None:
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        contract(StaysHere).test_it_goes_to_other_processes_and_does_not_depend_on_the_hash_seed()


def test_examples_are_asked_for() -> None:
    class Empty(ExtractorContract):
        def make_extractor(self) -> Extractor:
            return Words()

    with pytest.raises(AssertionError, match="give examples"):
        Empty().test_it_finds_something_in_every_example()
    with pytest.raises(NotImplementedError, match="ExtractorContract needs a method make_extractor"):
        ExtractorContract().make_extractor()


def test_odd_texts_are_what_they_say() -> None:
    assert len(set(ODD_TEXTS.values())) == len(ODD_TEXTS)
    assert "\x00" in ODD_TEXTS["NUL and other control characters"]
    assert "\n" not in ODD_TEXTS["no line ends"]


CASE: dict[str, Any] = {
    "text": "Acme paid between $3.5 million and $4 million on Monday.",
    "published": "2024-05-01",
    "expect": [
        {"text": "between $3.5 million and $4 million", "low": 3500000, "high": "4000000", "currency": "USD"}
    ],
}
PIPELINE = Pipeline.default().only(MonetaryAmount)


def test_a_case_that_holds() -> None:
    text = PIPELINE(CASE["text"]).amounts[0].span.text
    expect = [{**CASE["expect"][0], "text": text}]
    article = check_case({**CASE, "expect": expect}, PIPELINE, "amounts")
    assert isinstance(article, Article)
    assert article.published


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"low": 3500001}, r"low: Decimal\('3500000.*'\) instead of 3500001"),
        ({"currency": None}, "currency: 'USD' instead of None"),
        ({"per": "share"}, "per: None instead of 'share'"),
        ({"curency": "USD"}, "curency: None instead of 'USD'"),
        ({"text": "$4 million"}, r"found \['.*'\], expected \['\$4 million'\]"),
    ],
)
def test_a_case_that_does_not_hold(change: dict[str, Any], message: str) -> None:
    text = PIPELINE(CASE["text"]).amounts[0].span.text
    wanted = {**CASE["expect"][0], "text": text, **change}
    with pytest.raises(AssertionError, match=message):
        check_case({**CASE, "expect": [wanted]}, PIPELINE, "amounts")


def test_yaml_may_write_numbers_and_days_for_text() -> None:
    times = Pipeline.default().only(TimeExpression)
    wanted = {"text": 1988, "value": 1988, "start": date(1988, 1, 1), "end": "1989-01-01", "mod": None}
    check_case({"text": "It began in 1988.", "expect": [wanted]}, times, "times")
    for wrong in ({"text": 1989}, {"start": date(1988, 1, 2)}, {"value": True}, {"end": None}):
        with pytest.raises(AssertionError):
            check_case({"text": "It began in 1988.", "expect": [{**wanted, **wrong}]}, times, "times")


def test_negative_cases_and_diagnostics() -> None:
    check_case({"text": "Nothing of that kind.", "expect": []}, PIPELINE, "amounts")
    with pytest.raises(AssertionError, match=r"found \['\$3'\], expected \[\]"):
        check_case({"text": "It is $3.", "expect": []}, PIPELINE, "amounts")
    with pytest.raises(AssertionError, match=r"diagnostics are \[.*\], expected \['odd'\]"):
        check_case({"text": "Nothing.", "expect": [], "diagnostics": ["odd"]}, PIPELINE, "amounts")


def test_facts_are_described_by_words() -> None:
    article = Pipeline.default()(
        "The Commission fined Google €4 billion ($5 billion) on Monday.", published="2024-05-01"
    )
    fine = next(e for e in article.events if e.type == "penalty")
    told = described(fine, article)
    assert (told["text"], told["type"], told["realis"]) == ("fined", "penalty", "actual")
    amount = next(a for a in told["arguments"] if a["role"] == "amount")
    assert amount == {"role": "amount", "span": "€4 billion", "ref": "€4 billion"}
    euros = described(article.amounts[0], article)
    assert euros["equivalents"] == ["$5 billion"]
    assert {"id", "confidence", "provenance"}.isdisjoint(euros)
    day = described(article.times[0], article)
    assert (day["start"], day["end"]) == ("2024-04-29", "2024-04-30")


def test_results_of_user_extractors() -> None:
    pipeline = Pipeline([Words()])
    check_case({"text": "Acme fell.", "expect": [{"text": "Acme"}]}, pipeline, "words")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{a: b}", "words.yaml is no list of cases"),
        ("[]", "there are no cases in"),
        ("- {text: Acme}", "case 1 of words.yaml has no name"),
        ("- {name: 1, expect: []}", "case 1 of words.yaml has no name and no text"),
        ("[{name: a, text: b}, {name: a, text: c}]", "words.yaml has two cases called 'a'"),
    ],
)
def test_wrong_files_are_named(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(NewsExtractError, match=message):
        spec_cases(tmp_path / "words.yaml")


def test_cases_of_a_folder_are_named_after_file_and_case(tmp_path: Path) -> None:
    for stem in ("two", "one"):
        (tmp_path / f"{stem}.yaml").write_text("- {name: first, text: Acme}", encoding="utf-8")
    cases = spec_cases(tmp_path)
    assert [case.id for case in cases] == ["one: first", "two: first"]
    assert cases[0].values == ({"name": "first", "text": "Acme"},)
