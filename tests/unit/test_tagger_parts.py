"""The parts of the tagger that can be checked without weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest

from newsextract.language.tagger import features
from newsextract.language.tagger.labels import NAME_TAGS
from newsextract.language.tagger.recurrence import by_gate, pack, run
from newsextract.language.tagger.spans import find_names, log_softmax
from newsextract.language.tagger.trees import best_heads

FloatArray = npt.NDArray[np.float32]


def numbers(seed: int, *shape: int) -> FloatArray:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def test_keys_and_buckets_are_stable() -> None:
    assert features.key("reuters") == 4623569363553413097
    assert features.bucket("ing", 100) == 38


def test_normalise_folds_marks() -> None:
    assert [features.normalise(w) for w in ("“", "’s", "-LRB-", "Zoë", "—")] == ['"', "'s", "(", "Zoë", "-"]


@pytest.mark.parametrize(
    ("word", "shape"), [("McDonald's", "XxXxx'x"), ("USA", "XX"), ("1,200", "d,dd"), ("iPhone", "xXxx")]
)
def test_shape(word: str, shape: str) -> None:
    assert features.shape(word) == shape


def test_context_knows_the_rest_of_the_article() -> None:
    words = ["Marsh", "rose", ".", "Mr", "Marsh", "spoke", "in", "Marsh", "."]
    masks = [0, 0, 0, features.BIT["title"], 0, 0, 0, 0, 0]
    out = features.context_features(words, [(0, 3), (3, 9)], masks)
    assert out[0, 0] == 1 and out[2, 1] == 1
    lower, inside, person, organization, place, capital = out[0, 4:]
    assert (lower, inside, person, organization, place, capital) == (0, 1, 1, 0, 1, 1)


def naive(gates: FloatArray, state: FloatArray) -> FloatArray:
    """One direction over one sentence, step by step."""
    hidden = state.shape[0]
    h = c = np.zeros(hidden, dtype=np.float32)
    out = []
    for row in gates:
        i, f, o, g = np.split(row + h @ state, 4)
        sigmoid = [1 / (1 + np.exp(-2 * x)) for x in (i, f, o)]
        c = sigmoid[1] * c + sigmoid[0] * np.tanh(g)
        h = sigmoid[2] * np.tanh(c)
        out.append(h)
    return np.array(out, dtype=np.float32)


@pytest.mark.parametrize("blocks", [1, 2])
def test_recurrence_is_an_lstm_whose_units_see_their_block(blocks: int) -> None:
    sentences = [(0, 4), (4, 5), (5, 11), (11, 15), (15, 18), (18, 24)]
    unit, tokens = 3, 24
    forward, backward = (numbers(seed, tokens, blocks, 4 * unit) for seed in (1, 2))
    state = numbers(3, 2, blocks, unit, 4 * unit)
    packing = pack(sentences)
    gates = np.stack([forward[packing.forward], backward[packing.backward]])
    out = run(gates.reshape(2, tokens, -1), by_gate(state), packing).reshape(tokens, 2, blocks, unit)
    for start, end in sentences:
        for k in range(blocks):
            expected = naive(forward[start:end, k], state[0, k])
            np.testing.assert_allclose(out[start:end, 0, k], expected, atol=1e-5)
            expected = naive(backward[start:end, k][::-1], state[1, k])[::-1]
            np.testing.assert_allclose(out[start:end, 1, k], expected, atol=1e-5)


def is_tree(heads: Sequence[int]) -> bool:
    """Whether one token is its own head, the root, and every token leads to it."""
    roots = {i for i, head in enumerate(heads) if i == head}
    leading = set(roots)
    while further := {i for i, head in enumerate(heads) if head in leading} - leading:
        leading |= further
    return len(roots) == 1 and len(leading) == len(heads)


def total(scores: FloatArray, heads: Sequence[int]) -> float:
    return sum(float(scores[i, 0 if i == head else 1 + head]) for i, head in enumerate(heads))


def scores_of_arcs(size: int, seed: int) -> FloatArray:
    scores = numbers(seed, size, size + 1) * 3
    np.fill_diagonal(scores[:, 1:], -9)
    return scores


@pytest.mark.parametrize("seed", range(25))
def test_trees_are_the_best_trees_with_their_root(seed: int) -> None:
    size = 1 + seed % 5
    scores = scores_of_arcs(size, seed)
    heads = best_heads([scores].__getitem__, [(0, size)]).tolist()
    assert is_tree(heads)
    root = next(i for i, head in enumerate(heads) if i == head)
    trees = [tree for tree in product(range(size), repeat=size) if tree[root] == root and is_tree(tree)]
    assert total(scores, heads) == pytest.approx(max(total(scores, tree) for tree in trees), abs=0.01)


def test_trees_do_not_depend_on_the_sentences_beside() -> None:
    scores = [scores_of_arcs(size, size) for size in (3, 1, 6, 2, 9)]
    edges = np.cumsum([0, *map(len, scores)]).tolist()
    heads = best_heads(scores.__getitem__, list(pairwise(edges)))
    for own, (start, end) in zip(scores, pairwise(edges), strict=True):
        alone = best_heads([own].__getitem__, [(0, len(own))])
        assert (heads[start:end] - start).tolist() == alone.tolist()


def test_no_token_is_the_root_because_it_would_rather_be_its_own_head() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 1] = scores[1, 1] = scores[2, 2] = 5  # the first its own, a chain below it
    scores[1, 0], scores[0, 2] = 4, 3
    assert best_heads([scores].__getitem__, [(0, 3)])[1] == 1


def test_long_cycles_are_repaired() -> None:
    scores = np.zeros((200, 201), dtype=np.float32)
    for i in range(200):
        scores[i, 1 + (i + 1) % 200] = 5
    assert is_tree(best_heads([scores].__getitem__, [(0, 200)]).tolist())


def test_names_are_legal_whatever_the_scores() -> None:
    for seed in range(20):
        logp = log_softmax(numbers(seed, 12, len(NAME_TAGS)) * 4)
        names = find_names(logp, [(0, 5), (5, 6), (6, 12)])
        for before, after in pairwise(names):
            assert before.end <= after.start
        assert not any(n.start < edge < n.end for n in names for edge in (5, 6))


@pytest.mark.parametrize("sharpness", [0.5, 2, 6])
def test_names_are_those_of_the_best_legal_tags(sharpness: float) -> None:
    names = ("O", "B-GPE", "I-GPE", "E-GPE", "S-GPE", "S-PERSON")
    columns = [NAME_TAGS.index(name) for name in names]
    legal = re.compile("((O|S-GPE|S-PERSON|B-GPE (I-GPE )*E-GPE) )*")
    paths = [path for path in product(names, repeat=5) if legal.fullmatch(" ".join(path) + " ")]
    for seed in range(60):
        scores = np.full((5, len(NAME_TAGS)), -1e3, dtype=np.float32)
        scores[:, columns] = numbers(seed, 5, len(columns)) * sharpness
        logp = log_softmax(scores)
        best = max(
            paths, key=lambda path: sum(float(logp[i, NAME_TAGS.index(tag)]) for i, tag in enumerate(path))
        )
        found = [(n.start, n.end, n.type) for n in find_names(logp, [(0, 5)])]
        assert found == list(spans_of(best)), seed


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for i, (place, _, kind) in enumerate(tag.partition("-") for tag in tags):
        start = i if place in "BS" else start
        if place in "ES":
            yield start, i + 1, kind


def test_names_take_the_best_tags() -> None:
    logp = np.full((4, len(NAME_TAGS)), -5.0, dtype=np.float32)
    for i, tag in enumerate(["O", "B-PERSON", "E-PERSON", "S-GPE"]):
        logp[i, NAME_TAGS.index(tag)] = -0.1
    found = [(n.start, n.end, n.type) for n in find_names(logp, [(0, 4)])]
    assert found == [(1, 3, "PERSON"), (3, 4, "GPE")]
