"""The HTML page in a real browser: no error, no request, nothing executed, all of it by keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsextract
from newsextract import Article, Entity, Event, Fact, Mention, MonetaryAmount, Quotation, Relation, Role, Span
from newsextract.export.jsonld import jsonld_script

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make heavy")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    # Playwright's transport is closed by its own loop.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

GOLD = sorted((Path(__file__).parents[1] / "gold/dev/docs").glob("*.txt"))[:20]

TEXT = """Umbrella Foods to buy rival Acme for $2.1 billion

Umbrella Foods said on Thursday it had agreed to buy Acme Corp for $2.1 billion (€1.9 billion). "This deal \
makes us the largest bakery in Europe," chief executive John Smith said in London.

Smith, who joined Umbrella in 2019, was appointed chairman of Acme Corp on March 3, 2020."""


class Tab:
    """A page of the browser, and what it said and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors = list[str]()
        self.requests = list[str]()
        page.on("console", lambda message: self.errors.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dismiss)
        page.context.route("**/*", self._abort)

    def _dismiss(self, dialog: Any) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _abort(self, route: Any) -> None:
        if route.request.url.startswith("http://article.test/"):
            route.fulfill(body=self._shown, content_type="text/html; charset=utf-8")
        else:
            self.requests.append(route.request.url)
            route.abort()

    def show(self, html: str) -> Any:
        """Open the page as a server would send it."""
        self._shown = html
        self.page.goto("http://article.test/")
        return self.page

    def assert_quiet(self) -> None:
        assert self.requests == []
        assert self.errors == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Tab(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def article() -> Article:
    return newsextract.extract(TEXT, published="2023-03-17")


def gold(path: Path) -> Article:
    raw = path.read_text(encoding="utf-8")
    day = re.search(r"\d{4}-\d\d-\d\d", raw)
    text = "\n\n".join(re.findall(r"(?m)^\[\d+\] (.*)", raw))
    return newsextract.extract(text, published=day and day[0])


def card(page: Any) -> str:
    return str(page.locator("#card").inner_text())


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_annotated_articles_show_without_error_or_request(tab: Tab, path: Path) -> None:
    article = gold(path)
    page = tab.show(article.to_html())
    assert page.locator("#text").text_content().split() == article.text.split()
    for layer in ("entities", "times", "events"):
        page.locator(f"mark.{layer}[role]").first.click()
        assert page.locator("#card section").count() >= 1
    tab.assert_quiet()


def test_a_click_shows_the_fields_of_a_fact_and_who_made_it(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    page.locator("mark.amounts", has_text="$2.1 billion").last.click()
    shown = card(page)
    amount = article.amounts[1]
    for part in (amount.id, "2,100,000,000", "USD", "€1.9 billion", f"money: {amount.provenance.rule}"):
        assert part in shown
    tab.assert_quiet()


def test_a_fact_lights_up_wherever_it_stands(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    smith = next(e for e in article.entities if e.name == "John Smith")
    page.locator("mark", has_text="John Smith").click()
    assert page.locator("mark.hot").all_inner_texts() == [m.span.text for m in smith.mentions]
    assert page.locator("tr.hot").count() == 1


def test_a_reference_on_the_card_leads_to_the_other_fact(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    page.locator("mark.amounts", has_text="€1.9 billion").click()
    page.locator("#card a", has_text="$2.1 billion").click()
    assert article.amounts[1].id in card(page)
    assert page.locator("mark.hot").inner_text() == "$2.1 billion"


def test_the_keyboard_alone_opens_follows_and_closes(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    focus = "document.activeElement"
    page.locator("input[data-layer=events]").focus()
    page.keyboard.press("Tab")
    first = page.evaluate(f"{focus}.textContent")
    assert page.evaluate(f"{focus}.matches('#text mark')")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focus}.id") == "card"
    assert first in card(page)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focus}.className") == "close"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate(f"{focus}.textContent") == first
    assert page.locator(".hot").count() == 0
    tab.assert_quiet()


def test_every_place_of_a_fact_is_a_tab_stop_in_the_order_of_the_text(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    stops = page.evaluate(
        "[...document.querySelectorAll('#text mark')].filter((m) => m.tabIndex === 0).map((m) => m.dataset.f)"
    )
    reached = list(dict.fromkeys(i for ids in stops for i in ids.split()))
    places = [f for f in article.facts() if not isinstance(f, Relation)]
    assert set(reached) == {f.id for f in places}


def test_layers_switch_off_and_on(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    name = page.locator("mark", has_text="John Smith")
    line = "(mark) => getComputedStyle(mark).backgroundImage"
    shown = name.evaluate(line)
    page.locator("input[data-layer=entities]").uncheck()
    assert name.evaluate(line) != shown
    assert name.evaluate("(mark) => mark.tabIndex") == -1
    name.click()
    assert page.locator("#card").is_hidden()
    page.locator("input[data-layer=entities]").check()
    assert name.evaluate(line) == shown
    assert name.evaluate("(mark) => mark.tabIndex") == 0


def test_layers_differ_by_more_than_colour(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    styles = page.evaluate(
        """[...document.querySelectorAll('fieldset mark')].map((mark) => {
          const { backgroundImage, backgroundSize, boxShadow } = getComputedStyle(mark);
          const lines = backgroundImage.replace(/rgba?\\([^)]*\\)/g, 'colour');
          return [lines, boxShadow === 'none'].join();
        })"""
    )
    assert len(styles) == 5
    assert len(set(styles)) == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(tab: Tab, article: Article, scheme: str) -> None:
    page = tab.page
    page.emulate_media(color_scheme=scheme)
    tab.show(article.to_html())
    ratios = page.evaluate(
        """() => {
          const style = getComputedStyle(document.documentElement);
          const light = (name) => {
            const hex = style.getPropertyValue(name).trim().replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
            const parts = [1, 3, 5].map((n) => parseInt(hex.slice(n, n + 2), 16) / 255)
              .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const ratio = (...names) => {
            const [dark, bright] = names.map(light).sort((a, b) => a - b);
            return (bright + 0.05) / (dark + 0.05);
          };
          return ['ink', 'quiet', 'entities', 'amounts', 'times', 'quotations', 'events', 'extensions']
            .map((name) => ratio('--' + name, '--paper')).concat(ratio('--ink', '--glow'));
        }"""
    )
    assert min(ratios) >= 4.5  # WCAG 2 AA


def test_a_narrow_window_scrolls_in_one_direction_only(tab: Tab, article: Article) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = tab.show(article.to_html())
    page.locator("#text mark.events").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#card").is_visible()


def test_on_paper_everything_is_unfolded(tab: Tab, article: Article) -> None:
    page = tab.show(article.to_html())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("fieldset input").first.is_hidden()
    assert len(page.pdf()) > 10_000


def test_a_notebook_frame_runs_the_page_without_reaching_the_notebook(tab: Tab, article: Article) -> None:
    page = tab.show(f"<!DOCTYPE html><title>notebook</title><p>above</p>{article._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.locator("#text mark.amounts").first.click()
    assert "USD" in frame.locator("#card").inner_text()
    handle = page.locator("iframe").element_handle().content_frame()
    assert handle.evaluate(
        "(() => { try { return parent.document.title } catch (e) { return e.name } })()"
    ) == ("SecurityError")
    tab.assert_quiet()


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></textarea></template><svg onload=alert(1)>",
    '<img src="http://evil.test/x.png" onerror="alert(1)">',
    '"><img src=x onerror=alert(1)><p id="',
    "' onmouseover='alert(1)' tabindex='0' autofocus onfocus='alert(1)",
    "<!-- <script> ]]> <![CDATA[ -->",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<link rel=stylesheet href="http://evil.test/"><base href="http://evil.test/">',
    "{title} {0} %s ${x} {{7*7}}",
    "javascript:alert(1)//\u2028alert(1)\u2029",
    "\u202egnp.exe\u202c \u2066\u2067\u2069 \u200f\u061c مرحبا بالعالم שלום",
    "\ufeff\u0000\u0001\x1b[31m\x7f\r\n\U0001f600\U000e0001",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;amp;",
)


class Note(Fact):
    """A fact of a user's own."""

    span: Span
    words: str


def full_of(attack: str) -> Article:
    """An article in which every string that the page shows is the attack."""
    text = f"{attack}\n\nAcme {attack} paid."
    span = Span.of(text, 0, len(attack))
    mention = Mention(span=span)
    by = newsextract.Provenance(extractor=attack, rule=attack)
    role = Role(title=attack, organization="e2", span=span)
    speaker = newsextract.Speaker(span=span, ref="e1")
    argument = newsextract.Argument(role=attack, span=span, ref="e1")
    when = newsextract.Argument(role="time", span=span, ref="t1")
    time = newsextract.TimeExpression(
        id="t1", span=span, type=attack, value=attack, start="2020-01-01", mod=attack, provenance=by
    )
    kinds: dict[str, Any] = {"provenance": by}
    return Article(
        id=attack,
        url=attack,
        text=text,
        language=attack,
        headline=span,
        standfirst=span,
        publisher=attack,
        copyright=attack,
        bylines=(newsextract.Byline(span=span, name=attack, role=attack),),
        dateline=newsextract.Dateline(span=span, place=attack, agency=attack),
        paragraphs=(newsextract.Paragraph(span=span, kind=attack),),
        entities=(
            Entity(id="e1", type=attack, name=attack, mentions=(mention,), roles=(role,), **kinds),
            Entity(id="e2", type="ORGANIZATION", name=attack, mentions=(mention,), **kinds),
        ),
        amounts=(
            MonetaryAmount(
                id="m1", span=span, low=None, high=None, currency=attack, per=attack, previous=attack, **kinds
            ),
        ),
        times=(time,),
        quotations=(Quotation(id="q1", span=span, kind=attack, speaker=speaker, cue=span, **kinds),),
        events=(
            Event(
                id="v1",
                type=attack,
                trigger=span,
                sentence=span,
                realis=attack,
                arguments=(argument, when),
                **kinds,
            ),
        ),
        relations=(Relation(id="r1", type=attack, subject="e1", object="e2", span=span, **kinds),),
        extensions={attack: (Note(id=attack, span=span, words=attack, **kinds), {"words": attack})},
        diagnostics=(newsextract.Diagnostic(code=attack, message=attack, extractor=attack, span=span),),
    )


@pytest.mark.parametrize("attack", HOSTILE, ids=range(len(HOSTILE)))
def test_no_article_executes_anything(tab: Tab, attack: str) -> None:
    hostile = full_of(attack)
    page = tab.show(hostile.to_html())
    for place in ("#text mark[role]", "aside a[data-f]", ".graph .node", ".graph .tie"):
        page.locator(place).first.click(force=True)
        page.locator("#card a[data-f]").first.hover(force=True)
    page.keyboard.press("Escape")
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, base, link, b, textarea, template").count() == 0
    tab.assert_quiet()


@pytest.mark.parametrize("attack", HOSTILE, ids=range(len(HOSTILE)))
def test_json_ld_in_a_page_is_data_only(tab: Tab, attack: str) -> None:
    hostile = full_of(attack)
    page = tab.show(f"<!DOCTYPE html><head><title>x</title>{jsonld_script(hostile)}</head><p>after</p>")
    read = page.evaluate("JSON.parse(document.querySelector('script').textContent)")
    assert read == hostile.to_jsonld()
    assert page.locator("body").inner_html().strip() == "<p>after</p>"
    tab.assert_quiet()


def repeated(article: Article, times: int, between: str) -> Article:
    """The article over and over, with its names and amounts: extraction itself is measured elsewhere."""
    step = len(article.text) + len(between)
    text = between.join([article.text] * times)

    def moved(span: Span, n: int) -> Span:
        return Span.of(text, span.start + n * step, span.end + n * step)

    places = [(n, e, m.span) for n in range(times) for e in article.entities for m in e.mentions]
    mentions = {
        e.id: tuple(Mention(span=moved(s, n)) for n, x, s in places if x is e) for e in article.entities
    }
    return Article(
        text=text,
        entities=tuple(
            e.model_copy(update={"mentions": mentions[e.id], "roles": ()}) for e in article.entities
        ),
        amounts=tuple(
            a.model_copy(update={"id": f"m{n}-{a.id}", "span": moved(a.span, n), "equivalents": ()})
            for n in range(times)
            for a in article.amounts
        ),
        paragraphs=tuple(
            p.model_copy(update={"span": moved(p.span, n)}) for n in range(times) for p in article.paragraphs
        ),
    )


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one line"])
def test_a_megabyte_stays_usable(tab: Tab, between: str) -> None:
    long = repeated(newsextract.extract(TEXT, published="2023-03-17"), 3200, between)
    if between == " ":
        whole = newsextract.Paragraph(span=Span.of(long.text, 0, len(long.text)))
        long = long.model_copy(update={"paragraphs": (whole,)})
    html = long.to_html()
    assert len(long.text) > 1_000_000
    assert len(html) < 8 * len(long.text)
    tab.page.set_default_timeout(60_000)
    page = tab.show(html)
    page.locator("#text mark.amounts").nth(3000).click()
    assert ",000,000" in card(page)
    page.locator("input[data-layer=entities]").uncheck()
    tab.assert_quiet()
