"""Properties of names, entities and relations that hold for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsextract import Pipeline
from newsextract.extractors.entities.extractor import EntitiesExtractor
from newsextract.extractors.names.extractor import NamesExtractor
from newsextract.extractors.relations.extractor import RelationsExtractor
from newsextract.extractors.structure.extractor import StructureExtractor
from newsextract.model import Article, Entity

PIPELINE = Pipeline([StructureExtractor(), NamesExtractor(), EntitiesExtractor(), RelationsExtractor()])

PEOPLE = [
    "Anna",
    "Berg",
    "Bill",
    "Clinton",
    "Mr",
    "president",
    "chairman",
    "chief",
    "executive",
    "he",
    "she",
    "52",
]
THINGS = [
    "Nexora",
    "Group",
    "Inc.",
    "Alibaba",
    "London",
    "US",
    "China",
    "Chinese",
    "company",
    "Minister",
    "Senators",
]
SMALL = [
    "of",
    "the",
    "The",
    "'s",
    "-",
    "(",
    ")",
    '"',
    "“",
    "”",
    "and",
    ",",
    ".",
    "said",
    "is",
    "who",
    "owned",
    "by",
]
WORDS = st.sampled_from([*PEOPLE, *THINGS, *SMALL, "based", "for"])
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)


def spans(entity: Entity) -> list[tuple[int, int]]:
    return [(m.span.start, m.span.end) for m in entity.mentions]


def check(article: Article) -> None:
    ids = {entity.id for entity in article.entities}
    named = [
        s
        for e in article.entities
        for m in e.mentions
        if m.kind == "name"
        for s in [(m.span.start, m.span.end)]
    ]
    assert sorted(named) == sorted(set(named))
    assert all(before[1] <= after[0] for before, after in zip(sorted(named), sorted(named)[1:], strict=False))
    for entity in article.entities:
        assert entity.mentions
        assert spans(entity) == sorted(spans(entity))
        assert entity.name in {m.span.text for m in entity.mentions if m.kind == "name"}
        assert 0 <= entity.salience <= 1
        assert all(role.organization is None or role.organization in ids for role in entity.roles)
        assert not entity.roles or entity.type == "PERSON"
    for relation in article.relations:
        assert {relation.subject, relation.object} <= ids
        assert relation.subject != relation.object


@given(SENTENCES)
def test_whatever_the_order_of_words(text: str) -> None:
    check(PIPELINE(text))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text(text: str) -> None:
    check(PIPELINE(text))


@given(SENTENCES)
def test_the_same_text_gives_the_same_entities(text: str) -> None:
    assert PIPELINE(text) == PIPELINE(text)


def test_salience_ranks_what_the_headline_names_first() -> None:
    article = PIPELINE(
        "Nexora Group buys rival\n\nNexora Group said on Friday it would buy its rival. "
        "Nexora Group has offices in many towns.\n\nAn analyst in London was surprised by the price."
    )

    ranked = sorted(article.entities, key=lambda e: -e.salience)

    assert [e.name for e in ranked] == ["Nexora Group", "London"]


def test_the_fullest_form_is_the_name_and_the_others_are_aliases() -> None:
    article = PIPELINE("Zhang spoke. Later Daniel Zhang Yong left.")

    (person,) = article.entities

    assert (person.name, person.aliases) == ("Daniel Zhang Yong", ("Zhang",))
