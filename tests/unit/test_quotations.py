"""Quotations hold their promises on any text, whatever its marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.quotations.extractor import QuotationsExtractor
from newsextract.extractors.quotations.marks import pair_marks
from newsextract.extractors.structure.extractor import StructureExtractor

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor(), QuotationsExtractor()])

MARKS = ['"', "“", "”", "'", "‘", "’", "«", "»", "``", "''", "„"]
JOINTS = [" ", ", ", ". ", "\n\n", ": ", "(", ")", "—"]
VERBS = [
    "said",
    "told Reuters",
    "saying",
    "pointed out",
    "Asked",
    "reported",
    "urged",
    "was called",
    "according to",
]
WORDS = [*VERBS, "Jane Doe", "she", "the bridge is safe", "and", "of", "who", "by", "statement", "Monday"]
PIECES = st.sampled_from([*MARKS, *JOINTS, *WORDS])
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=200)
@given(TEXTS)
def test_marked_stretches_are_in_order_apart_and_within_a_paragraph(text: str) -> None:
    paragraphs = [(p.span.start, p.span.end) for p in PIPELINE(text).paragraphs]
    found, strays = pair_marks(text, paragraphs)

    for marked in found:
        start, end = paragraphs[marked.paragraph]
        assert start <= marked.start < marked.end <= end
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert strays == sorted(set(strays))


@settings(max_examples=200)
@given(TEXTS)
def test_speakers_stand_outside_what_they_say(text: str) -> None:
    for quotation in PIPELINE(text).quotations:
        if quotation.speaker is not None:
            assert not quotation.speaker.span.overlaps(quotation.span)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    article = PIPELINE(text)

    assert all(text[q.span.start : q.span.end] == q.span.text for q in article.quotations)


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "“",
        "”",
        '"a ',
        "'a ",
        " 'tis",
        '" "',
        '"said" ',
        "said ",
        "Jane Doe, ",
        ", who",
        ", who said",
        ") said (",
        "of ",
        '"no," said ',
        "according to ",
    ],
)
@pytest.mark.parametrize("joint", ["", " ", "\n\n"])
def test_masses_of_marks_and_cues_are_read(piece: str, joint: str) -> None:
    text = joint.join([piece] * 5_000)

    assert PIPELINE(text).text == text
