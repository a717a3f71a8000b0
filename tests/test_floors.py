"""No layer has become worse than its floor on articles that nothing was learned from."""

from __future__ import annotations

from benchmarks.floors import check_quality, read_floors, too_low
from benchmarks.speed import Speed, ratios, read_articles, time_batches


def test_no_quality_floor_is_broken() -> None:
    assert check_quality() == []


def test_a_layer_below_its_floor_is_named_and_a_missing_one_counts_as_nothing() -> None:
    low = too_low({"a": 0.5, "b": 0.7}, {"a": 0.5, "b": 0.71, "c": 0.1})
    assert low == {"b": "b is 0.7000, its floor is 0.7100", "c": "c is 0.0000, its floor is 0.1000"}


def test_every_ratio_of_speed_has_a_floor() -> None:
    batching = time_batches([next(read_articles())], 0.01)
    speed = Speed(articles_per_second=2.0, p50=1, p99=1, first=1, peak=1, layers={}, batching=batching)
    theirs = Speed(articles_per_second=0.5, p50=1, p99=1, first=1, peak=1, layers={})
    found = ratios({"newsextract": speed, "tokens and syntax": speed, "spaCy small": theirs})
    assert found.keys() == read_floors("speed").keys()
    assert found["whole pipeline to spaCy small"] == 4.0
