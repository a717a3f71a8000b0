"""spaCy, both ways. Needs the extra ``spacy``.

`SpacyNames` makes a spaCy pipeline the source of names of a newsextract pipeline. The component
``newsextract`` (``nlp.add_pipe("newsextract")``) puts an article's facts on the `Doc`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsextract.extras import need
from newsextract.model import Article, Entity, Fact
from newsextract.pipeline import Pipeline

from .names import ONTONOTES, ForeignNames, Found

need("spacy", "spacy")

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, Span  # noqa: E402

MOST_WORDS = 2_000
"""Words that spaCy is given at once."""


class SpacyNames(ForeignNames):
    """A spaCy pipeline as the source of names: ``Pipeline.default().replace("names", SpacyNames(nlp))``.

    Args:
        nlp: Any spaCy pipeline that sets ``doc.ents``.
        types: Entity type for each of its labels; what has another label is left out. Defaults to the labels
            of OntoNotes and CoNLL.
    """

    def __init__(self, nlp: Language, *, types: Mapping[str, str] = ONTONOTES) -> None:
        super().__init__(_Ents(nlp), types=dict(types), rule="spacy", most_words=MOST_WORDS)


class _Ents:
    """The named entities of a passage."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, passage: str) -> Iterator[Found]:
        for part in range(0, len(passage), self.nlp.max_length):
            for ent in self.nlp(passage[part : part + self.nlp.max_length]).ents:
                yield Found(part + ent.start_char, part + ent.end_char, ent.label_)


Doc.set_extension("newsextract_published", default=None, force=True)
Doc.set_extension("newsextract_json", default=None, force=True)
Doc.set_extension("newsextract", getter=lambda doc: article_of(doc), force=True)


def article_of(doc: Doc) -> Article | None:
    """The article of a `Doc`, or None if the component has not run; also ``doc._.newsextract``.

    It is kept as JSON on the `Doc`, so that documents can be stored and sent to other processes; results of
    user extractors come back as plain JSON values.
    """
    data = doc._.newsextract_json
    return None if data is None else Article.from_json(data)


class NewsextractComponent:
    """The spaCy component ``newsextract``.

    It sets ``doc._.newsextract``, the `Article`, and ``doc.spans["newsextract_<layer>"]`` for each layer of
    facts: a span for each mention of an entity, for each trigger of an event, else for each fact, with the
    type as its label and the fact's id as its ``id_``. Where words of spaCy and of newsextract differ, a span
    is widened to whole words of spaCy.

    The publication date is read from ``doc._.newsextract_published``: a date or an ISO 8601 string.

    Args:
        pipeline: Defaults to `Pipeline.default()`.
    """

    def __init__(self, pipeline: Pipeline | None = None) -> None:
        self.pipeline = pipeline or Pipeline.default()

    def __call__(self, doc: Doc) -> Doc:
        """Extract, and set what the class says."""
        article = self.pipeline(doc.text, published=doc._.newsextract_published)
        doc._.newsextract_json = article.model_dump_json()
        for layer in Article.fact_layers:
            spans = [span for fact in getattr(article, layer) for span in _spans(doc, fact)]
            doc.spans[f"newsextract_{layer}"] = spans
        return doc


@Language.factory("newsextract", assigns=["doc._.newsextract", "doc.spans"])
def make(nlp: Language, name: str) -> NewsextractComponent:
    """The component with the default pipeline, for ``nlp.add_pipe("newsextract")``."""
    return NewsextractComponent()


def _spans(doc: Doc, fact: Fact) -> Iterator[Span]:
    places = [m.span for m in fact.mentions] if isinstance(fact, Entity) else [fact.anchor_span]
    label = getattr(fact, "type", "") or getattr(fact, "kind", "") or getattr(fact, "currency", None) or ""
    for place in places:
        span = doc.char_span(place.start, place.end, label=label, span_id=fact.id, alignment_mode="expand")
        if span is not None:
            yield span
