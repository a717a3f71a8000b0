"""Damaged articles: no exception, and what holds for every text holds for them."""

from __future__ import annotations

from random import Random

import pytest

import newsextract

from ..properties.test_invariants import check
from .fuzz import articles, attempt
from .mutations import MUTATIONS, Mutation

TEXTS = articles()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
def test_one_kind_of_damage(mutation: Mutation) -> None:
    rng = Random(mutation.__name__)
    changed = 0
    for text in rng.sample(TEXTS, 4):
        damaged = mutation(rng, text)
        changed += damaged != text
        check(newsextract.extract(damaged, published="2020-01-01"), damaged)
    assert changed


@pytest.mark.parametrize("seed", range(60))
def test_several_kinds_at_once(seed: int) -> None:
    attempt(seed, TEXTS)


@pytest.mark.heavy
@pytest.mark.parametrize("start", range(1000, 2000, 100))
def test_many_of_them(start: int) -> None:
    for seed in range(start, start + 100):
        attempt(seed, TEXTS)
