"""Names by other people's models: what needs no such model, and GLiNER by its documented interface."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from newsextract import Article, Entity, Pipeline
from newsextract.integrations.documents import FactsAsMetadata
from newsextract.integrations.gliner import LABELS, GlinerNames
from newsextract.integrations.names import ForeignNames, Found, passages
from newsextract.language import tokenize
from newsextract.model import EntityType
from tests.properties.test_invariants import ANYTHING, NEWS


def names_of(article: Article) -> list[tuple[str, str, str]]:
    return [
        (m.span.text, m.type, m.provenance.rule)
        for e in article.entities
        for m in e.mentions
        if m.kind == "name"
    ]


class Gliner:
    """Stands for `gliner.GLiNER`, whose weights cannot be had offline: its documented call and answer."""

    def __init__(self, **labels: str) -> None:
        self.labels = labels
        self.asked: list[tuple[str, list[str], float]] = []

    def predict_entities(self, text: str, labels: list[str], threshold: float = 0.5) -> list[dict[str, Any]]:
        self.asked.append((text, labels, threshold))
        return [
            {"start": m.start(), "end": m.end(), "text": m[0], "label": label, "score": 0.9}
            for word, label in self.labels.items()
            for m in re.finditer(word, text)
        ]


def pipeline(model: Gliner, **settings: Any) -> Pipeline:
    return Pipeline.default().replace("names", GlinerNames(model, **settings)).only(Entity)


def test_gliner_names() -> None:
    model = Gliner(Zorblax="person", Quux="organization", Monday="weekday")
    article = pipeline(model)("Zorblax of Quux left on Monday.\n\nQuux gained.")
    assert names_of(article) == [
        ("Zorblax", "PERSON", "gliner"),
        ("Quux", "ORGANIZATION", "gliner"),
        ("Quux", "ORGANIZATION", "gliner"),
    ]


def test_gliner_is_asked_as_documented() -> None:
    model = Gliner()
    pipeline(model, labels={"ship": "PRODUCT"}, threshold=0.3)("The Titanic sank.\n\nNobody knew.")
    assert model.asked == [("The Titanic sank.", ["ship"], 0.3), ("Nobody knew.", ["ship"], 0.3)]


def test_gliner_labels_cover_the_entity_types() -> None:
    assert set(LABELS.values()) == set(EntityType)


class Capitals:
    """Every word with a capital, with an article."""

    def __call__(self, passage: str) -> Iterable[Found]:
        for m in re.finditer(r"(?:The )?[A-Z]\w+", passage):
            yield Found(m.start(), m.end(), "ORG", 0.8)


def capitals(most_words: int = 50) -> Pipeline:
    names = ForeignNames(Capitals(), types={"ORG": "ORGANIZATION"}, rule="capitals", most_words=most_words)
    return Pipeline.default().replace("names", names)


def test_boundaries_and_repetitions_are_settled_as_for_own_names() -> None:
    article = capitals()("The Zorblax's chief left. Zorblax gained.")
    assert {text for text, _, _ in names_of(article)} == {"Zorblax"}


@given(text=st.one_of(NEWS, ANYTHING), most_words=st.integers(1, 30))
@settings(max_examples=60)
def test_passages_cover_all_words_in_order(text: str, most_words: int) -> None:
    tokens = tokenize(text)
    pieces = list(passages(tokens, most_words))
    inside = [list(words_in(tokens.starts, piece)) for piece in pieces]
    assert [start for words in inside for start in words] == list(tokens.starts)
    assert all(1 <= len(words) <= most_words for words in inside)
    for start, end in pieces:
        assert tokens.paragraph_of(start) == tokens.paragraph_of(end - 1)


def words_in(starts: list[int], piece: tuple[int, int]) -> Iterator[int]:
    return (start for start in starts if piece[0] <= start < piece[1])


@given(text=st.one_of(NEWS, ANYTHING))
@settings(max_examples=40)
def test_any_text_with_any_capitals(text: str) -> None:
    article = capitals(most_words=7)(text)
    assert Article.from_json(article.model_dump_json()) == article


class LangChainDocument(BaseModel):
    """What is used of `langchain_core.documents.Document`."""

    page_content: str
    metadata: dict[str, Any]


class LlamaIndexNode(BaseModel):
    """What is used of `llama_index.core.schema.TextNode`."""

    text: str
    metadata: dict[str, Any]

    def get_content(self) -> str:
        return self.text


@pytest.mark.parametrize("make", [LangChainDocument, LlamaIndexNode])
def test_facts_as_metadata(make: Any) -> None:
    field = "page_content" if make is LangChainDocument else "text"
    text = "The European Commission fined Google €4.34 billion on Wednesday. It may fine Apple."
    given = make(**{field: text, "metadata": {"source": "wire", "published": "2018-07-19"}})
    before = given.model_copy(deep=True)
    (found,) = FactsAsMetadata()([given])
    assert isinstance(found, make)
    assert given == before
    assert found.metadata == {
        "source": "wire",
        "published": "2018-07-19",
        "news_organizations": ["European Commission", "Google", "Apple"],
        "news_amounts": ["4340000000 EUR"],
        "news_times": ["2018-07-18"],
        "news_events": ["penalty"],
    }
    assert FactsAsMetadata(prefix="").transform_documents([]) == []
