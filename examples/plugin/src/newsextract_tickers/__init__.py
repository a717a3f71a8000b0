"""Stock exchange symbols in news, as an extractor for newsextract."""

from .extractor import TickerExtractor
from .model import Ticker

__all__ = ["Ticker", "TickerExtractor"]
