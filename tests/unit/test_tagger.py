"""The tagger with the weights that ship."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest

from newsextract.language.tagger import Syntax, Tagger
from newsextract.language.tagger.labels import NAME_TYPES, UPOS
from newsextract.language.tokenizer import tokenize

TEXTS = [
    "Alibaba's chairman Daniel Zhang said on Thursday that it will invest $2.8 billion in Chongqing.",
    "The European Union fined Google in Brussels. Critics in France welcomed the decision.\n\n"
    "Angela Merkel met Emmanuel Macron in Berlin, the German government said.",
    "Oil prices fell.",
    "UNICEF, the World Bank and the Bank of England held talks with Nigeria's President Muhammadu Buhari.",
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def named(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    tokens = tokenize(text)
    return [(text[tokens.starts[n.start] : tokens.ends[n.end - 1]], n.type) for n in tagger(tokens).names]


def test_finds_names(tagger: Tagger) -> None:
    assert ("Daniel Zhang", "PERSON") in named(tagger, TEXTS[0])
    assert ("Chongqing", "GPE") in named(tagger, TEXTS[0])
    found = named(tagger, TEXTS[1])
    assert ("European Union", "ORGANIZATION") in found
    assert ("Emmanuel Macron", "PERSON") in found
    assert ("German", "NORP") in found
    assert ("Berlin", "GPE") in found


def test_parses(tagger: Tagger) -> None:
    tokens = tokenize("The government announced new sanctions on Friday.")
    syntax = tagger(tokens)
    at = tokens.words.index
    assert syntax.upos == ("DET", "NOUN", "VERB", "ADJ", "NOUN", "ADP", "PROPN", "PUNCT")
    verb = at("announced")
    assert syntax.heads[verb] == verb
    assert syntax.deprels[verb] == "root"
    assert (syntax.heads[at("government")], syntax.deprels[at("government")]) == (verb, "nsubj")
    assert (syntax.heads[at("sanctions")], syntax.deprels[at("sanctions")]) == (verb, "obj")
    assert syntax.heads[at("new")] == at("sanctions")


@pytest.mark.parametrize("text", TEXTS)
def test_is_parallel_to_the_tokens(tagger: Tagger, text: str) -> None:
    tokens = tokenize(text)
    syntax = tagger(tokens)
    assert len(tokens.words) == len(syntax.upos) == len(syntax.heads) == len(syntax.deprels)
    assert set(syntax.upos) <= set(UPOS)
    assert {n.type for n in syntax.names} <= set(NAME_TYPES)
    for start, end in tokens.sentences:
        roots = [i for i in range(start, end) if syntax.heads[i] == i]
        assert len(roots) == 1
        assert [i for i in range(start, end) if syntax.deprels[i] == "root"] == roots
        assert all(start <= syntax.heads[i] < end for i in range(start, end))
    ends = [0, *(n.end for n in syntax.names)]
    for before, name in zip(ends, syntax.names, strict=False):
        assert before <= name.start < name.end
        assert 0 < name.score <= 1


@pytest.mark.parametrize(
    "text", ["", " \n\n ", ".", "?!", "a", "\ud800 x", "日本語のテキスト。", "1\n\n2\n\n3"]
)
def test_takes_any_text(tagger: Tagger, text: str) -> None:
    tokens = tokenize(text)
    assert len(tagger(tokens).heads) == len(tokens.words)


def test_reads_very_long_sentences_in_pieces(tagger: Tagger) -> None:
    tokens = tokenize("table of figures , " * 300)
    syntax = tagger(tokens)
    for start, end in tokens.sentences:
        assert sum(syntax.heads[i] == i for i in range(start, end)) == 1


def labels(syntax: Syntax) -> tuple[object, ...]:
    """All but the scores, whose last digit depends on the order of sums."""
    return syntax.upos, syntax.heads, syntax.deprels, [(n.start, n.end, n.type) for n in syntax.names]


def test_same_labels_whatever_came_before_or_beside(tagger: Tagger) -> None:
    docs = [tokenize(text) for text in (*TEXTS, "", TEXTS[1] * 40, TEXTS[3] * 50)]
    alone = [Tagger.load()(doc) for doc in docs[:2]] + [tagger(doc) for doc in docs[2:]]
    together = tagger.tag_many(docs)
    assert list(map(labels, together)) == list(map(labels, alone))
    assert list(map(labels, tagger.tag_many(docs[::-1])[::-1])) == list(map(labels, alone))
    for one, other in zip(together, alone, strict=True):
        assert [n.score for n in one.names] == pytest.approx([n.score for n in other.names], abs=2e-4)


def test_same_answer_after_words_were_forgotten(tagger: Tagger) -> None:
    docs = [tokenize(text) for text in TEXTS]
    before = [tagger(doc) for doc in docs]
    for initial in "bd":  # each time more words than the tagger remembers
        words = map("".join, product(initial, *["aeiou", "lmnrs"] * 3))
        tagger(tokenize(" ".join(words)))
        assert [tagger(doc) for doc in docs] == before


def test_no_articles(tagger: Tagger) -> None:
    assert tagger.tag_many([]) == []
    assert tagger.tag_many([tokenize("")]) == [Syntax((), (), (), ())]


def test_threads_share_a_tagger() -> None:
    fresh = Tagger.load()
    docs = [tokenize(text) for text in TEXTS] * 8
    expected = [fresh(doc) for doc in docs]
    shared = Tagger.load()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shared, docs)) == expected


def test_syntax_is_frozen(tagger: Tagger) -> None:
    syntax = tagger(tokenize("Oil fell."))
    assert isinstance(syntax, Syntax)
    with pytest.raises(AttributeError):
        syntax.upos = ()  # type: ignore[misc]


def test_import_reads_nothing() -> None:
    code = "import sys; import newsextract.language.tagger; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_floor_on_annotated_news(tagger: Tagger) -> None:
    """Names of the committed Wikinews articles, span and type; kept from the weights' training."""
    from newsextract.evaluation.gold import document_names, read_document

    root = Path(__file__).parents[1] / "gold" / "dev"
    gold: set[tuple[str, int, int, str]] = set()
    found: set[tuple[str, int, int, str]] = set()
    for name in document_names(root):
        document = read_document(root, name)
        gold |= {(name, *span, document.entities[e].type) for span, e in document.mentions.items()}
        tokens = tokenize(document.text)
        found |= {
            (name, tokens.starts[n.start], tokens.ends[n.end - 1], n.type) for n in tagger(tokens).names
        }
    f1 = 2 * len(gold & found) / (len(gold) + len(found))
    assert f1 >= 0.82
