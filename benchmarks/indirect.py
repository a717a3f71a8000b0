"""Measures indirect speech against PolNeAR: ``python -m benchmarks.indirect polnear.dev.jsonl``.

PolNeAR (Newell et al. 2018) annotates attributions in political news: source, cue and content. Its documents
come as JSON Lines with ``text`` and ``attributions``, each with ``kind`` ("direct", "indirect", "mixed"),
``content`` and ``source``, lists of ``start``, ``end`` and ``text``. The corpus is not in this repository.

An indirect quotation is right when its words and those of an indirect or mixed content overlap by half (of
the words in either), and the speaker is its source: a name of it is the source, part of it, or contains it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newsextract
from benchmarks.page import markdown_table, print_table, replace_block
from newsextract import Article, Quotation

COLUMNS = ("indirect speech", "count", "share")
OVERLAP = 0.5


@dataclass(slots=True)
class Counts:
    """Sums over documents.

    Attributes:
        gold: Indirect attributions annotated; mixed ones are not missed when they are not found.
        found: Indirect quotations found.
        content: Found ones whose content is right.
        right: Found ones whose content and speaker are right.
        recalled: Annotated indirect ones of which content and speaker were found.
    """

    gold: int = 0
    found: int = 0
    content: int = 0
    right: int = 0
    recalled: int = 0


def count(article: Article, attributions: Iterable[Mapping[str, Any]], counts: Counts) -> None:
    """Compare the indirect quotations of an article with what is annotated, each of which counts once."""
    open_ = [a for a in attributions if a["kind"] != "direct"]
    counts.gold += sum(a["kind"] == "indirect" for a in open_)
    for quotation in article.quotations:
        if quotation.kind != "indirect":
            continue
        counts.found += 1
        said = _words(article.text, quotation.span.start, quotation.span.end)
        match = next((a for a in open_ if _overlap(said, _content(article.text, a)) >= OVERLAP), None)
        if match is None:
            continue
        open_.remove(match)
        counts.content += 1
        if _is_source(set(_names(article, quotation)), " ".join(s["text"] for s in match["source"])):
            counts.right += 1
            counts.recalled += match["kind"] == "indirect"


def _content(text: str, attribution: Mapping[str, Any]) -> set[int]:
    return set().union(*(_words(text, part["start"], part["end"]) for part in attribution["content"]))


def _words(text: str, start: int, end: int) -> set[int]:
    return {match.start() for match in re.compile(r"\w+").finditer(text, start, end)}


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _names(article: Article, quotation: Quotation) -> Iterator[str]:
    if quotation.speaker is None:
        return
    yield _normal(quotation.speaker.span.text)
    entity = article.get(quotation.speaker.ref) if quotation.speaker.ref else None
    if isinstance(entity, newsextract.Entity):
        yield _normal(entity.name)
        yield from (_normal(m.span.text) for m in entity.mentions)


def _normal(text: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", " ".join(re.findall(r"\w+", text.lower())))


def _is_source(names: set[str], source: str) -> bool:
    wanted = _normal(source)
    return not wanted or any(name and (_within(name, wanted) or _within(wanted, name)) for name in names)


def _within(words: str, phrase: str) -> bool:
    return f" {words} " in f" {phrase} "


def rows(counts: Counts) -> list[tuple[str, str, str]]:
    """The figures as cells."""

    def row(name: str, part: int, whole: int) -> tuple[str, str, str]:
        return name, f"{part} of {whole}", f"{part / whole if whole else 0.0:.3f}"

    return [
        row("precision, content and speaker", counts.right, counts.found),
        row("precision, content", counts.content, counts.found),
        row("recall, content and speaker", counts.recalled, counts.gold),
    ]


def measure(path: Path) -> Counts:
    """Read a file of documents."""
    counts = Counts()
    with path.open(encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            count(newsextract.extract(document["text"]), document["attributions"], counts)
    return counts


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indirect", description=__doc__)
    parser.add_argument("file", type=Path, help="documents of PolNeAR as JSON Lines")
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    arguments = parser.parse_args()
    table = rows(measure(arguments.file))
    if arguments.markdown:
        replace_block(arguments.markdown, "indirect", markdown_table(COLUMNS, table))
    else:
        print_table(f"Indirect speech in {arguments.file.name}", COLUMNS, table)


if __name__ == "__main__":
    main()
