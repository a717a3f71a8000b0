"""Facts as metadata for retrieval. Needs no extra: the documents of LangChain and LlamaIndex will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from newsextract.model import Article
from newsextract.pipeline import Pipeline

_KINDS = {
    "people": ("PERSON",),
    "organizations": ("ORGANIZATION",),
    "places": ("GPE", "LOCATION", "FACILITY"),
}


class FactsAsMetadata:
    """Gives documents metadata to filter by: who, where, when, how much, what happened.

    It has LangChain's ``transform_documents``, and may be called with LlamaIndex's nodes. Documents are
    copied, not changed. Values are lists of strings, since many vector stores take no more.

    Args:
        pipeline: Defaults to `Pipeline.default()`.
        published: Key of the metadata that holds the publication date, if there is one.
        prefix: Put before the names of the metadata.
    """

    def __init__(
        self, pipeline: Pipeline | None = None, *, published: str = "published", prefix: str = "news_"
    ) -> None:
        self.pipeline = pipeline or Pipeline.default()
        self.published = published
        self.prefix = prefix

    def transform_documents(self, documents: Sequence[Any], **_: Any) -> list[Any]:
        """Copies of the documents, with the facts in their metadata."""
        return [self._with_facts(document) for document in documents]

    __call__ = transform_documents

    def _with_facts(self, document: Any) -> Any:
        text = document.page_content if hasattr(document, "page_content") else document.get_content()
        article = self.pipeline(text, published=document.metadata.get(self.published))
        facts = {f"{self.prefix}{name}": values for name, values in _facts(article).items() if values}
        return document.model_copy(update={"metadata": {**document.metadata, **facts}})


def _facts(a: Article) -> dict[str, list[str]]:
    names = {kind: _unique(e.name for e in a.entities if e.type in types) for kind, types in _KINDS.items()}
    sums = (f"{m.value:f} {m.currency}" for m in a.amounts if m.value is not None and m.currency)
    days = (t.value for t in a.times if t.type in ("DATE", "TIME") and "X" not in t.value)
    events = (e.type for e in a.events if e.realis == "actual")
    return {**names, "amounts": _unique(sums), "times": _unique(days), "events": _unique(events)}


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, values)))
