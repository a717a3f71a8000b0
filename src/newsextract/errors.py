"""Everything newsextract raises on purpose.

::

    NewsExtractError
    ├── DocumentError        the input cannot be read as a document (what, and at which offset)
    ├── PipelineError        a pipeline cannot be built, or a layer was read that nobody wrote
    ├── ExtractorError       an extractor raised, or returned what it may not return
    ├── BatchError           a batch could not go on (a worker process was lost)
    ├── PluginError          an installed plugin cannot be loaded
    ├── ResourceError        a data file is missing, damaged or wrong (which file, which key)
    └── MissingExtraError    an optional dependency is not installed (and how to install it)
"""

from __future__ import annotations


class NewsExtractError(Exception):
    """Base class: catch it to catch every error this library raises on purpose."""


class DocumentError(NewsExtractError):
    """The input cannot be read as a document.

    Attributes:
        offset: Code-point offset of the first offending character, or None.
    """

    def __init__(self, message: str, *, offset: int | None = None) -> None:
        super().__init__(message)
        self.offset = offset

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_document_error, (str(self), self.offset)


def _rebuild_document_error(message: str, offset: int | None) -> DocumentError:
    return DocumentError(message, offset=offset)


class PipelineError(NewsExtractError):
    """A pipeline cannot be built, or an extractor read a layer it did not declare."""


class ExtractorError(NewsExtractError):
    """An extractor raised, or returned something that is not allowed.

    Attributes:
        extractor: Name of the extractor.
    """

    def __init__(self, message: str, *, extractor: str) -> None:
        super().__init__(message)
        self.extractor = extractor

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_extractor_error, (str(self), self.extractor)


def _rebuild_extractor_error(message: str, extractor: str) -> ExtractorError:
    return ExtractorError(message, extractor=extractor)


class BatchError(NewsExtractError):
    """A batch could not go on, for example because a worker process was killed."""


class PluginError(NewsExtractError):
    """An installed plugin cannot be loaded."""


class ResourceError(NewsExtractError):
    """A data file is missing, damaged or wrong; the message names the file and the key."""


class MissingExtraError(NewsExtractError, ImportError):
    """An optional dependency is not installed; the message says how to install it."""
