"""`extract_html` on pages that are broken, hostile, huge, in another encoding, or no pages at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract.integrations.html import HtmlPage, read_html

from .pages_for_tests import ARTICLE, HEADLINE, PARAGRAPHS, page

STRUCTURE = newsextract.Pipeline.default().only(newsextract.Paragraph)
EURO = f"Umbrella Foods said it paid €1.9 billion for the café chain “Crème”. {PARAGRAPHS[2]}"


def codes(read: HtmlPage) -> list[str]:
    return [d.code for d in read.diagnostics]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", "the page is empty"),
        (b" \n", "the page is empty"),
        ("Umbrella Foods said on Thursday: 1 < 2.", "use newsextract.extract"),
        ('{"headline": "A story"}', "no HTML element"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj", "no HTML element"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no HTML element"),
        (b"\x1f\x8b\x08" + bytes(range(256)), "no HTML element"),
        ("<html><head></head><body></body></html>", "no text of an article"),
        ("<html><body><script>document.write('a story')</script></body></html>", "no text of an article"),
        ("<p>A story \ud83d</p>", r"lone surrogate U\+D83D at offset 11"),
    ],
)
def test_what_is_no_page_with_an_article_is_refused_with_a_reason(html: str | bytes, message: str) -> None:
    with pytest.raises(newsextract.DocumentError, match=message):
        newsextract.extract_html(html)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(newsextract.DocumentError, match="html must be str or bytes, not int"):
        newsextract.extract_html(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "<meta charset='iso-8859-1'>", "<meta charset='no-such'>"])
def test_unicode_is_recognised_whatever_the_page_declares(encoding: str, declared: str) -> None:
    html = page(head=declared, paragraphs=(EURO,))
    read = read_html(html.encode(encoding))
    assert read.source == html
    assert EURO in read.text
    assert codes(read) == []


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ('<meta charset="ascii">', "cp1252"),
        ("<meta charset='iso-8859-15'>", "iso-8859-15"),
    ],
)
def test_declared_encodings_are_read_as_browsers_do(declared: str, encoding: str) -> None:
    paragraph = "The café chain paid €5 million. " * 4
    read = read_html(page(head=declared, paragraphs=(paragraph,)).encode(encoding))
    assert paragraph.strip() in read.text
    assert codes(read) == []


@pytest.mark.parametrize("declared", ["", "<meta charset='shift_jis'>", "<meta charset='hex'>"])
def test_a_wrong_encoding_is_guessed_and_noted(declared: str) -> None:
    read = read_html(page(head=declared, paragraphs=(EURO,)).encode("cp1252"))
    assert "Umbrella Foods said it paid" in read.text
    assert codes(read) == ["html-encoding"]


def test_bytes_in_no_encoding() -> None:
    html = page(paragraphs=PARAGRAPHS).encode() + bytes(range(128, 256)) + b"\x81\xff"
    assert PARAGRAPHS[0] in read_html(html).text


def test_control_characters_do_not_end_the_page() -> None:
    paragraphs = ("A\0B\x01 " + PARAGRAPHS[0], "\ufffe" + PARAGRAPHS[1])
    assert PARAGRAPHS[1] in read_html(page(paragraphs=paragraphs)).text
    assert PARAGRAPHS[1] in read_html(page(paragraphs=paragraphs).encode()).text


def test_a_root_that_closes_itself_does_not_end_the_page() -> None:
    assert PARAGRAPHS[1] in read_html(page().replace("<html>", "<html lang='en'/>")).text


def test_entities_are_not_expanded_and_files_not_read() -> None:
    doctype = (
        '<!DOCTYPE html [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    text = read_html(doctype + page(paragraphs=("&b; &c; " + PARAGRAPHS[0],))).text
    assert "lollol" not in text
    assert "root:" not in text


def test_text_that_looks_like_markup_stays_text() -> None:
    attack = "</script><script>alert(1)</script> said Acme, in a statement that was read by many people."
    assert attack in read_html(page(paragraphs=(*PARAGRAPHS, attack))).text


def test_five_megabytes_of_nested_elements() -> None:
    nested = "<div>" * 450_000
    with pytest.raises(newsextract.DocumentError, match="nested too deeply"):
        newsextract.extract_html(f"<html><body>{nested}{PARAGRAPHS[0]}</body></html>")
    read = read_html(page(ARTICLE, after=nested))
    assert PARAGRAPHS[2] in read.text
    assert codes(read) == ["html-too-deep"]


def test_a_page_of_very_many_elements_is_read_by_the_rough_method() -> None:
    read = read_html(page(ARTICLE, after="<p><b>x</b> <i>y</i></p>" * 50_000))
    assert PARAGRAPHS[2] in read.text
    assert codes(read) == ["html-large"]


@pytest.mark.parametrize(
    "piece", ["<p", "<", "<!--", "<script>", "&amp", "&", "<a<", "<![CDATA[", "</div>", "<meta "]
)
def test_a_megabyte_of_unclosed_pieces_after_the_article(piece: str) -> None:
    read = read_html(page(ARTICLE) + piece * (1_000_000 // len(piece)))
    assert PARAGRAPHS[2] in read.text
    assert read.locate(read.segments[-1]) is not None


_PIECES = """
<p>|</p>|<div class='byline'>|<h1>|<table><tr><td>|<br>|<!--|-->|&#0;|\0|&amp;|<|"|}|"a b c"}|
<script type='application/ld+json'>|</script>|{"@type":"NewsArticle","headline":|
<meta property='article:published_time' content='|2020-01-01|'>
"""
_NOISE = st.lists(
    st.sampled_from(_PIECES.strip().split("|")) | st.text(max_size=20) | st.sampled_from(PARAGRAPHS),
    max_size=30,
)


@settings(max_examples=200)
@given(noise=_NOISE, as_bytes=st.booleans())
def test_any_page_gives_a_grounded_article_or_a_document_error(noise: list[str], as_bytes: bool) -> None:
    html = "".join(noise)
    given_html = html.encode("utf-8", errors="surrogatepass") if as_bytes else html
    try:
        read = read_html(given_html)
    except newsextract.DocumentError:
        return
    article = newsextract.extract_html(read, pipeline=STRUCTURE)
    assert article.text == read.text
    spans = [*read.segments, *(b.span for b in article.bylines), *(p.span for p in article.paragraphs)]
    assert all(read.text[s.start : s.end] == s.text for s in spans)
    for place in filter(None, map(read.locate, read.segments)):
        assert 0 <= place[0] < place[1] <= len(read.source)
    json.loads(article.model_dump_json())


@settings(max_examples=100)
@given(
    value=st.recursive(
        st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_any_json_as_json_ld(value: object) -> None:
    for key in ("headline", "author", "datePublished", "publisher", "@type", "url"):
        read = read_html(page({**ARTICLE, key: value}, value))
        assert PARAGRAPHS[2] in read.text


def test_the_same_page_gives_the_same_article() -> None:
    assert newsextract.extract_html(page(ARTICLE)) == newsextract.extract_html(page(ARTICLE).encode())
    assert HEADLINE in newsextract.extract_html(page(ARTICLE)).text
