"""Happenings: what holds for any article, and how mentions are put together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract import Argument, Article, Entity, Event, Mention, Span, TimeExpression
from newsextract.model.happening import happenings

SENTENCES = (
    "Acme Corp. bought Umbrella Foods for $3 million.",
    "Acme Corp. plans to buy Umbrella Foods.",
    "The acquisition was completed on Monday.",
    "Initech did not acquire Umbrella Foods.",
    "Police arrested John Doe in Leeds on Tuesday.",
    "Doe was arrested last year.",
    "The arrest surprised his family.",
    "Regulators slapped Acme Corp. with a $3 million fine.",
    "A bus crashed in Leeds, killing 13 people.",
    "The crash killed 13.",
    "Jane Roe met John Doe.",
    "Shares of Acme Corp. fell 5%.",
)
TEXT = "Acme met Jane Roe in May; Acme Corp. met her on May 3."


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), max_size=12))
def test_mentions_of_one_happening_name_each_other(sentences: list[str]) -> None:
    article = newsextract.extract(" ".join(sentences), published="2023-03-17")
    named = {e.id: {e.id, *e.coreferent} for e in article.events}
    assert all(named[other] == named[e.id] for e in article.events for other in e.coreferent)
    assert all(e.id not in e.coreferent for e in article.events)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), max_size=12))
def test_every_event_is_in_exactly_one_happening(sentences: list[str]) -> None:
    article = newsextract.extract(" ".join(sentences), published="2023-03-17")
    again = newsextract.extract(article.text, published="2023-03-17")
    mentions = [m.id for h in article.happenings() for m in h.mentions]
    assert sorted(mentions) == sorted(e.id for e in article.events)
    assert article.happenings() == again.happenings()


def test_happenings_survive_the_dump() -> None:
    article = newsextract.extract(" ".join(SENTENCES), published="2023-03-17")
    read = Article.from_json(article.model_dump_json())
    assert read.happenings() == article.happenings()
    assert len(article.happenings()) < len(article.events)


def test_a_text_that_repeats_itself_stays_small() -> None:
    article = newsextract.extract("Acme Corp. bought Umbrella Foods for $3 million. " * 400)
    assert len(article.events) == 400
    assert sum(len(e.coreferent) for e in article.events) <= 50 * 400


def span(text: str, after: str = "") -> Span:
    start = TEXT.index(text, TEXT.index(after))
    return Span(start=start, end=start + len(text), text=text)


def entity(identifier: str, kind: str, *mentions: tuple[Span, str]) -> Entity:
    found = tuple(Mention(span=s, kind=k) for s, k in mentions)
    return Entity(id=identifier, type=kind, name=mentions[0][0].text, mentions=found)


ENTITIES = (
    entity("e1", "ORGANIZATION", (span("Acme"), "name"), (span("Acme Corp."), "name")),
    entity("e2", "PERSON", (span("Jane Roe"), "name"), (span("her"), "pronoun")),
)
TIMES = (
    TimeExpression(
        id="t1", span=span("May"), type="DATE", value="2023-05", start="2023-05-01", end="2023-06-01"
    ),
    TimeExpression(
        id="t2", span=span("May 3"), type="DATE", value="2023-05-03", start="2023-05-03", end="2023-05-04"
    ),
)


def event(identifier: str, trigger: Span, *arguments: tuple[str, Span, str], **fields: object) -> Event:
    found = tuple(Argument(role=r, span=s, ref=ref) for r, s, ref in arguments)
    sentence = Span(start=0, end=len(TEXT), text=TEXT)
    return Event(id=identifier, type="meeting", trigger=trigger, arguments=found, sentence=sentence, **fields)


EVENTS = (
    event(
        "v1",
        span("met"),
        ("participant", span("Acme"), "e1"),
        ("participant", span("Jane Roe"), "e2"),
        ("time", span("May"), "t1"),
        confidence=0.6,
        coreferent=("v2",),
    ),
    event(
        "v2",
        span("met", after="Corp."),
        ("participant", span("Acme Corp."), "e1"),
        ("participant", span("her"), "e2"),
        ("time", span("May 3"), "t2"),
        confidence=0.9,
        coreferent=("v1",),
    ),
)


def test_the_most_specific_mention_of_each_argument_counts() -> None:
    (met,) = happenings(EVENTS, ENTITIES, TIMES)
    assert [a.span.text for a in met.arguments if a.role == "participant"] == ["Acme Corp.", "Jane Roe"]
    assert met.when is not None
    assert met.when.ref == "t2"
    assert met.confidence == 0.9
    assert met.realis == "actual"
    assert met.where == met.sources == ()


@pytest.mark.parametrize("links", [((), ("v1",)), (("v2",), ()), (("v2",), ("v1",))])
def test_one_link_is_enough(links: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    events = [e.model_copy(update={"coreferent": c}) for e, c in zip(EVENTS, links, strict=True)]
    assert [len(h.mentions) for h in happenings(events, ENTITIES, TIMES)] == [2]


def test_links_to_events_that_are_not_there_are_ignored() -> None:
    assert [len(h.mentions) for h in happenings(EVENTS[:1], ENTITIES, TIMES)] == [1]


def test_user_types_are_told_apart_by_their_core() -> None:
    frame = {
        "recall": {
            "core": ["organization"],
            "roles": {"organization": ["ORGANIZATION"], "product": ["noun"]},
            "slots": {"verb": {"organization": "subject", "product": "object"}},
            "triggers": [{"verbs": ["recall"]}],
        }
    }
    pipeline = newsextract.Pipeline.default().with_events(frame)
    article = pipeline("Toyota recalled cars. Toyota has recalled cars before. Honda recalled cars.")
    found = [h for h in article.happenings() if h.type == "recall"]
    assert [len(h.mentions) for h in found] == [2, 1]
