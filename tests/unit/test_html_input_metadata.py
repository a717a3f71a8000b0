"""What a page says about its article: which source wins, and what is said about broken ones."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract.integrations.html import HtmlMetadata, read_html

from .pages_for_tests import ARTICLE, HEADLINE, meta, page

OPENGRAPH = meta(
    og__title=f"{HEADLINE} | The Daily",
    og__site_name="The Daily",
    article__published_time="2020-01-01T00:00:00Z",
    article__author="Max Moe",
)
META = meta(author="Ann Poe", date="2019-05-05", title="A title in a meta element", publisher="The Weekly")


def read(*jsonld: object, head: str = "", before: str = "", url: str | None = None) -> HtmlMetadata:
    return read_html(page(*jsonld, head=head, before=before), url=url).metadata


def codes(*jsonld: object, head: str = "", before: str = "") -> list[str]:
    return [d.code for d in read_html(page(*jsonld, head=head, before=before)).diagnostics]


def with_(**changes: Any) -> dict[str, Any]:
    return {**ARTICLE, **changes}


def test_json_ld_wins() -> None:
    said = read(ARTICLE, head=OPENGRAPH + META)
    assert said.headline == HEADLINE
    assert said.authors == ("Jane Roe", "John Q. Doe")
    assert said.publisher == "Example News"
    assert set(said.sources.values()) == {"json-ld"}


def test_then_opengraph_then_other_meta_elements() -> None:
    said = read(head=OPENGRAPH + META)
    assert (said.headline, said.authors, said.publisher) == (HEADLINE, ("Max Moe",), "The Daily")
    assert str(said.published) == "2020-01-01 00:00:00+00:00"
    said = read(head=META)
    assert (said.headline, said.authors) == ("A title in a meta element", ("Ann Poe",))
    assert (str(said.published), said.publisher) == ("2019-05-05", "The Weekly")
    assert said.sources == dict.fromkeys(("headline", "authors", "published", "publisher"), "meta")


def test_sources_complete_each_other() -> None:
    said = read({"@type": "NewsArticle", "author": "Jane Roe"}, head=OPENGRAPH)
    assert (said.authors, said.sources["authors"]) == (("Jane Roe",), "json-ld")
    assert (said.headline, said.sources["headline"]) == (HEADLINE, "opengraph")


def test_then_what_readers_see() -> None:
    said = read(before=f"<h1>{HEADLINE}</h1><div class='byline'>By <a rel='author'>Jane Roe</a></div>")
    assert (said.headline, said.authors) == (HEADLINE, ("Jane Roe",))
    assert said.sources == {"headline": "page", "authors": "page"}
    said = read(head="<title>Storm hits the coast</title>")
    assert (said.headline, said.sources) == ("Storm hits the coast", {"headline": "title"})


def test_microdata_dates() -> None:
    assert (
        str(read(before="<time itemprop='datePublished' datetime='2021-06-07'>Monday</time>").published)
        == "2021-06-07"
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example"}, ARTICLE]},
        {"@type": "WebPage", "name": "A page", "mainEntity": ARTICLE},
        with_(**{"@type": ["Thing", "ReportageNewsArticle"]}),
        with_(**{"@type": "http://schema.org/NewsArticle"}),
        with_(**{"@type": "BlogPosting"}),
        with_(publisher="Example News"),
        with_(publisher=[{"name": "Example News"}], author={"name": ["Jane Roe", "John Q. Doe"]}),
        with_(headline={"@value": HEADLINE}, author="By Jane Roe and John Q. Doe"),
        with_(headline=HEADLINE.replace("Foods", "&#70;oods")),
    ],
)
def test_shapes_of_json_ld(wrapped: object) -> None:
    assert read(wrapped) == read(ARTICLE)


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "WebPage", "headline": "A page"},
        {"@type": "ItemList", "itemListElement": [ARTICLE]},
        {"@type": "WebPage", "relatedLink": ARTICLE},
        {"@type": 5, "headline": "A number"},
        {"headline": "No type"},
        "text",
        None,
        5,
    ],
)
def test_other_nodes_are_no_article(node: object) -> None:
    assert read(node).sources == {}


def test_of_several_articles_the_one_of_the_page_is_taken() -> None:
    other = with_(headline="Quite another story", url="https://example.org/other")
    this = with_(mainEntityOfPage={"@id": "https://example.org/deal/"})
    assert read(other, this, url="http://example.org/deal?utm_source=x#top").headline == HEADLINE
    canonical = "<link rel='canonical' href='https://example.org/deal'>"
    assert read(other, this, head=canonical).headline == HEADLINE
    assert codes(other, this, head=canonical) == []


def test_json_ld_that_contradicts_itself_is_noted_and_the_first_taken() -> None:
    other = with_(headline="Quite another story")
    assert read(ARTICLE, other).headline == HEADLINE
    assert codes(ARTICLE, other) == ["html-json-ld-contradictory"]
    assert codes(ARTICLE, with_(datePublished="2001-01-01")) == ["html-json-ld-contradictory"]
    assert codes(ARTICLE, ARTICLE) == []


def test_json_ld_that_contradicts_the_page_is_noted_and_wins() -> None:
    head = meta(og__title="Quite another story", article__published_time="2023-02-01")
    assert read(ARTICLE, head=head).headline == HEADLINE
    assert codes(ARTICLE, head=head) == ["html-metadata-conflict"] * 2
    twice = meta(og__title="Quite another story", twitter__title="Quite another story")
    assert codes(ARTICLE, head=twice) == ["html-metadata-conflict"]
    assert codes(ARTICLE, before="<h1>Bread giant swallows a rival</h1>") == ["html-metadata-conflict"]
    same = meta(og__title=f"{HEADLINE} - Example News", article__published_time="2023-03-16T23:30:00-05:00")
    assert codes(ARTICLE, head=same, before=f"<h1>{HEADLINE}</h1>") == []


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Cut off',
        '{"@type": "NewsArticle", "headline": "A comma too many",}',
        "",
        "[" * 100_000,
        '{"@type": "NewsArticle", "position": ' + "9" * 5000 + "}",
        "<h1>HTML</h1>",
    ],
)
def test_broken_json_ld_is_noted_and_left_out(broken: str) -> None:
    assert codes(broken, head=OPENGRAPH) == ["html-json-ld-broken"]
    assert read(broken, head=OPENGRAPH).sources["headline"] == "opengraph"
    assert read(broken, ARTICLE).headline == HEADLINE


@pytest.mark.parametrize("opening, closing", [("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("", ";")])
def test_marks_of_old_templates_around_json_ld(opening: str, closing: str) -> None:
    script = f'{opening}{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}{closing}'
    assert read(script).headline == HEADLINE


def test_control_characters_in_json_ld() -> None:
    said = read('{"@type": "NewsArticle", "headline": "Two\n\tlines", "author": "Jane \\u0000 Roe\\ud800"}')
    assert (said.headline, said.authors) == ("Two lines", ("Jane Roe�",))


@pytest.mark.parametrize(
    "values",
    [
        {"headline": 5, "author": [5, None, {}, [], {"name": {}}], "datePublished": {}, "publisher": [[]]},
        {"headline": [], "author": {"name": None}, "datePublished": [None], "publisher": {"name": 5}},
        {"headline": "", "author": "", "datePublished": "", "publisher": ""},
        {"headline": None, "author": None, "datePublished": None, "publisher": None},
    ],
)
def test_values_of_wrong_types_say_nothing(values: dict[str, Any]) -> None:
    assert read(with_(**values)).sources.keys() <= {"modified"}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe, John Doe and Max Moe", ["Jane Roe", "John Doe", "Max Moe"]),
        ("Jane Roe, John Doe, and Anders Sand", ["Jane Roe", "John Doe", "Anders Sand"]),
        ("Jane Roe; Jane Roe; JANE ROE", ["Jane Roe"]),
        ("Jane Roe, Senior Correspondent", ["Jane Roe"]),
        ("Martin Luther King, Jr.", ["Martin Luther King"]),
        ("Jean-Luc O'Neill", ["Jean-Luc O'Neill"]),
        ("Reuters", []),
        ("admin", []),
        ("Example News Staff", []),
        ("Business desk", []),
        ("Example News", []),
        ("https://facebook.com/jane roe", []),
        ("jane@example.org", []),
        ({"@type": "Organization", "name": "Agence Presse Libre"}, []),
        ([{"@type": "Person", "name": "Jane Roe"}, "Jane Roe"], ["Jane Roe"]),
    ],
)
def test_authors(author: object, expected: list[str]) -> None:
    assert list(read(with_(author=author)).authors) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2023-03-17", "2023-03-17"),
        ("2023-03-17T08:30:00Z", "2023-03-17T08:30:00+00:00"),
        ("2023-03-17T08:30:00.000-0500", "2023-03-17T08:30:00-05:00"),
        ("2023-03-17 08:30", "2023-03-17T08:30:00"),
        ("Fri, 17 Mar 2023 08:30:00 +0100", "2023-03-17T08:30:00+01:00"),
    ],
)
def test_dates(said: str, expected: str) -> None:
    published = read(with_(datePublished=said)).published
    assert published is not None
    assert published.isoformat() == expected


@pytest.mark.parametrize(
    "said", ["03/04/2023", "two hours ago", "2023-13-45", "2023", "1970-01-01T00:00:00Z"]
)
def test_dates_that_do_not_tell_the_day_are_left_out_and_noted(said: str) -> None:
    node = with_(datePublished=said)
    assert read(node).published is None
    assert codes(node) == ["html-date-unreadable"]


@pytest.mark.parametrize(
    ("headline", "h1", "expected"),
    [
        ("Umbrella Foods to buy rival Acme…", HEADLINE, HEADLINE),
        (f"{HEADLINE} | Example News", "", HEADLINE),
        (f"{HEADLINE} - Example News", "Example News of today", HEADLINE),
        (f"{HEADLINE} – live", "", f"{HEADLINE} – live"),
        ("Example News", HEADLINE, HEADLINE),
        ("Storm hits the coast", HEADLINE, "Storm hits the coast"),
    ],
)
def test_headline_is_whole_and_without_the_name_of_the_site(headline: str, h1: str, expected: str) -> None:
    head = meta(og__title=headline, og__site_name="Example News")
    assert read(head=head, before=f"<h1>{h1}</h1>").headline == expected
