from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract.language import Tokens, split_words, tokenize
from newsextract.language.paragraphs import BLANKS

SPECS = Path(__file__).parents[1] / "specs" / "language"
CASES: list[dict[str, Any]] = yaml.safe_load((SPECS / "words.yaml").read_text(encoding="utf-8"))

# Pieces that meet in odd ways more often than random characters do.
PIECES = (
    st.sampled_from(["Mr.", "U.S.", "don't", "'s", "a@b.co", "http://x", "No.", "The", "the", "[1]", "<7.T>"])
    | st.sampled_from(['"', "”", "$", "US$", "1,2", "5", "bn", ".", "...", "!", "-", "'90s", "e\u0301"])
    | st.sampled_from([" ", "\n", "\n\n", "\r\n", "\u2028", "\ufeff", "\u200d"])
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words(case: dict[str, Any]) -> None:
    words = tokenize(case["text"]).words
    assert words == [word for word in case["words"].split("|") if word]
    assert not set(words) & set(case.get("not", []))
    assert split_words(case["text"]) == words


@given(TEXTS)
@example("")
@example("\x00\x1c\u200b")
@settings(max_examples=300)
def test_offsets_hold_on_any_text(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.text is text
    behind = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word
        assert start < end
        assert not text[behind:start].strip(BLANKS)
        assert word[0] not in BLANKS
        behind = end
    assert not text[behind:].strip(BLANKS)


@given(TEXTS)
@settings(max_examples=300)
def test_sentences_partition_the_tokens_inside_paragraphs(text: str) -> None:
    tokens = tokenize(text)
    assert [i for first, stop in tokens.sentences for i in range(first, stop)] == list(range(len(tokens)))
    for k, (first, stop) in enumerate(tokens.sentences):
        assert first < stop
        start, end = tokens.sentence_span(k)
        low, high = tokens.paragraphs[tokens.paragraph_of(start)]
        assert low <= start < end <= high
        assert {tokens.sentence_of(i) for i in range(first, stop)} == {k}


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=200)
def test_look_ups_agree_with_a_plain_search(text: str, start: int, length: int) -> None:
    tokens = tokenize(text)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.at(start) == next((i for i, span in enumerate(spans) if span[1] > start), len(tokens))
    end = start + length
    first, stop = tokens.covering(start, end)
    assert list(range(first, stop)) == [i for i, (a, b) in enumerate(spans) if max(a, start) < min(b, end)]
    for i in range(len(tokens)):
        assert tokens.glued(i) == (i > 0 and spans[i][0] == spans[i - 1][1])


def test_tokens_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        tokenize("One two.").words = []


def test_tokens_survive_pickling() -> None:
    tokens = tokenize("One two.\n\nThree.")
    copy = pickle.loads(pickle.dumps(tokens))
    assert isinstance(copy, Tokens)
    assert (copy.words, copy.sentences, copy.lowers) == (tokens.words, tokens.sentences, tokens.lowers)


def test_sentence_of_refuses_tokens_that_are_not_there() -> None:
    with pytest.raises(IndexError):
        tokenize("One.").sentence_of(2)


def test_paragraph_of_white_space_is_the_paragraph_before() -> None:
    tokens = tokenize("  One.\n\nTwo.  ")
    assert [tokens.paragraph_of(offset) for offset in (0, 2, 6, 8, 13)] == [0, 0, 0, 1, 1]
    assert tokenize(" ").paragraph_of(0) == -1


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ".",
        "A.",
        "a-",
        "a@",
        "1,",
        "http://",
        '"',
        "a'",
        "n't",
        "a&",
        "\n",
        "a\n",
        "é",
        "non-",
        "x_",
        "U.S ",
    ],
)
def test_long_monotonous_text_does_not_hang(unit: str) -> None:
    # A pattern of quadratic time would need minutes for this, not part of a second.
    text = unit * (200_000 // len(unit))
    tokens = tokenize(text)
    assert len(tokens) <= len(text)
