"""The events room: frames of users, hostile input, spans."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract.extractors.events.extractor import EventsExtractor
from newsextract.extractors.events.frames import built_in
from newsextract.extractors.events.morphology import verb_forms
from newsextract.model import EventType

RECALL = """
[recall]
roles = { organization = ["ORGANIZATION"], product = ["noun"] }
slots.verb = { organization = "subject", product = "object" }
triggers = [ { verbs = ["recall"] } ]
"""


def test_every_type_has_a_frame() -> None:
    assert {f.type for f in built_in().frames} == {t.value for t in EventType}


def test_kindred_types_are_so_both_ways() -> None:
    kin = {f.type: f.kin for f in built_in().frames}
    assert all(kind in kin[other] for kind, others in kin.items() for other in others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Toyota recalled cars on Monday.", True),
        ("Toyota recalled its past on Monday.", False),
        ("Toyota fondly recalled cars on Monday.", False),
        ("Toyota recalled Past Motors cars on Monday.", True),
    ],
)
def test_what_shows_another_sense(text: str, found: bool) -> None:
    frame = {
        "recall": {
            "roles": {"organization": ["ORGANIZATION"], "product": ["noun"]},
            "slots": {"verb": {"organization": "subject", "product": "object"}},
            "triggers": [{"verbs": ["recall"], "never": ["past", "fondly ~"]}],
        }
    }
    events = newsextract.Pipeline.default().with_events(frame)(text).events
    assert ("recall" in [e.type for e in events]) == found


def test_frames_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "recall.toml"
    path.write_text(RECALL, encoding="utf-8")
    pipeline = newsextract.Pipeline.default().with_events(path)
    events = pipeline("Toyota recalled cars on Monday.").events
    assert [e.type for e in events if e.trigger.text == "recalled"] == ["recall"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Toyota recalled cars. The recall affects 40,000 cars.", ["40,000"]),
        ("Toyota recalled cars. The number was not disclosed.", ["not disclosed"]),
        ("Toyota recalled 300 cars. The number of complaints was not disclosed.", ["300"]),
        ("Toyota recalled cars. The number was disclosed.", []),
        ("The recall affects 40,000 cars.", []),
    ],
)
def test_sequels(text: str, numbers: list[str]) -> None:
    frame = {
        "recall": {
            "roles": {"organization": ["ORGANIZATION"], "number": ["number"]},
            "slots": {"verb": {"organization": "subject", "number": "object"}},
            "triggers": [{"verbs": ["recall"]}],
            "sequels": [
                {"verbs": ["affect"], "subjects": ["recall"], "slots": {"number": "object"}},
                {"verbs": ["disclose"], "objects": ["number"], "untold": "number"},
            ],
        }
    }
    events = newsextract.Pipeline.default().with_events(frame)(text).events
    assert [a.span.text for e in events for a in e.arguments if a.role == "number"] == numbers


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"recall": {"roles": {"product": ["noun"]}, "triggers": []}}, "triggers"),
        ({"recall": {"roles": {"product": ["thing"]}, "triggers": [{"verbs": ["recall"]}]}}, "product"),
        ({"recall": {"roles": {"product": ["@things"]}, "triggers": [{"verbs": ["recall"]}]}}, "@things"),
        ({"recall": {"roles": {}, "triggers": [{"verb": ["recall"]}]}}, "verb"),
        ({"recall": {"roles": {}, "same": ["maker"], "triggers": [{"verbs": ["recall"]}]}}, "maker"),
        ({"recall": {"roles": {}, "once": "maker", "triggers": [{"verbs": ["recall"]}]}}, "maker"),
        ({"recall": {"roles": {}, "triggers": [{"verbs": ["recall"], "never": ["@toys"]}]}}, "@toys"),
        (
            {
                "recall": {
                    "roles": {},
                    "triggers": [{"verbs": ["recall"]}],
                    "sequels": [{"verbs": ["say"], "untold": "maker"}],
                }
            },
            "maker",
        ),
    ],
)
def test_a_wrong_frame_is_named(table: dict[str, object], key: str) -> None:
    with pytest.raises(newsextract.ResourceError, match="recall") as caught:
        EventsExtractor().with_events(table)
    assert key in str(caught.value)


def test_the_extractor_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(EventsExtractor())).name == "events"


def test_inflection() -> None:
    assert {w for w, _ in verb_forms("cut")} == {"cut", "cuts", "cutting"}
    assert {w for w, _ in verb_forms("travel")} >= {"travelled", "traveled", "travelling"}


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_gives_events_on_the_text(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    for event in newsextract.extract(text).events:
        for span in (event.trigger, event.sentence, *(a.span for a in event.arguments)):
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Acme Corp said it has acquired Umbrella Inc for $5 million.", "acquirer", "Acme Corp"),
        ("Acme Corp said on Monday that it acquired Umbrella Inc.", "acquirer", "Acme Corp"),
        (
            "Acme Corp agreed to acquire Triton Energy Corp's subsidiary, Umbrella Inc.",
            "seller",
            "Triton Energy Corp",
        ),
    ],
)
def test_firms_behind_pronouns_and_possessors(text: str, role: str, name: str) -> None:
    article = newsextract.extract(text)
    (event,) = (e for e in article.events if e.type == "acquisition")
    argument = event.argument(role)
    assert argument is not None
    (entity,) = (e for e in article.entities if e.id == argument.ref)
    assert entity.name == name


def test_an_entity_fills_a_role_once() -> None:
    for event in newsextract.extract("Acme and Acme agreed to merge with Umbrella Inc.").events:
        filled = [(a.role, a.ref) for a in event.arguments if a.ref]
        assert len(filled) == len(set(filled))
