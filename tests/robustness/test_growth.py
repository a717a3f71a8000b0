"""Time grows with the length of the text and not with its square, whatever the text repeats."""

from __future__ import annotations

import time

import pytest

from benchmarks.speed import run_python
from newsextract import Pipeline

SHORT, TIMES = 4_000, 6
LIMIT = 2.0 * TIMES
"""Linear work takes `TIMES` as long; quadratic work takes `TIMES` squared, 36."""

UNITS = [
    *"a1.,-_/*($<[“\"'’«\0 \n中",
    *(
        "\U0001f600",
        "\u200b",
        "\u202e",
        "e\u0301",
        "\u00a0",
        "\n ",
        "()",
        "[[",
        "1,",
        "1.",
        "1/",
        "1:",
        "$1-",
    ),
    *("A ", "A. ", "Al ", "Mr. ", "the ", "said ", 'said "', '"a" ', "a; ", "a, ", "... ", "U.S.", "i.e."),
    *("1 ", "1 million ", "$1 ", "billion ", "yuan ", "twenty ", "hundred ", "first ", "2020-", "May "),
    *(
        "Monday ",
        "last year ",
        "Bank of ",
        "Ab and ",
        "Ab Cd, ",
        "president ",
        "fined ",
        "he ",
        "the company ",
    ),
    *(
        "Yuan said ",
        "By John Doe\n",
        "(NYSE: A) ",
        "Acme Co. ",
        "a-",
        "A-",
        "http://a",
        "@a ",
        "&amp;",
        "Q: a\n",
    ),
    "Acme fined Bolt $3 million on Monday, Jane Roe said. ",
    '"It is," Roe said. "It will be." ',
    "Acme, Bolt, and Corp. agreed, and Roe, who said it, left. ",
]


@pytest.mark.heavy
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_is_linear_in_what_is_repeated(unit: str) -> None:
    pipeline = Pipeline.default()
    short = (unit * SHORT)[: SHORT * 2]
    long = (unit * SHORT * TIMES)[: len(short) * TIMES]
    pipeline(short)  # Loads what is loaded on first use.
    # A busy machine disturbs some rounds; what is not linear fails them all.
    rounds = ((_seconds(pipeline, short), _seconds(pipeline, long)) for _ in range(5))
    assert any(after <= max(LIMIT * before, 0.2) for before, after in rounds)


def _seconds(pipeline: Pipeline, text: str) -> float:
    begin = time.process_time()
    pipeline(text, published="2020-01-01")
    return time.process_time() - begin


@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["news", "any characters"])
def test_memory_grows_with_the_text_and_no_faster(kind: str) -> None:
    small, large = (_peak(kind, size) for size in (300_000, 1_200_000))
    assert large - small < 600, f"{small:.0f} MB for 0.3 MB of text, {large:.0f} MB for 1.2 MB"


def _peak(kind: str, size: int) -> float:
    """Largest memory in megabytes of a process that extracts one text of so many characters."""
    code = (
        "import sys; from random import Random; import newsextract;"
        "from benchmarks.speed import peak_memory; from tests.robustness.fuzz import articles;"
        "size, rng = int(sys.argv[2]), Random(1); news = '\\n\\n'.join(articles());"
        "text = (news * (size // len(news) + 1))[:size] if sys.argv[1] == 'news' else "
        "''.join(chr(rng.choice((rng.randrange(0xD800), rng.randrange(0xE000, 0x10FFFF)))) "
        "for _ in range(size));"
        "newsextract.extract(text); print(peak_memory())"
    )
    return float(run_python("-c", code, kind, str(size)))
