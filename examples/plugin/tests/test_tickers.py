"""The specification, and the contract that every extractor keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from newsextract_tickers import Ticker, TickerExtractor

from newsextract import Pipeline
from newsextract.testing import ExtractorContract, check_case, spec_cases

PIPELINE = Pipeline.default().with_extractor(TickerExtractor())


@pytest.mark.parametrize("case", spec_cases(Path(__file__).parent / "specs"))
def test_tickers(case: dict[str, Any]) -> None:
    check_case(case, PIPELINE, "tickers")


class TestContract(ExtractorContract):
    examples = ("Apple (NASDAQ: AAPL) fell.", "Alibaba (NYSE:BABA; HKEX: 9988) was fined.")

    def make_extractor(self) -> TickerExtractor:
        return TickerExtractor()


def test_it_works_without_entities() -> None:
    (ticker,) = Pipeline([TickerExtractor()])("Apple (NASDAQ: AAPL) fell.").extensions["tickers"]
    assert isinstance(ticker, Ticker)
    assert (ticker.id, ticker.symbol, ticker.company) == ("tickers:1", "AAPL", None)
