"""What holds for every text: exact offsets, JSON round trip, determinism, sorted and numbered layers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsextract
from newsextract import Article, Fact
from newsextract.model.fact import id_order
from newsextract.pipeline.layers import spans_in

GOLD = sorted((Path(__file__).parent.parent / "gold" / "train" / "docs").glob("*.txt"))

PIECES = st.sampled_from(
    """Acme Corp.|Jane Roe|Mr Smith|the company|in Paris|on Thursday|last year|$3 million|18.2 billion yuan
|(US$2.8 billion)|said|fined|to|from|will|not|by|a|“|”|"|'|’s|,|.|:|(|)|—|Ltd|Inc.|U.S.|2023|5%|é|万|\r\n|\t
|\u2028|NEW YORK, May 24 (Reuters) -|By John Doe|\u202e|\U0001f600|\x00|\n|\n\n""".split("|")  # noqa: SIM905 - a list literal would fill a page
)
NEWS = st.lists(PIECES, max_size=60).map(" ".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
DATES = st.one_of(st.none(), st.dates())


def check(article: Article, text: str) -> None:
    assert article.text == text
    for span in spans_in(article):
        assert text[span.start : span.end] == span.text
    for layer in Article.fact_layers:
        facts: tuple[Fact, ...] = getattr(article, layer)
        assert [f.anchor_span.start for f in facts] == sorted(f.anchor_span.start for f in facts)
        assert [f.id for f in facts] == sorted((f.id for f in facts), key=id_order)
        assert all(f.provenance.extractor for f in facts)
    known = {f.id for f in article.facts()}
    assert len(known) == sum(1 for _ in article.facts())
    for event in article.events:
        assert {a.ref for a in event.arguments if a.ref} <= known
    for relation in article.relations:
        assert {relation.subject, relation.object} <= known
    assert Article.from_json(article.model_dump_json()) == article


@given(text=NEWS, published=DATES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_invariants_hold_on_scrambled_news(text: str, published: object) -> None:
    article = newsextract.extract(text, published=published)  # type: ignore[arg-type]
    check(article, text)
    assert newsextract.extract(text, published=published) == article  # type: ignore[arg-type]


@given(text=ANYTHING)
@settings(max_examples=150)
def test_invariants_hold_on_any_unicode(text: str) -> None:
    check(newsextract.extract(text), text)


def test_invariants_hold_on_real_articles() -> None:
    assert len(GOLD) > 100
    for path in GOLD[::5]:
        text = path.read_text(encoding="utf-8")
        check(newsextract.extract(text, published="2020-01-01"), text)


def test_the_answer_does_not_depend_on_hash_seed_locale_or_time_zone() -> None:
    code = (
        "import sys, newsextract; text = open(sys.argv[1], encoding='utf-8').read();"
        "article = newsextract.extract(text, published='2020-01-01');"
        "sys.stdout.buffer.write(article.model_dump_json().encode())"
    )
    dumps = set()
    for seed, zone, language in (
        ("1", "UTC", "C"),
        ("2", "Asia/Tokyo", "C.UTF-8"),
        ("3", "America/Lima", "POSIX"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        command = [sys.executable, "-c", code, str(GOLD[0])]
        dumps.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(dumps) == 1
    assert json.loads(dumps.pop())["text"]
