"""An article as one self-contained HTML page: the text with its facts marked, and what they add up to."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from newsextract.model import Article, Happening, Realis

from .graph import graph
from .marks import LAYERS, Mark, marked_text, marks, token
from .rows import Cell, FactTable, Part, Row, fact_tables, header_rows
from .timeline import Moment, timeline

OPEN_ROWS = 80
"""A table with more rows is folded until somebody asks for it."""

SINGULAR: dict[str, str] = {
    "entities": "entity",
    "amounts": "amount",
    "times": "time",
    "quotations": "quotation",
    "events": "event",
    "relations": "relation",
}
"""What one fact of a layer is called."""

TITLES: dict[str, str] = {**LAYERS, "happenings": "Events", "events": "Event mentions"}
"""Headings of tables; others have their own name."""


def article_to_html(article: Article) -> str:
    """One page that loads nothing and runs no script but its own; everything from the article is escaped.

    Args:
        article: The article.

    Returns:
        A complete HTML5 document.
    """
    title = article.headline.text if article.headline else article.text.strip()[:80]
    found = marks(article)
    style, script = _resource("view.css"), _resource("view.js")
    return _resource("page.html").format(
        policy=f"style-src '{_digest(style)}'; script-src '{_digest(script)}'",
        title=escape(" ".join(title.split()) or "newsextract"),
        style=style,
        script=script,
        language=f' lang="{escape(article.language)}"' if article.language else "",
        header="".join(_header(article)),
        toggles="".join(_toggles(found)),
        text=marked_text(article, found),
        facts="".join(_panels(article)),
    )


def article_to_notebook(article: Article) -> str:
    """The page in a frame of its own, cut off from the notebook's styles, scripts and cookies."""
    page = escape(article_to_html(article))
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts" title="newsextract" width="100%" height="640" '
        'style="border: 1px solid #8888; border-radius: 6px"></iframe>'
    )


@cache
def _resource(name: str) -> str:
    return (files("newsextract.export") / "templates" / name).read_text(encoding="utf-8").strip()


@cache
def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")


def _header(article: Article) -> list[str]:
    """What the article says of itself, but for what is seen in the text anyhow."""
    rows = [(name, text) for name, text in header_rows(article) if name not in ("headline", "standfirst")]
    return [f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in rows]


def _toggles(found: tuple[Mark, ...]) -> list[str]:
    """A switch for every layer that marks something, which shows how the layer is marked."""
    counts = {layer: len({mark.fact.id for mark in found if mark.layer == layer}) for layer in LAYERS}
    return [
        f'<label><input type="checkbox" checked data-layer="{layer}">'
        f'<mark class="{layer}">{label}</mark> <small>{counts[layer]}</small></label>'
        for layer, label in LAYERS.items()
        if counts[layer]
    ]


def _panels(article: Article) -> Iterator[str]:
    """The pictures, then the tables; the single mentions of what happened are folded."""
    moments, ties = timeline(article), graph(article)
    if moments:
        names = {e.id: e.name for e in article.entities}
        steps = "".join(_moment(moment, names) for moment in moments)
        yield _panel("Timeline", len(moments), f'<ol class="timeline">{steps}</ol>')
    if ties:
        yield _panel("Ties", 0, ties + _resource("key.html"))
    for table in fact_tables(article):
        title = TITLES.get(table.name, table.name.capitalize())
        yield _panel(title, len(table.rows), _table(table), folded=table.name == "events")


def _panel(title: str, count: int, content: str, *, folded: bool = False) -> str:
    shown = f" <small>{count}</small>" if count else ""
    state = "" if folded or count > OPEN_ROWS else " open"
    return f"<details{state}><summary><h2>{escape(title)}</h2>{shown}</summary>{content}</details>\n"


def _table(table: FactTable) -> str:
    columns = ("id", *table.columns) if table.has_ids else table.columns
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(row, has_id=table.has_ids) for row in table.rows)
    layer = table.name if table.name in (*SINGULAR, "happenings") else "extensions"
    one = escape(SINGULAR.get(table.name, table.name))
    return (
        f'<div class="scroll"><table data-layer="{layer}" data-one="{one}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row, *, has_id: bool) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    if not has_id:
        return f"<tr>{cells}</tr>"
    sure = "" if row.confidence is None else f' data-sure="{row.confidence:g}"'
    return (
        f'<tr id="f-{token(row.id)}"{sure} data-by="{escape(row.made_by)}">'
        f"<td>{_link(Part(row.id, ref=row.id))}</td>{cells}</tr>"
    )


def _cell(cell: Cell) -> str:
    return (
        "".join(f"<div>{_part(part)}</div>" for part in cell) if len(cell) > 1 else "".join(map(_part, cell))
    )


def _part(part: Part) -> str:
    label = f"<i>{escape(part.label)}</i> " if part.label else ""
    return label + (_link(part) if part.ref else escape(part.text))


def _link(part: Part) -> str:
    return f'<a href="#f-{token(part.ref)}" data-f="{token(part.ref)}">{escape(part.text)}</a>'


def _moment(moment: Moment, names: dict[str, str]) -> str:
    happenings = "".join(_dated(happening, names) for happening in moment.happenings)
    when = _link(Part(moment.time.value.replace("T", " ", 1), ref=moment.time.id))
    return f'<li class="gap{moment.gap}"><span class="when">{when}</span><ul>{happenings}</ul></li>'


def _dated(happening: Happening, names: dict[str, str]) -> str:
    told = (a for a in happening.arguments if a.role not in ("time", "source"))
    who = " · ".join(f"<i>{escape(a.role)}</i> {escape(names.get(a.ref or '', a.span.text))}" for a in told)
    first = happening.mentions[0]
    what = happening.type if happening.realis == Realis.ACTUAL else f"{happening.type}, {happening.realis}"
    return (
        f'<li class="{token(happening.realis)}"><svg viewBox="-8 -8 16 16" aria-hidden="true">'
        f'<circle r="5"/><path d="M-7 7L7 -7"/></svg>'
        f"{_link(Part(first.trigger.text, ref=first.id))} <small>{escape(what)}</small> {who}</li>"
    )
