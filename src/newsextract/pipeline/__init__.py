"""How it runs: what an extractor is and sees, in which order extractors run, and many articles at once."""

from .batch import BATCH_SIZE, BatchInput, OnError, run_batch
from .context import Context
from .document import SyntaxSource
from .extractor import Extractor, FunctionExtractor, extractor
from .patterns import PatternExtractor, pattern_extractor
from .pipeline import Pipeline
from .registry import ENTRY_POINT_GROUP, Registration, registrations

__all__ = [
    "BATCH_SIZE",
    "ENTRY_POINT_GROUP",
    "BatchInput",
    "Context",
    "Extractor",
    "FunctionExtractor",
    "OnError",
    "PatternExtractor",
    "Pipeline",
    "Registration",
    "SyntaxSource",
    "extractor",
    "pattern_extractor",
    "registrations",
    "run_batch",
]
