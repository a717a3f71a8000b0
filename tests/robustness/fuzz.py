"""Damages real articles at random and checks what must hold for every text.

``python -m tests.robustness.fuzz --minutes 60`` prints what it has found. A failure names the seed that
brings it back:
``--seed N --once``.
"""

from __future__ import annotations

import argparse
import time
import traceback
from pathlib import Path
from random import Random

import newsextract

from ..properties.test_invariants import check
from .mutations import MUTATIONS

GOLD = Path(__file__).parents[1] / "gold"
DATES = (None, "2020-01-01", "1969-12-31T23:59:59Z", "9999-12-31", "0001-01-01")


def articles() -> list[str]:
    """The texts that are damaged."""
    return [p.read_text(encoding="utf-8") for p in sorted(GOLD.glob("*/docs/*.txt"))]


def damaged(seed: int, texts: list[str]) -> str:
    """A text with up to four kinds of damage, the same for the same seed; now and then two texts in one."""
    rng = Random(seed)
    text = rng.choice(texts)
    if rng.random() < 0.1:
        text += rng.choice(("", " ", "\n")) + rng.choice(texts)
    for mutation in rng.sample(MUTATIONS, rng.randint(1, 4)):
        text = mutation(rng, text)
    return text


def attempt(seed: int, texts: list[str]) -> None:
    """Extract one damaged text twice.

    Raises:
        Exception: Whatever is wrong with it.
    """
    text = damaged(seed, texts)
    published = Random(seed).choice(DATES)
    article = newsextract.extract(text, published=published)
    check(article, text)
    assert newsextract.extract(text, published=published) == article


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.robustness.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    parser.add_argument("--once", action="store_true", help="only this seed")
    arguments = parser.parse_args()
    texts = articles()
    end = time.monotonic() + 60 * arguments.minutes
    seed, failures = arguments.seed, 0
    while True:
        try:
            attempt(seed, texts)
        except Exception:
            failures += 1
            print(f"seed {seed}:\n{traceback.format_exc()}", flush=True)
        seed += 1
        if arguments.once or time.monotonic() > end:
            break
    print(f"{seed - arguments.seed} damaged articles, {failures} failures")


if __name__ == "__main__":
    main()
