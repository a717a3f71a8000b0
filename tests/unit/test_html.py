"""The HTML page: everything escaped, nothing from outside, every fact marked once."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import newsextract
from newsextract import Pipeline

TEXT = (
    "Acme </script><script>alert(1)</script> fined & fired\n\n"
    'Acme <b onload="x()">Corp</b> paid $3 million on Monday, "It is <i>fair</i> & just," said Jane Roe.'
)


class Reader(HTMLParser):
    """The words of the article part and the tags of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = list[str]()
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_the_text_is_whole_and_markup_in_it_stays_text() -> None:
    reader = read(newsextract.extract(TEXT, published="2024-05-01").to_html())
    assert reader.text.split() == TEXT.split()
    assert reader.tags.count("script") == 1
    assert "b" not in reader.tags
    assert "i" not in reader.tags


def test_nothing_is_loaded_from_outside() -> None:
    page = newsextract.extract(TEXT).to_html()
    assert not re.findall(r"(?:src|href|url)\s*[=(]", page)
    assert "http" not in page


def test_every_fact_of_the_text_is_marked_and_has_a_row() -> None:
    article = newsextract.extract(TEXT, published="2024-05-01")
    page = article.to_html()
    marked = {i for ids in re.findall(r'data-facts="([^"]*)"', page) for i in ids.split()}
    rows = set(re.findall(r'<tr id="([^"]*)"', page))
    assert article.amounts
    assert marked == {f.id for f in article.facts()} - {r.id for r in article.relations}
    assert rows == {f.id for f in article.facts()}


def test_an_article_without_facts_or_paragraphs_has_a_page() -> None:
    assert "just text" in read(Pipeline([])("just text").to_html()).text
    assert newsextract.extract("").to_html().startswith("<!DOCTYPE html>")


def test_a_notebook_shows_the_page() -> None:
    article = newsextract.extract(TEXT)
    assert article._repr_html_() == article.to_html()
