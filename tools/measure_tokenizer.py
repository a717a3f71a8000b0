"""Measure words and sentences against treebanks of Universal Dependencies (CoNLL-U files).

    python tools/measure_tokenizer.py en_ewt-ud-dev.conllu en_gum-ud-dev.conllu [--genres news,interview]

The raw text of each document is put together again from the words and `SpaceAfter=No`; paragraphs are
set apart by a blank line. Precision, recall and F1 are over exact character spans.
"""

from __future__ import annotations

import argparse
import gzip
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsextract.language import tokenize

Span = tuple[int, int]


class Document(NamedTuple):
    """The raw text of a document, and its gold spans."""

    name: str
    text: str
    words: set[Span]
    sentences: set[Span]


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.words: list[Span] = []
        self.sentences: list[Span] = []

    def paragraph(self) -> None:
        self.text = self.text.rstrip() + "\n\n" if self.text else ""

    def sentence(self, block: list[list[str]]) -> None:
        first = len(self.words)
        fused_until = 0
        for row in block:
            number, form, misc = row[0], row[1], row[9]
            if "." in number:
                continue
            if "-" in number:
                low, high = map(int, number.split("-"))
                parts = [row[1] for row in block if row[0].isdigit() and low <= int(row[0]) <= high]
                self._fused(form, parts)
                fused_until = high
            elif int(number) > fused_until:
                self._word(form)
            else:
                continue
            self.text += "" if "SpaceAfter=No" in misc else " "
        self.sentences.append((self.words[first][0], self.words[-1][1]))

    def _word(self, form: str) -> None:
        self.words.append((len(self.text), len(self.text) + len(form)))
        self.text += form

    def _fused(self, form: str, parts: list[str]) -> None:
        if "".join(parts) == form:
            for part in parts:
                self._word(part)
        else:
            self._word(form)  # written otherwise than its words ("im" for "I am"): one span

    def done(self) -> Document:
        return Document(self.name, self.text, set(self.words), set(self.sentences))


def documents(path: Path) -> Iterator[Document]:
    """Read the documents of a treebank."""
    builder: _Builder | None = None
    block: list[list[str]] = []
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            if line.startswith("# newdoc"):
                if builder and builder.words:
                    yield builder.done()
                builder = _Builder(line.partition("=")[2].strip())
            builder = builder or _Builder(path.stem)
            if line.startswith("# newpar") and "block" not in line:
                builder.paragraph()
            elif line[0] != "#" and line.strip():
                block.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and block:
                builder.sentence(block)
                block = []
    if builder and builder.words:
        yield builder.done()


def _f1(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {2 * right / max(found + gold, 1):.4f}"


def measure(docs: list[Document], *, errors: int) -> None:
    """Print the figures of some documents, and the most frequent differences."""
    words, sentences = Counter[str](), Counter[str]()
    wrong = Counter[str]()
    begin = time.perf_counter()
    found = [tokenize(doc.text) for doc in docs]
    seconds = time.perf_counter() - begin
    for doc, tokens in zip(docs, found, strict=True):
        spans = set(zip(tokens.starts, tokens.ends, strict=True))
        sents = {tokens.sentence_span(k) for k in range(len(tokens.sentences))}
        words.update(right=len(spans & doc.words), found=len(spans), gold=len(doc.words))
        sentences.update(right=len(sents & doc.sentences), found=len(sents), gold=len(doc.sentences))
        if errors:
            wrong.update("word " + doc.text[a:b] for a, b in doc.words - spans)
            ends, gold_ends = {b for _, b in sents}, {b for _, b in doc.sentences}
            wrong.update(_context("missed ", doc.text, b) for b in gold_ends - ends)
            wrong.update(_context("extra  ", doc.text, b) for b in ends - gold_ends)
    print(f"  {len(docs)} documents, {sum(len(doc.text) for doc in docs) / seconds / 1e6:.2f} M characters/s")
    print("  words     ", _f1(words["right"], words["found"], words["gold"]))
    print("  sentences ", _f1(sentences["right"], sentences["found"], sentences["gold"]))
    for text, count in wrong.most_common(errors):
        print(f"    {count:4} {text}")


def _context(label: str, text: str, end: int) -> str:
    return label + re.sub(r"\s", " ", f"{text[max(end - 40, 0) : end]}|{text[end : end + 30]}")


def main() -> None:
    """Command line."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--genres", default="", help="only documents whose name holds one of these words")
    parser.add_argument("--errors", type=int, default=0, help="print so many differences")
    options = parser.parse_args()
    tokenize("Compile the pattern.")
    genres = [genre for genre in options.genres.split(",") if genre]
    for path in options.treebanks:
        docs = [doc for doc in documents(path) if not genres or any(genre in doc.name for genre in genres)]
        print(path.name)
        measure(docs, errors=options.errors)


if __name__ == "__main__":
    main()
