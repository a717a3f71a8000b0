"""Raw news text in; typed, grounded, normalised facts out.

>>> import newsextract
>>> article = newsextract.extract("Acme paid $3 million.", published="2024-05-01")
>>> [(a.span.text, str(a.value), a.currency) for a in article.amounts]
[('$3 million', '3000000', 'USD')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from . import tables as tables
    from . import testing as testing
    from .api import extract, extract_many
    from .errors import (
        BatchError,
        DocumentError,
        ExtractorError,
        MissingExtraError,
        NewsExtractError,
        PipelineError,
        PluginError,
        ResourceError,
    )
    from .integrations.html import extract_html
    from .model import (
        Argument,
        Article,
        ArticleInput,
        Byline,
        Dateline,
        Diagnostic,
        Entity,
        EntityType,
        Event,
        EventType,
        ExtractionFailure,
        Fact,
        Happening,
        Header,
        Mention,
        MonetaryAmount,
        Paragraph,
        ParagraphKind,
        Provenance,
        Qualifier,
        Quotation,
        Realis,
        Relation,
        Role,
        Span,
        Speaker,
        TimeExpression,
        TimeMod,
        TimeType,
    )
    from .pipeline import Context, Extractor, Pipeline, extractor, pattern_extractor

_HOME = {
    "api": ("extract", "extract_many"),
    "errors": (
        "BatchError",
        "DocumentError",
        "ExtractorError",
        "MissingExtraError",
        "NewsExtractError",
        "PipelineError",
        "PluginError",
        "ResourceError",
    ),
    "model": (
        "Argument",
        "Article",
        "ArticleInput",
        "Byline",
        "Dateline",
        "Diagnostic",
        "Entity",
        "EntityType",
        "Event",
        "EventType",
        "ExtractionFailure",
        "Fact",
        "Happening",
        "Header",
        "Mention",
        "MonetaryAmount",
        "Paragraph",
        "ParagraphKind",
        "Provenance",
        "Qualifier",
        "Quotation",
        "Realis",
        "Relation",
        "Role",
        "Span",
        "Speaker",
        "TimeExpression",
        "TimeMod",
        "TimeType",
    ),
    "integrations.html": ("extract_html",),
    "pipeline": ("Context", "Extractor", "Pipeline", "extractor", "pattern_extractor"),
}
_MODULES = ("tables", "testing")
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Argument",
    "Article",
    "ArticleInput",
    "BatchError",
    "Byline",
    "Context",
    "Dateline",
    "Diagnostic",
    "DocumentError",
    "Entity",
    "EntityType",
    "Event",
    "EventType",
    "ExtractionFailure",
    "Extractor",
    "ExtractorError",
    "Fact",
    "Happening",
    "Header",
    "Mention",
    "MissingExtraError",
    "MonetaryAmount",
    "NewsExtractError",
    "Paragraph",
    "ParagraphKind",
    "Pipeline",
    "PipelineError",
    "PluginError",
    "Provenance",
    "Qualifier",
    "Quotation",
    "Realis",
    "Relation",
    "ResourceError",
    "Role",
    "Span",
    "Speaker",
    "TimeExpression",
    "TimeMod",
    "TimeType",
    "__version__",
    "extract",
    "extract_html",
    "extract_many",
    "extractor",
    "pattern_extractor",
]


def __getattr__(name: str) -> Any:
    # Public names are loaded on first use, so that `import newsextract` stays cheap.
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'newsextract' has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted((*__all__, *_MODULES))
