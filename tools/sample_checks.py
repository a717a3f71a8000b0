"""Draws the places of Wikinews articles whose answers are then written by hand, without any extractor.

    python tools/sample_checks.py references --seed 7 --size 80
    python tools/sample_checks.py sentences --seed 7 --size 80
    python tools/sample_checks.py sentences --seed 11 --size 130 --apart-from FILE

``references`` draws pronouns and definite phrases, half of each; ``sentences`` draws sentences with two
annotated names, three quarters of them with a word of `CUES`, the usual ways to state a lasting tie. Each is
printed as a line of YAML to fill in, below its text. The same seed always draws the same places, from
`tests/gold/train` and `tests/gold/dev`, but none that a file to keep apart from has. What is drawn does not
depend on what newsextract finds.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from newsextract.evaluation.gold import GoldDocument, document_names, read_document

GOLD = Path(__file__).parent.parent / "tests/gold"
CONTEXT = 420
"""How many characters before a place are shown."""

PRONOUN = re.compile(r"\b(?:he|him|his|she|her|they|them|their|it|its)\b", re.IGNORECASE)
PHRASE = re.compile(
    r"\b[Tt]he (?:[a-z]+ ){0,2}?(?:company|firm|bank|airline|group|organi[sz]ation|agency|ministry|"
    r"department|commission|court|party|team|club|university|network|newspaper|government|council|committee|country|"
    r"nation|city|state|president|minister|governor|mayor|senator|chairman|chief|judge|union|island)\b"
)
SENTENCE = re.compile(r"[^\n]+?(?:(?<=[a-z)\]”\"][.!?])|(?<=[.!?][”\"])|$)(?= [A-Z“\"]|$)", re.MULTILINE)
CUES = re.compile(
    r"\b(?:president|minister|secretary|director|chief|chair\w*|head|founder|spokes\w+|officer|governor|mayor|"
    r"member|leader|professor|based|headquartered|located|owne[dr]|owns|subsidiary|unit|parent|affiliate|part|"
    r"wife|husband|son|daughter|brother|sister|father|mother|capital|city|district|province)\b",
    re.IGNORECASE,
)


def documents(parts: list[str]) -> Iterator[GoldDocument]:
    """The annotated articles, in order."""
    for part in parts:
        for name in document_names(GOLD / part):
            yield read_document(GOLD / part, name)


def references(parts: list[str], size: int, rng: random.Random, taken: set[tuple[str, int]]) -> Iterator[str]:
    """Pronouns and definite phrases with the text before them."""
    for pattern in (PRONOUN, PHRASE):
        found = [
            (doc, m)
            for doc in documents(parts)
            for m in pattern.finditer(doc.text)
            if (doc.name, m.start()) not in taken
        ]
        for doc, m in sorted(rng.sample(found, size // 2), key=lambda f: (f[0].name, f[1].start())):
            before = doc.text[max(0, m.start() - CONTEXT) : m.start()]
            yield f"# {before}>>>{m[0]}<<<{doc.text[m.end() : m.end() + 120]}".replace("\n", " ")
            yield f"- {{doc: {doc.name}, start: {m.start()}, phrase: {m[0]}, entity: }}"


def sentences(parts: list[str], size: int, rng: random.Random, taken: set[tuple[str, int]]) -> Iterator[str]:
    """Sentences with two names of different things."""
    found = [
        (doc, m)
        for doc in documents(parts)
        for m in SENTENCE.finditer(doc.text)
        if _names(doc, m) > 1 and (doc.name, m.start()) not in taken
    ]
    cued = [f for f in found if CUES.search(f[1][0])]
    others = [f for f in found if not CUES.search(f[1][0])]
    drawn = rng.sample(cued, size - size // 4) + rng.sample(others, size // 4)
    for doc, m in sorted(drawn, key=lambda f: (f[0].name, f[1].start())):
        yield f"# {m[0]}"
        yield f"- {{doc: {doc.name}, start: {m.start()}, end: {m.end()}, relations: []}}"


def _names(doc: GoldDocument, sentence: re.Match[str]) -> int:
    """How many different things are named in a sentence."""
    start, end = sentence.span()
    return len({entity for (first, stop), entity in doc.mentions.items() if start <= first and stop <= end})


def main() -> None:
    """Print a sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["references", "sentences"])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", type=int, default=80)
    parser.add_argument("--parts", nargs="*", default=["train", "dev"], help="of tests/gold")
    parser.add_argument("--apart-from", type=Path, nargs="*", default=[], help="files of places drawn before")
    options = parser.parse_args()
    drawn = [
        place for file in options.apart_from for place in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    taken = {(place["doc"], place["start"]) for place in drawn}
    draw = references if options.what == "references" else sentences
    print(*draw(options.parts, options.size, random.Random(options.seed), taken), sep="\n")


if __name__ == "__main__":
    main()
