"""`extract_html`: the article of a page, its text grounded in the page, its metadata merged."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsextract
from newsextract import ParagraphKind
from newsextract.integrations.html import HtmlPage, read_html

from .pages_for_tests import ARTICLE, HEADLINE, PARAGRAPHS, page

STRUCTURE = newsextract.Pipeline.default().only(newsextract.Paragraph)


def test_text_is_headline_authors_and_body() -> None:
    text = read_html(page(ARTICLE)).text
    assert text == "\n\n".join((HEADLINE, "By Jane Roe and John Q. Doe", *PARAGRAPHS))


def test_article_of_a_page() -> None:
    article = newsextract.extract_html(page(ARTICLE), url="https://example.org/deal", id="a1")
    assert (article.id, article.url) == ("a1", "https://example.org/deal")
    assert article.headline and article.headline.text == HEADLINE
    assert [b.name for b in article.bylines] == ["Jane Roe", "John Q. Doe"]
    assert article.published is not None
    assert article.published.isoformat() == "2023-03-17T08:30:00+00:00"
    assert article.published_from == "metadata"
    assert article.updated is not None
    assert article.updated.isoformat() == "2023-03-18T09:00:00+00:00"
    assert article.publisher == "Example News"
    assert article.diagnostics == ()
    assert [(str(a.value), a.currency) for a in article.amounts] == [("2100000000", "USD")] * 2
    assert newsextract.Article.from_json(article.model_dump_json()) == article


def test_weekdays_are_resolved_against_the_date_of_the_metadata() -> None:
    article = newsextract.extract_html(page(ARTICLE))
    assert "2023-03-16" in [t.value for t in article.times if t.span.text == "Thursday"]


def test_everything_is_grounded() -> None:
    article = newsextract.extract_html(page(ARTICLE))
    spans = [b.span for b in article.bylines] + [p.span for p in article.paragraphs]
    spans += [article.headline] if article.headline else []
    assert spans
    assert all(article.text[s.start : s.end] == s.text for s in spans)


@pytest.mark.parametrize("date", ["2024-01-02", None])
def test_a_given_date_wins(date: str | None) -> None:
    article = newsextract.extract_html(page(ARTICLE), published=date, pipeline=STRUCTURE)
    assert str(article.published)[:10] == (date or "2023-03-17")
    assert article.published_from == ("given" if date else "metadata")


def test_authors_that_the_page_shows_are_not_named_twice() -> None:
    shown = "<p>By JANE ROE and John Q. Doe in London</p>"
    article = newsextract.extract_html(
        page(ARTICLE, before=f"<h1>{HEADLINE}</h1>{shown}"), pipeline=STRUCTURE
    )
    assert article.text.count("Doe") == 1
    assert [(b.name, b.span.text) for b in article.bylines] == [
        ("Jane Roe", "JANE ROE"),
        ("John Q. Doe", "John Q. Doe"),
    ]


def test_an_author_whom_the_story_mentions_is_still_credited_in_a_line() -> None:
    story = (f"Jane Roe, who wrote this, says: {PARAGRAPHS[0]} {PARAGRAPHS[1]}", PARAGRAPHS[2])
    article = newsextract.extract_html(page(ARTICLE, paragraphs=story), pipeline=STRUCTURE)
    assert article.bylines[0].span.start == len(HEADLINE) + len("\n\nBy ")


def test_a_page_without_metadata_is_read_as_text() -> None:
    article = newsextract.extract_html(page(before=""), pipeline=STRUCTURE)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.headline, article.bylines, article.published) == (None, (), None)
    assert (article.published_from, article.publisher) == ("none", "")


def test_only_the_headline_of_the_metadata_is_one() -> None:
    shown = "<h1>Bread giant swallows a rival</h1>"
    article = newsextract.extract_html(page(ARTICLE, before=shown), pipeline=STRUCTURE)
    headlines = [p.span for p in article.paragraphs if p.kind == ParagraphKind.HEADLINE]
    assert headlines == [article.headline]
    assert "Bread giant swallows a rival" in article.text


def test_a_page_without_text_gives_its_headline_and_says_so() -> None:
    article = newsextract.extract_html("<title>Storm hits the coast</title><body></body>", pipeline=STRUCTURE)
    assert article.text == "Storm hits the coast"
    assert [d.code for d in article.diagnostics] == ["html-no-body"]


def test_lists_tables_and_line_breaks_become_paragraphs() -> None:
    after = (
        "<ul><li>The price is final</li><li>Both boards agree</li></ul>"
        "<table><tr><td>Umbrella</td><td>2,000 bakers</td></tr>"
        "<tr><td>Acme</td><td>500 bakers</td></tr></table>"
        "<p>One line here.<br>And another one.</p>"
    )
    paragraphs = read_html(page(ARTICLE, after=after)).text.split("\n\n")[5:]
    assert paragraphs == [
        "The price is final",
        "Both boards agree",
        "Umbrella\t2,000 bakers",
        "Acme\t500 bakers",
        "One line here.",
        "And another one.",
    ]


def test_scripts_styles_menus_and_footers_are_no_text() -> None:
    after = "<script>var a = '<p>in a script</p>';</script><style>p { color: red }</style><!-- a comment -->"
    text = read_html(page(ARTICLE, after=after)).text
    for hidden in ("script", "color", "comment", "Sport", "Terms"):
        assert hidden not in text


class TestMap:
    """`HtmlPage.locate`."""

    def located(self, html: str, wanted: str) -> str | None:
        read = read_html(html)
        start = read.text.rindex(wanted)
        place = read.locate(newsextract.Span.of(read.text, start, start + len(wanted)))
        return None if place is None else read.source[place[0] : place[1]]

    def test_every_segment_is_found(self) -> None:
        read = read_html(page(ARTICLE))
        places = [read.locate(segment) for segment in read.segments]
        found = [read.source[p[0] : p[1]] for p in places if p]
        assert found == [HEADLINE, "Jane Roe", "John Q. Doe", *PARAGRAPHS]

    @pytest.mark.parametrize(
        ("html", "wanted", "expected"),
        [
            ("buy <b>Acme</b> Corp for $2.1&nbsp;billion", "Acme Corp for $2.1", "Acme</b> Corp for $2.1"),
            ("a  deal\n  of &pound;2&#46;5m <!-- > Acme --> today", "£2.5m", "&pound;2&#46;5m"),
            ("a deal of 5 &lt; 6 percent &amp; more", "< 6 percent &", "&lt; 6 percent &amp;"),
        ],
    )
    def test_tags_references_and_white_space_are_seen_through(
        self, html: str, wanted: str, expected: str
    ) -> None:
        paragraph = f"<p>{PARAGRAPHS[0]}</p><p>There was {html} in the news, and it was read by many.</p>"
        assert self.located(f"<html><body><article>{paragraph}</article></body></html>", wanted) == expected

    def test_the_headline_is_found_where_readers_see_it(self) -> None:
        read = read_html(page(ARTICLE, head=f"<title>{HEADLINE}</title>"))
        place = read.locate(read.segments[0])
        assert place is not None
        assert read.source[: place[0]].endswith("<h1>")

    def test_a_headline_that_readers_do_not_see_is_found_in_the_script(self) -> None:
        read = read_html(page(ARTICLE, before=""))
        place = read.locate(read.segments[0])
        assert place is not None
        assert read.source[: place[0]].endswith('"headline": "')

    def test_text_in_scripts_is_not_taken_for_the_paragraph(self) -> None:
        html = page(ARTICLE, head=f"<script>var teaser = {PARAGRAPHS[0]!r};</script>")
        read = read_html(html)
        place = read.locate(read.segments[3])
        assert place is not None
        assert place[0] > html.index("<article>")

    def test_added_words_and_gaps_stand_nowhere(self) -> None:
        read = read_html(page(ARTICLE))
        added = read.text.index("By Jane")
        assert read.locate(newsextract.Span.of(read.text, added, added + 2)) is None
        assert read.locate(newsextract.Span.of(read.text, added - 2, added)) is None

    def test_a_page_that_was_read_can_be_extracted(self) -> None:
        read = read_html(page(ARTICLE))
        article = newsextract.extract_html(read)
        assert article == newsextract.extract_html(page(ARTICLE))
        place = read.locate(article.amounts[-1].span)
        assert place is not None
        assert read.source[place[0] : place[1]] == "$2.1 billion"

    def test_round_trip(self) -> None:
        read = read_html(page(ARTICLE))
        assert HtmlPage.model_validate_json(read.model_dump_json()) == read


@pytest.mark.parametrize("missing", ["trafilatura", "lxml"])
def test_a_missing_extra_says_how_to_install_it(missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "import newsextract\n"
        "try: newsextract.extract_html('<p>A page.</p>')\n"
        "except newsextract.MissingExtraError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.startswith(f"reading HTML needs {missing}")
    assert "pip install 'newsextract[html]'" in done.stdout
