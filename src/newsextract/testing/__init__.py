"""For authors of extractors: specifications in YAML, and a contract that every extractor keeps.

Needs the extra ``testing`` (pytest and PyYAML). newsextract's own tests are made with it.

- `spec_cases` reads cases from YAML files; `check_case` runs one and compares what is found.
- `ExtractorContract` is a class of tests to derive from: any text is taken, the answer is always the same,
  results survive JSON and the way to other processes.
"""

from .contract import ExtractorContract
from .specs import check_case, described, spec_cases
from .texts import NEWS, ODD_TEXTS

__all__ = ["NEWS", "ODD_TEXTS", "ExtractorContract", "check_case", "described", "spec_cases"]
