"""Structure holds its promises on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Pipeline
from newsextract.extractors.structure.extractor import StructureExtractor
from newsextract.language import paragraph_spans

PIPELINE = Pipeline([StructureExtractor()])

FRAGMENTS = st.sampled_from(
    [
        "By Jane Doe",
        "NEW YORK, May 24 (Reuters) - ",
        "(Bloomberg) -- ",
        "©2020 Example L.P.",
        "Copyright ",
        "March 3, 2021",
        "Updated: 99 March 2021 27:61 GMT",
        "To contact the reporter on this story: ",
        "Jane Doe, reporter, jane@example.com",
        "Read more",
        "Sources",
        "—Jane Doe",
        "██",
        "| a | b |",
        "\r\n",
        "\n\n",
        "\x00",
        "The city will close its bridge.",
        "a" * 700,
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=30)), max_size=12).map("".join)


@given(TEXTS)
def test_paragraphs_are_all_the_paragraphs_of_the_text(text: str) -> None:
    article = PIPELINE(text)

    assert [(p.span.start, p.span.end) for p in article.paragraphs] == paragraph_spans(text)


@given(TEXTS)
def test_header_agrees_with_the_kinds_of_the_paragraphs(text: str) -> None:
    article = PIPELINE(text)
    headlines = [p.span for p in article.paragraphs if p.kind == "headline"]

    assert headlines == ([article.headline] if article.headline else [])


@given(TEXTS)
def test_authors_are_named_once(text: str) -> None:
    names = [b.name.casefold() for b in PIPELINE(text).bylines]

    assert len(names) == len(set(names))


def test_a_megabyte_without_a_line_break_is_one_paragraph() -> None:
    article = PIPELINE("word " * 200_000)

    assert [p.kind for p in article.paragraphs] == ["body"]


@pytest.mark.parametrize(
    "line", ["Reporting by Jane Doe", "Read more", "Photo: Jane Doe", "Sources", "—Jane Doe", "A b"]
)
def test_thousands_of_lines_are_read(line: str) -> None:
    assert len(PIPELINE(f"{line}\n\n" * 5_000).paragraphs) == 5_000
