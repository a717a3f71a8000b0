"""Sums of money: the cases of ``money/*.yaml``, and the peers' own test lines.

A case expects all amounts of its text, in order. ``value`` stands for equal ``low`` and ``high``; neither
means a vague sum. What a case leaves out of qualifier, per, equivalents and previous must not be there;
``candidates`` and ``because`` (a part of the provenance) are compared where a case gives them.
"""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.money.extractor import MoneyExtractor
from newsextract.testing import check_case
from tests.specs.runner import cases

PIPELINE = Pipeline([MoneyExtractor()])
PEERS = Path(__file__).parent / "money" / "peers"


def expected(amount: dict[str, Any]) -> dict[str, Any]:
    unsaid: dict[str, Any] = {"qualifier": None, "per": None, "equivalents": [], "previous": None}
    bounds = {bound: amount.get("value", amount.get(bound)) for bound in ("low", "high")}
    kept = {key: value for key, value in amount.items() if key in ("text", "currency", *unsaid)}
    return {**unsaid, **kept, **bounds}


@pytest.mark.parametrize("case", cases("money"))
def test_amounts(case: dict[str, Any]) -> None:
    assert all({"text", "currency"} <= wanted.keys() for wanted in case["expect"])
    article = check_case({**case, "expect": list(map(expected, case["expect"]))}, PIPELINE, "amounts")
    for amount, wanted in zip(article.amounts, case["expect"], strict=True):
        if "candidates" in wanted:
            assert list(amount.currency_candidates) == wanted["candidates"]
        assert wanted.get("because", "") in amount.provenance.rule


def peer_lines() -> list[Any]:
    left_out = tomllib.loads((PEERS / "left_out.toml").read_text(encoding="utf-8"))
    without = {(entry["file"], text) for entry in left_out["left_out"] for text in entry["texts"]}
    return [
        pytest.param(line, id=f"{path.stem}: {line['text'][:40]}")
        for path in sorted(PEERS.glob("*.jsonl"))
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if (path.stem, line["text"]) not in without and line["expected"] is not None
    ]


@pytest.mark.parametrize("line", peer_lines())
def test_peer_lines(line: dict[str, Any]) -> None:
    """What the peer expects is found at its place with its value and currency, and nothing else."""
    found = [(a.span.start, a.span.end, a.low, a.currency) for a in PIPELINE(line["text"]).amounts]
    wanted = [e for e in line["expected"] if e["amount"] is not None]
    assert len(found) == len(wanted)
    for (start, end, low, currency), e in zip(found, wanted, strict=True):
        assert start < e["end"] and e["start"] < end
        assert (low, currency) == (Decimal(str(e["amount"])), e["currency"])
