"""The HTML page: everything escaped, nothing from outside, every fact marked and explained."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract import Article, Event, Fact, MonetaryAmount, Pipeline, Span, TimeExpression
from newsextract.export.html import OPEN_ROWS
from newsextract.export.marks import LONGEST, MOST

TEXT = (
    "Acme </script><script>alert(1)</script> fined & fired\n\n"
    'Acme <b onload="x()">Corp</b> paid $3 million (€2.8 million) on Monday, "It is <i>fair</i> & just," '
    "said Jane Roe, chairman of Umbrella Corp."
)


class Reader(HTMLParser):
    """The words of the article part, and the tags and attributes of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = list[str]()
        self.attributes = set[str]()
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def marked(page: str) -> list[str]:
    return [i for ids in re.findall(r'<mark class="[^"]*" data-f="([^"]*)"', page) for i in ids.split()]


def test_the_text_is_whole_and_markup_in_it_stays_text() -> None:
    reader = read(newsextract.extract(TEXT, published="2024-05-01").to_html())
    assert reader.text.split() == TEXT.split()
    assert reader.tags.count("script") == 1
    assert "b" not in reader.tags
    assert "onload" not in reader.attributes


def test_nothing_is_loaded_from_outside() -> None:
    page = newsextract.extract(TEXT, url="https://example.org/<a>").to_html()
    assert not re.findall(r"(?:src|url)\s*[=(]|href=\"[^#]|@import", page)
    assert re.findall("http[^<]*", page) == [
        *re.findall("http-equiv[^<]*", page),
        "https://example.org/&lt;a&gt;",
    ]
    assert "default-src 'none'" in page


@pytest.mark.parametrize("element", ["style", "script"])
def test_only_the_pages_own_style_and_script_are_allowed(element: str) -> None:
    page = newsextract.extract(TEXT).to_html()
    content = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
    assert len(content) == 1
    assert f"{element}-src 'sha256-{digest}'" in page
    assert not {a for a in read(page).attributes if a.startswith("on") or a == "style"}


def test_every_fact_of_the_text_is_marked_and_has_a_row() -> None:
    article = newsextract.extract(TEXT, published="2024-05-01")
    page = article.to_html()
    rows = set(re.findall(r'<tr id="f-([^"]*)"', page))
    assert article.amounts
    assert set(marked(page)) == {f.id for f in article.facts()} - {r.id for r in article.relations}
    assert rows == {f.id for f in article.facts()}


def test_a_row_says_how_sure_and_who_made_it() -> None:
    page = newsextract.extract(TEXT).to_html()
    row = re.search(r'<tr id="f-m1" data-sure="([^"]*)" data-by="([^"]*)"', page)
    assert row
    assert 0 <= float(row[1]) <= 1
    assert row[2].startswith("money: ")


def test_references_are_links_to_rows_of_the_page() -> None:
    page = newsextract.extract(TEXT, published="2024-05-01").to_html()
    links = set(re.findall(r'href="#([^"]*)"', page))
    assert {"f-m1", "f-m2"} <= links
    assert links - {"facts"} <= set(re.findall(r'<tr id="([^"]*)"', page))


def test_each_fact_can_be_reached_with_the_tab_key_once_for_each_place() -> None:
    # The quotation is cut in three by the name in it, but begins only once.
    text = '"We and Acme Corp go," said Jane Roe.'
    page = newsextract.extract(text).to_html()
    stops = re.findall(r'<mark class="([^"]*)" data-f="[^"]*" tabindex="0" role="button">', page)
    assert sum("quotations" in layers for layers in stops) == 2  # its beginning, and the name
    assert sum(layers.split() == ["quotations"] for layers in stops) == 1


def happened(identifier: str, trigger: str, time: str, **fields: object) -> Event:
    text = "Founded in 1999. Sold on 3 May 2019. To close in 2030."
    span = Span.of(text, text.index(trigger), text.index(trigger) + len(trigger))
    argument = newsextract.Argument(role="time", span=span, ref=time)
    return Event(id=identifier, type="opening", trigger=span, sentence=span, arguments=(argument,), **fields)


def test_the_timeline_has_dated_events_in_the_order_of_time_and_each_happening_once() -> None:
    text = "Founded in 1999. Sold on 3 May 2019. To close in 2030."
    times = [
        TimeExpression(id=f"t{n}", span=Span.of(text, 0, 7), type="DATE", value=value, start=start)
        for n, (value, start) in enumerate(
            [("1999", "1999-01-01"), ("2019-05-03", "2019-05-03"), ("FUTURE_REF", None)]
        )
    ]
    events = (
        happened("v1", "Sold", "t1", coreferent=("v2",)),
        happened("v2", "May", "t1", coreferent=("v1",)),
        happened("v3", "Founded", "t0", realis="planned"),
        happened("v4", "close", "t2"),
    )
    page = Article(text=text, times=tuple(times), events=events).to_html()
    shown = page[page.index('<ol class="timeline">') : page.index("</ol>")]
    assert re.findall(r">(1999|2019-05-03|Sold|May|Founded|close|FUTURE_REF)<", shown) == [
        "1999",
        "Founded",
        "2019-05-03",
        "Sold",
    ]
    assert '<li class="planned">' in shown


def test_ties_are_drawn_between_names() -> None:
    page = newsextract.extract("Jane Roe, chairman of Umbrella Corp, resigned on Monday.").to_html()
    drawing = page[page.index('<svg class="graph"') : page.index("</svg>")]
    names = re.findall(r"<text [^>]*>([^<]*)</text>", drawing)
    assert {"Jane Roe", "Umbrella Corp"} <= set(names)
    assert any("chairman" in name for name in names)


def test_an_article_without_facts_or_paragraphs_has_a_page() -> None:
    assert "just text" in read(Pipeline([])("just text").to_html()).text
    page = newsextract.extract("").to_html()
    assert page.startswith("<!DOCTYPE html>")
    assert "timeline" not in page[page.index("<body>") :]


def test_text_outside_the_paragraphs_is_shown() -> None:
    text = "before one between two after"
    paragraphs = tuple(
        newsextract.Paragraph(span=Span.of(text, text.index(w), text.index(w) + 3)) for w in ("one", "two")
    )
    assert read(Article(text=text, paragraphs=paragraphs).to_html()).text.split() == text.split()


class Ticker(Fact):
    span: Span
    symbol: str


def test_facts_of_own_extractors_are_marked_and_escaped_like_all_others() -> None:
    text = "Buy <i>AAPL</i> now"
    ticker = Ticker(id='my "tickers":1', span=Span.of(text, 7, 11), symbol="<b>AAPL</b>")
    page = Article(text=text, extensions={'"><script>': (ticker, {"plain": "<json>"})}).to_html()
    assert read(page).tags.count("script") == 1
    assert "symbol</i> &lt;b&gt;AAPL&lt;/b&gt;" in page
    assert marked(page) == ["my-&quot;tickers&quot;:1"]


def test_long_tables_are_folded() -> None:
    def unfolded(amounts: int) -> bool:
        page = newsextract.extract("They paid $5 each. " * amounts).to_html()
        panel = re.search(r"<details( open)?><summary><h2>Money", page)
        assert panel
        return bool(panel[1])

    assert unfolded(3)
    assert not unfolded(OPEN_ROWS + 1)


def test_a_segment_names_only_the_innermost_of_hundreds_of_nested_facts() -> None:
    text = "word " * 400
    spans = [Span.of(text, i, 1000 + i) for i in range(400)]
    amounts = tuple(MonetaryAmount(id=f"m{i}", span=s, low=None, high=None) for i, s in enumerate(spans))
    page = Article(text=text, amounts=amounts).to_html()
    assert max(len(ids.split()) for ids in re.findall(r'<mark [^>]*data-f="([^"]*)"', page)) == MOST


def test_a_very_long_paragraph_is_shown_in_parts_and_nothing_is_lost() -> None:
    text = "They paid $5 each to Acme Corp. " * (2 * LONGEST // 30)
    page = newsextract.extract(text).to_html()
    assert 2 <= page.count("<p ") <= 4
    assert read(page).text.split() == text.split()


@given(st.text(alphabet=st.sampled_from("<>&\"'/ -!=\u2028\u202e\u0000\r\nab{}"), max_size=60))
def test_no_text_adds_an_element(text: str) -> None:
    plain = read(Article(text="x", headline=Span.of("x", 0, 1), publisher="x", url="x").to_html())
    span = Span.of(text, 0, len(text))
    hostile = read(Article(text=text, headline=span, publisher=text, url=text).to_html())
    assert set(hostile.tags) <= set(plain.tags)
    assert hostile.attributes <= plain.attributes


@given(
    st.text(alphabet="ab <&\n", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_spans_may_cross_and_nest_in_any_way(text: str, places: list[tuple[int, int]]) -> None:
    cut = [sorted(min(n, len(text)) for n in place) for place in places]
    spans = [Span.of(text, start, end) for start, end in cut if text[start:end].strip()]
    amounts = tuple(MonetaryAmount(id=f"m{n}", span=s, low=None, high=None) for n, s in enumerate(spans))
    page = Article(text=text, amounts=amounts).to_html()
    assert read(page).text.split() == text.split()
    assert set(marked(page)) == {a.id for a in amounts}


def test_a_notebook_shows_the_page_in_a_frame_without_rights() -> None:
    article = newsextract.extract(TEXT)
    frame = article._repr_html_()
    srcdoc = re.fullmatch(r'<iframe srcdoc="([^"]*)" sandbox="allow-scripts" [^<>]*></iframe>', frame)
    assert srcdoc
    assert html.unescape(srcdoc[1]) == article.to_html()
