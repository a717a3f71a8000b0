"""An article as tables in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsextract.model import Article

from .rows import FactTable, fact_tables


def print_article(article: Article, console: Console) -> None:
    """Print every layer that is not empty as a table.

    Args:
        article: The article.
        console: Where to.
    """
    for table in fact_tables(article):
        console.print(_rich(table))


def _rich(facts: FactTable) -> Table:
    table = Table(title=facts.name, title_justify="left", title_style="bold", expand=False)
    for column in facts.columns:
        table.add_column(column, overflow="fold", style="dim" if column == "id" else "")
    for row in facts.rows:
        # Text, not str: brackets in an article are no console markup.
        table.add_row(*(Text(cell) for cell in row))
    return table
