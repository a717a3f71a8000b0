from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.language import paragraph_spans
from newsextract.language.paragraphs import BLANKS

# The layout of a wire service: indented first lines, no blank lines, about 65 characters a line.
WIRE = (
    "ICO EXPORTERS TO MODIFY NEW PROPOSAL\n"
    "    LONDON, Feb 26 - Coffee exporters will modify their plan\n"
    "on quota resumption before presenting it to the importers on\n"
    "Friday, delegates said.\n"
    "    The change follows talks after the formal session.\n"
    "    The proposed share-out would include shortfalls that\n"
    "Brazil and others had declared, they said.\n"
    " Reuter"
)
MAIL = (
    "The council said on Monday that it would close the two schools\n"
    "at the end of the year. Parents have asked the minister to\n"
    "reconsider the plan.\n"
    "A spokesman for the minister said that she had read the letter\n"
    "of the parents and would answer it.\n"
)


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n\ufeff", []),
        ("One.", ["One."]),
        ("  One.\n\n\n Two. \n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\rTwo.", ["One.", "Two."]),
        ("Headline\nBy A Writer\nThe text.", ["Headline", "By A Writer", "The text."]),
        ("Headline\nBy A Writer\n\nThe text.\n\nMore.", ["Headline", "By A Writer", "The text.", "More."]),
        ("One.\x0cTwo.\u2029Three.\u2028Four.\x85Five.", ["One.", "Two.", "Three.", "Four.", "Five."]),
        ("apples\npears\nplums", ["apples", "pears", "plums"]),
        (
            "The minister said on Monday that she would\nclose it.",
            ["The minister said on Monday that she would\nclose it."],
        ),
        ("One.\n \u00a0\nTwo.", ["One.", "Two."]),
    ],
)
def test_layouts(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_indented_first_lines_begin_paragraphs_of_wrapped_text() -> None:
    assert [text.split()[0] for text in paragraphs(WIRE)] == ["ICO", "LONDON,", "The", "The", "Reuter"]


def test_a_short_first_line_goes_on_where_paragraphs_open_with_an_indent() -> None:
    first = "Acme Corp, it said, acquired the\nUmbrella Mills Ltd of Oslo, which is a maker\nof paper."
    assert paragraphs(f"{first}\n    Terms were not given.") == [first, "Terms were not given."]


def test_short_last_lines_end_paragraphs_of_wrapped_text() -> None:
    assert [text.split()[0] for text in paragraphs(MAIL)] == ["The", "A"]


def test_wrapped_text_with_windows_line_ends() -> None:
    assert len(paragraphs(WIRE.replace("\n", "\r\n"))) == 5


def test_long_lines_are_paragraphs() -> None:
    lines = ["The council said that it would close the schools at the end of the year. " * 3] * 4
    assert len(paragraphs("\n".join(lines))) == 4


@given(st.one_of(st.text(), st.text(alphabet="aB. \n\r\x0c\u2028\u2029\ufeff")))
@settings(max_examples=300)
def test_spans_are_ordered_trimmed_and_leave_only_blanks(text: str) -> None:
    behind = 0
    for start, end in paragraph_spans(text):
        assert behind <= start < end
        assert text[start:end] == text[start:end].strip(BLANKS)
        assert not text[behind:start].strip(BLANKS)
        behind = end
    assert not text[behind:].strip(BLANKS)
