"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("newsextract", deadline=None)  # how long an example takes is no matter of a test
settings.load_profile("newsextract")
