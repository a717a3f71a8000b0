from __future__ import annotations

import json
from decimal import Context, Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Article, Pipeline
from newsextract.extractors.money.currencies import currency_lexicon
from newsextract.extractors.money.extractor import MoneyExtractor
from newsextract.language.resources import load_tsv
from newsextract.model import Qualifier

PIPELINE = Pipeline([MoneyExtractor()])

VOCABULARY = """
$ € £ US$ 5 1,000 2.5 m bn million millions of and to - – ( ) ; half a quarter one hundred dollars pounds
cents p yuan won EUR TRY Rs R from between or , . per share up about multi few c 億 ½
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n"])
MONEY_LIKE = st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=25).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)


def check(article: Article) -> None:
    ids = {a.id: a for a in article.amounts}
    qualifiers = {q.value for q in Qualifier}
    for amount in article.amounts:
        span = amount.span
        assert article.text[span.start : span.end] == span.text
        assert span.text == span.text.strip()
        assert (amount.low is None) == (amount.high is None)
        assert amount.low is None or amount.high is None or 0 <= amount.low <= amount.high
        assert amount.qualifier is None or amount.qualifier in qualifiers
        assert all(amount.id in ids[other].equivalents for other in amount.equivalents)
        assert len({amount.currency, *(ids[i].currency for i in amount.equivalents)}) == 1 + len(
            amount.equivalents
        )
        assert amount.previous is None or ids[amount.previous].currency == amount.currency
    for left, right in zip(article.amounts, article.amounts[1:], strict=False):
        assert left.span.end <= right.span.start


@given(MONEY_LIKE)
def test_whatever_looks_like_money(text: str) -> None:
    check(PIPELINE(text))


@given(st.text())
def test_any_text(text: str) -> None:
    check(PIPELINE(text))


@given(st.text(), st.text())
def test_what_stands_in_other_paragraphs_changes_no_amount(before: str, after: str) -> None:
    article = PIPELINE(f"{before}\n\nHe paid 18.2 billion yuan.\n\n{after}")
    assert [a.low for a in article.amounts if a.span.text == "18.2 billion yuan"] == [Decimal(18200000000)]


@pytest.mark.parametrize(
    "text",
    [
        "$" * 20_000,
        "$1" * 5_000,
        "1," * 50_000,
        "$5-" * 5_000,
        "$" + " " * 50_000 + "5",
        "one " * 20_000 + "dollars",
        "hundreds of " * 20_000 + "dollars",
        "5 " + "million " * 20_000 + "dollars",
        "123 " * 20_000 + "dollars",
        "\u202e$5 million\u202c مليون 5 دولار \u200f5 €",
        "\0$5\0",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text(text: str) -> None:
    check(PIPELINE(text))


def test_four_hundred_digits() -> None:
    digits = "123456789" * 45
    (amount,) = PIPELINE(f"It cost ${digits} million.").amounts
    assert amount.low == Decimal(digits + "000000")
    assert json.loads(amount.model_dump_json())["low"] == digits + "000000"


def test_the_decimal_context_of_the_thread_has_no_say() -> None:
    text = (
        "It cost 3 7/8 million dollars, $1,234,567.891, 12.5 cents and half a million euros, up from $1.2345."
    )
    with localcontext(Context(prec=2, traps=[Inexact])):
        inside = PIPELINE(text).amounts
    assert inside == PIPELINE(text).amounts
    assert [a.low for a in inside] == [
        Decimal(x) for x in ("3875000", "1234567.891", "0.125", "500000", "1.2345")
    ]


def test_every_current_currency_is_known_by_code_and_by_name() -> None:
    lexicon = currency_lexicon()
    rows = [row for row in load_tsv("currencies.tsv") if row[1] == "current"]
    assert len(rows) > 140
    for code, _, names, _ in rows:
        assert lexicon.codes[code].candidates == (code,)
        for text in (f"{code} 5,000 million", *(f"5,000 million {name}" for name in names.split("|"))):
            (amount,) = PIPELINE(text).amounts
            assert (amount.span.text, amount.currency, amount.low) == (text, code, Decimal(5_000_000_000))


def test_the_article_is_read_alone() -> None:
    extractor = MoneyExtractor()
    assert extractor.reads == ()
    assert PIPELINE("no money here").amounts == ()
