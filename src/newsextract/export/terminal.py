"""An article as tables in a terminal."""

from __future__ import annotations

import re

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsextract.model import Article

from .rows import Cell, FactTable, fact_tables, header_rows

STYLES: dict[str, str] = {
    "entities": "blue",
    "amounts": "yellow",
    "times": "green",
    "quotations": "magenta",
    "happenings": "red",
}
"""Colours of the layers, as on the page; consoles without colour show none."""

_TITLES = {"happenings": "events"}
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def print_article(article: Article, console: Console) -> None:
    """Print what the article says of itself, and every layer that is not empty as a table.

    Args:
        article: The article.
        console: Where to.
    """
    console.print(_header(article))
    for table in fact_tables(article):
        if table.name != "events":  # their ids stand with what happened
            console.print(_rich(table))


def _header(article: Article) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for field, value in header_rows(article):
        grid.add_row(field, Text(_safe(value), style="bold" if field == "headline" else ""))
    return grid


def _rich(facts: FactTable) -> Table:
    title = Text(
        f"\n{_TITLES.get(facts.name, facts.name).upper()} {len(facts.rows)}",
        style=f"bold {STYLES.get(facts.name, '')}".strip(),
    )
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    if facts.has_ids:
        table.add_column("id", style="dim", no_wrap=True)
    for column in facts.columns:
        right = column in ("value", "mentions") and facts.name in ("amounts", "entities")
        table.add_column(column, overflow="fold", justify="right" if right else "left")
    for row in facts.rows:
        table.add_row(*([row.id] if facts.has_ids else []), *map(_lines, row.cells))
    return table


def _lines(cell: Cell) -> Text:
    """One part a line; as Text, since brackets in an article are no console markup."""
    return Text("\n").join(
        Text.assemble((f"{part.label}: ", "dim"), _safe(part.text)) if part.label else Text(_safe(part.text))
        for part in cell
    )


def _safe(text: str) -> str:
    """Without what would steer the terminal or turn the order of what is printed: escapes, bidi controls."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
