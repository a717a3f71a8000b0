"""GLiNER as the source of names. Needs no extra: any object with its ``predict_entities`` will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from .names import ForeignNames, Found

LABELS = {
    "person": "PERSON",
    "organization": "ORGANIZATION",
    "country, state or city": "GPE",
    "geographical location": "LOCATION",
    "facility or building": "FACILITY",
    "nationality, religious or political group": "NORP",
    "named event": "EVENT",
    "product": "PRODUCT",
    "title of a work": "WORK_OF_ART",
    "law or treaty": "LAW",
}
"""What the model is asked for, and the entity type of each."""

MOST_WORDS = 200
"""Words that the model is given at once; GLiNER cuts off what goes beyond some 384."""


class PredictsEntities(Protocol):
    """The part of ``gliner.GLiNER`` that is used."""

    def predict_entities(self, text: str, labels: list[str], threshold: float = 0.5) -> list[dict[str, Any]]:
        """Entities as dictionaries with ``start``, ``end``, ``label`` and ``score``."""
        ...


class GlinerNames(ForeignNames):
    """A GLiNER model as the source of names: ``Pipeline.default().replace("names", GlinerNames(model))``.

    Args:
        model: For example ``gliner.GLiNER.from_pretrained(...)``.
        labels: What to ask for, and the entity type of each label.
        threshold: Least score of an entity.
    """

    def __init__(
        self, model: PredictsEntities, *, labels: Mapping[str, str] = LABELS, threshold: float = 0.5
    ) -> None:
        asked = _Asked(model, list(labels), threshold)
        super().__init__(asked, types=dict(labels), rule="gliner", most_words=MOST_WORDS)


class _Asked:
    """A model with its question."""

    def __init__(self, model: PredictsEntities, labels: list[str], threshold: float) -> None:
        self.model = model
        self.labels = labels
        self.threshold = threshold

    def __call__(self, passage: str) -> Iterator[Found]:
        for entity in self.model.predict_entities(passage, self.labels, threshold=self.threshold):
            yield Found(entity["start"], entity["end"], entity["label"], min(1.0, float(entity["score"])))
