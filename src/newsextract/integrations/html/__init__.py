"""Web pages: the article of a page, with what the page says about it.

Needs the extra ``html`` (trafilatura, which finds the body among menus, offers and comments). Nothing is
fetched: no network, no file, no script is run.

`extract_html` gives an `Article`. Its text is what was read off the page: the headline, a line that names the
authors, and the paragraphs of the body, with an empty line between them. `read_html` gives that text alone,
with the page's metadata and a map back into the HTML.
"""

from .extract import extract_html, read_html
from .page import HtmlMetadata, HtmlPage

__all__ = ["HtmlMetadata", "HtmlPage", "extract_html", "read_html"]
