from __future__ import annotations

import pytest

from newsextract.errors import ResourceError
from newsextract.language import Match, PhraseLexicon, load_toml, load_tsv, tokenize


def test_longest_phrase_wins_from_the_left() -> None:
    lexicon = PhraseLexicon({"New York": 1, "New York Times": 2, "Times Square": 3, "York": 4})
    tokens = tokenize("the New York Times Square in New York")
    assert list(lexicon.matches(tokens)) == [Match(1, 4, 2), Match(6, 8, 1)]


def test_case_counts_unless_it_is_ignored() -> None:
    tokens = tokenize("on MONDAY and Monday")
    assert [m.start for m in PhraseLexicon({"Monday": 0}).matches(tokens)] == [3]
    assert [m.start for m in PhraseLexicon({"Monday": 0}, ignore_case=True).matches(tokens)] == [1, 3]


def test_entries_are_cut_like_texts() -> None:
    lexicon = PhraseLexicon([("Moody's", "agency"), ("J. P. Morgan & Co.", "bank"), ("US$", "USD")])
    tokens = tokenize("Moody’s told Moody's and J. P. Morgan & Co. of US$5m")
    assert [m.value for m in lexicon.matches(tokens)] == ["agency", "agency", "bank", "USD"]


def test_abbreviations_match_in_any_case() -> None:
    lexicon = PhraseLexicon({"Apple Inc.": 1}, ignore_case=True)
    assert len(list(lexicon.matches(tokenize("Apple Inc. said APPLE INC. would")))) == 2


def test_matches_stay_in_the_range() -> None:
    lexicon = PhraseLexicon({"New York": 1, "York": 2})
    tokens = tokenize("New York New York")
    assert list(lexicon.matches(tokens, 1, 3)) == [Match(1, 2, 2)]
    assert list(lexicon.matches(tokens, start=2)) == [Match(2, 4, 1)]


def test_match_at() -> None:
    lexicon = PhraseLexicon({"New York": 1})
    tokens = tokenize("in New York")
    assert lexicon.match_at(tokens, 0) is None
    assert lexicon.match_at(tokens, 1) == Match(1, 3, 1)
    assert lexicon.match_at(tokens, 2) is None


def test_falsy_values_and_repeated_entries() -> None:
    lexicon = PhraseLexicon([("a", None), ("a", None), ("b c", 0)])
    assert len(lexicon) == 2
    assert [m.value for m in lexicon.matches(tokenize("a b c"))] == [None, 0]


@pytest.mark.parametrize("phrase", ["", "  "])
def test_an_entry_without_words_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        PhraseLexicon({phrase: 1})


def test_resources_name_the_file_that_is_missing() -> None:
    with pytest.raises(ResourceError, match=r"data/en/none\.toml"):
        load_toml("none.toml")
    with pytest.raises(ResourceError, match=r"data/en/none\.tsv"):
        load_tsv("none.tsv")


def test_resources_name_the_file_that_is_broken() -> None:
    with pytest.raises(ResourceError, match="__init__"):
        load_toml("../../language/__init__.py")


def test_toml_is_fresh_at_every_call() -> None:
    load_toml("abbreviations.toml")["never_ends"].clear()
    assert load_toml("abbreviations.toml")["never_ends"]


def test_abbreviations_are_of_one_kind_and_written_with_their_mark() -> None:
    lists = load_toml("abbreviations.toml")
    kinds = ["never_ends", "may_end", "usually_ends"]
    entries = [entry for kind in kinds for entry in lists[kind]]
    assert len(entries) == len(set(entries))
    assert all(entry.endswith(".") for entry in [*entries, *lists["before_number"]])
