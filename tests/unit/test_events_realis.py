"""What governs a trigger, over trees that no parser is bound to make well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsextract.extractors.events.governors import steps
from newsextract.extractors.events.tree import Tree
from newsextract.language import tokenize
from newsextract.language.syntax import Syntax

_WORDS = ("to", "no", "one", "not", "was", "will", "buy", "plans", "merger", "that")
_RELATIONS = (
    "root",
    "nsubj",
    "obj",
    "xcomp",
    "ccomp",
    "acl",
    "acl:relcl",
    "advcl",
    "conj",
    "mark",
    "nmod",
    "det",
)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A few words, each with any head: even words that govern one another."""
    size = draw(st.integers(1, 8))

    def some(of: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(of), min_size=size, max_size=size)))

    heads = tuple(draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size)))
    syntax = Syntax(some(("VERB", "AUX", "NOUN", "NUM", "PART")), heads, some(_RELATIONS), ())
    return Tree(tokenize(" ".join(some(_WORDS))), syntax)


@given(trees())
def test_steps_begin_with_the_trigger_and_stay_in_the_text(tree: Tree) -> None:
    for i in range(len(tree.heads)):
        first, *above = steps(tree, i, i + 1)
        assert (first.word, first.link) == (i, "")
        assert all(step.link for step in above)
        assert len(above) < 10
        for step in (first, *above):
            assert all(0 <= k < len(tree.heads) for k in (step.word, *step.operators))
