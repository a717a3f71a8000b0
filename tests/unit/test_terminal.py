"""The tables in a terminal: complete, in the width there is, and never steered by an article."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

import newsextract
from newsextract import Article, MonetaryAmount, Span
from newsextract.export.terminal import print_article

TEXT = "Acme fined\n\nThe regulator fined Acme [bold]Corp[/bold] $3 million (€2.8 million) on Monday."


def printed(article: Article, *, width: int = 100, terminal: bool = False) -> str:
    out = StringIO()
    environment = {"TERM": "xterm-256color"}
    print_article(article, Console(file=out, width=width, force_terminal=terminal, _environ=environment))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_line_fits_and_no_fact_is_lost(width: int) -> None:
    article = newsextract.extract(TEXT, published="2024-05-01")
    shown = printed(article, width=width)
    assert max(map(len, shown.splitlines())) <= width
    for fact in article.facts():
        assert fact.id in shown


def test_colour_is_for_terminals_only() -> None:
    article = newsextract.extract(TEXT, published="2024-05-01")
    assert "\x1b" not in printed(article)
    assert "\x1b" in printed(article, terminal=True)


def test_brackets_of_an_article_are_no_markup() -> None:
    assert "[bold]Corp[/bold]" in printed(Article(text="x", publisher="[bold]Corp[/bold]"))


@pytest.mark.parametrize(
    "attack",
    ["\x1b[2J\x1b]0;owned\x07", "\x9b31m", "left\u202eright", "a\rb", "\u2066\u2067\u2069", "\x00\x08"],
)
def test_an_article_cannot_steer_the_terminal(attack: str) -> None:
    amount = MonetaryAmount(id="m1", span=Span.of(attack, 0, len(attack)), low=None, high=None, per=attack)
    shown = printed(Article(text=attack, publisher=attack, url=attack, amounts=(amount,)))
    assert not {c for c in attack if not c.isprintable()} & set(shown)
    assert shown.count("\N{REPLACEMENT CHARACTER}") >= 2
