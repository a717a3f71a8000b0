"""Texts longer than a window: cut between sentences, analysed apart, put together again."""

from __future__ import annotations

from newsextract.language.tagger import analyse
from newsextract.language.tagger.windows import WINDOW, joined, windows
from newsextract.language.tokenizer import tokenize

SENTENCE = "Jane Roe of Acme Corp. said on Monday that Paris would pay Bolt Ltd. for the old bridge. "


def test_a_text_that_fits_is_left_alone() -> None:
    tokens = tokenize(SENTENCE)
    assert list(windows(tokens)) == [tokens]


def test_a_long_text_is_cut_between_sentences() -> None:
    tokens = tokenize(SENTENCE * 700)
    parts = list(windows(tokens))
    assert len(parts) == 1 + len(tokens) // WINDOW
    assert [word for part in parts for word in part.words] == list(tokens.words)
    assert max(len(part.words) for part in parts) <= WINDOW
    lengths = [end - start for part in parts for start, end in part.sentences]
    assert lengths == [end - start for start, end in tokens.sentences]


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    tokens = tokenize("word " * (2 * WINDOW + 5))
    parts = list(windows(tokens))
    assert [len(part.words) for part in parts] == [WINDOW, WINDOW, 5]
    assert [list(part.sentences) for part in parts] == [[(0, WINDOW)], [(0, WINDOW)], [(0, 5)]]


def test_each_window_is_analysed_as_a_text_of_its_own() -> None:
    tokens = tokenize(SENTENCE * 700)
    whole = analyse(tokens)
    assert len(whole.upos) == len(whole.heads) == len(whole.deprels) == len(tokens)
    assert joined([analyse(tokenize(SENTENCE * 2)), analyse(tokenize(SENTENCE))]).heads[-1] > 2 * 17
    length = len(tokenize(SENTENCE))
    for start, end in tokens.sentences:
        assert all(start <= head < end for head in whole.heads[start:end])
        assert end - start == length
    roe = [(name.start % length, name.type) for name in whole.names if tokens.words[name.start] == "Jane"]
    assert roe == [(0, "PERSON")] * 700
