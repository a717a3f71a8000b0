"""PLOVER records: the table of types, and what is coded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsextract
from benchmarks.plover import Example, as_table, rows
from newsextract.export.plover import counterparts
from newsextract.extractors.events.frames import built_in
from newsextract.model import EventType, Realis

ROOT = Path(__file__).parents[2]
PLOVER = """
    AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT INVESTIGATE DEMAND DISAPPROVE REJECT THREATEN
    PROTEST SANCTION MOBILIZE COERCE ASSAULT
"""


@pytest.mark.parametrize("kind", counterparts())
def test_the_table_knows_types_and_roles(kind: str) -> None:
    c = counterparts()[kind]
    (frame,) = (f for f in built_in().frames if f.type == kind)
    assert kind in set(EventType)
    assert {*c["source"], *c["target"]} <= set(frame.roles)
    coded = [c["event"], *(c.get(r, "") for r in (Realis.PLANNED, Realis.NEGATED))]
    coded += [w.get("event", "") for w in c.get("words", ())]
    assert {*coded} - {""} <= set(PLOVER.split())
    assert any(coded)


def test_the_page_shows_the_table() -> None:
    assert as_table() in (ROOT / "docs/plover.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("Ukraine accused Russia of breaking its word.", "DISAPPROVE", None),
        ("Rebels bombed a hotel in Mogadishu.", "ASSAULT", "explosives"),
        ("Pope Francis visited Iraq.", "CONSULT", "visit"),
        ("President Maria Keller will meet Prime Minister Tom Aldous next week.", "AGREE", None),
        ("The government rejected the bill.", "REJECT", None),
        ("Police arrested Tom Aldous in Marseille.", "COERCE", "arrest"),
    ],
)
def test_what_is_coded(text: str, event: str, mode: str | None) -> None:
    records = newsextract.extract(text, published="2023-03-17").to_plover()
    assert [(r["event"], r.get("mode")) for r in records] == [(event, mode)]


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Castell Motors fell 5% on Monday.",
        "Tom Aldous died of cancer.",
        "Tom Aldous could be arrested if he returns to France.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert newsextract.extract(text, published="2023-03-17").to_plover() == []


def test_a_record() -> None:
    text = "Police arrested Tom Aldous in Marseille on Monday. The arrest surprised his party."
    article = newsextract.extract(text, published="2023-03-17", id="a7")
    (record,) = json.loads(json.dumps(article.to_plover()))
    assert record == {
        "id": "a7-v1",
        "date": "2023-03-13",
        "source": [{"actorText": "Police"}],
        "target": [{"actorText": "Tom Aldous"}],
        "event": "COERCE",
        "mode": "arrest",
        "eventText": "arrested",
        "eventLoc": {"name": "Marseille"},
        "text": "Police arrested Tom Aldous in Marseille on Monday.",
        "language": "en",
    }


def test_agreement_is_counted_by_type() -> None:
    examples = [Example("", "AID"), Example("", "AID"), Example("", "AID"), Example("", "DEMAND")]
    found = [frozenset(("AID",)), frozenset(("AID", "AGREE")), frozenset(("AGREE",)), frozenset[str]()]
    assert list(rows(examples, found)) == [
        ("AID", "3", "2", "1", "0", "0.67", "2", "1.00"),
        ("DEMAND", "1", "0", "0", "1", "0.00", "0", ""),
        ("all", "4", "2", "1", "1", "0.50", "4", "0.50"),
    ]
