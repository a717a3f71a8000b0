from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from newsextract.language import tokenize

SPECS = Path(__file__).parents[1] / "specs" / "language"
CASES: list[Any] = yaml.safe_load((SPECS / "sentences.yaml").read_text(encoding="utf-8"))


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[slice(*tokens.sentence_span(k))] for k in range(len(tokens.sentences))]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sentences(case: Any) -> None:
    expected, joint = (case["sentences"], case["joint"]) if isinstance(case, dict) else (case, " ")
    assert sentences(joint.join(expected)) == expected


def test_no_sentence_in_no_text() -> None:
    assert sentences("") == []
    assert sentences(" \n\n\u2029") == []


def test_wrapped_lines_do_not_end_sentences() -> None:
    text = (
        "    HOUSTON, Feb 26 - Texas Commerce Bancshares Inc's Texas\n"
        "Commerce Bank-Houston said it filed an application with the\n"
        "Comptroller of the Currency. It may create the largest\n"
        "banking network in Harris County.\n"
    )
    assert [sentence[-15:] for sentence in sentences(text)] == ["f the Currency.", " Harris County."]
