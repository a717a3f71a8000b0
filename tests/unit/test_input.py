"""What is not an article: a documented result or a clear error, never a crash."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import newsextract
from newsextract import DocumentError


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "word", "\0\0", ".", '"', "$", "\ufeff"])
def test_next_to_nothing_is_an_article_without_facts(text: str) -> None:
    article = newsextract.extract(text)
    assert article.text == text
    assert list(article.facts()) == []


def test_a_lone_surrogate_is_refused_with_its_offset() -> None:
    with pytest.raises(DocumentError, match=r"U\+DC00 at offset 3") as caught:
        newsextract.extract("abc\udc00")
    assert caught.value.offset == 3


@pytest.mark.parametrize("text", [None, 7, b"bytes", ["a"]])
def test_what_is_no_string_is_refused(text: object) -> None:
    with pytest.raises(DocumentError, match=f"text must be a str, not {type(text).__name__}"):
        newsextract.extract(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("published", ["yesterday", "2023-13-01", "", 20230317, 1.5])
def test_a_publication_date_that_is_none_is_refused(published: object) -> None:
    with pytest.raises(DocumentError, match="published"):
        newsextract.extract("text", published=published)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "published",
    [date(2023, 3, 17), "2023-03-17", "2023-03-17T08:30:00+08:00", datetime(2023, 3, 17, 8, tzinfo=UTC)],
)
def test_a_publication_date_resolves_weekdays(published: date | datetime | str) -> None:
    article = newsextract.extract("He spoke on Thursday.", published=published)
    assert [t.value for t in article.times] == ["2023-03-16"]
    assert article.published_from == "given"


def test_without_a_publication_date_no_weekday_is_invented() -> None:
    (thursday,) = newsextract.extract("He spoke on Thursday.").times
    assert thursday.start is None
    assert "2" not in thursday.value


def test_line_ends_of_any_kind_leave_offsets_alone() -> None:
    text = "First paid $3 million.\r\n\r\nSecond paid $4 million.\x0bThird paid $5 million.\u2028End."
    article = newsextract.extract(text)
    assert [text[a.span.start : a.span.end] for a in article.amounts] == [
        "$3 million",
        "$4 million",
        "$5 million",
    ]


def test_a_megabyte_without_a_line_break_is_read() -> None:
    text = "Acme paid $3 million to Jane Roe on Monday in Paris. " * 20_000
    article = newsextract.extract(text, published="2024-05-01")
    assert len(article.amounts) == 20_000


def test_another_language_is_said_aloud() -> None:
    german = (
        "Die Bundesregierung hat am Donnerstag beschlossen, dass die Steuern nicht erhöht werden. "
        "Der Minister sagte, er sei mit dem Ergebnis der Verhandlungen zufrieden und werde es verteidigen."
    )
    article = newsextract.extract(german)
    assert article.language is None
    assert [d.code for d in article.diagnostics] == ["not-english"]
    assert (
        newsextract.extract("The minister said on Thursday that he was satisfied with it.").language == "en"
    )
