"""From the bytes of a page to text."""

from __future__ import annotations

import codecs
import re

from trafilatura.utils import detect_encoding

from newsextract.model import Diagnostic

from .notes import note

# Byte order marks, and how UTF-16 without one begins.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{1,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD = 4096
# Character sets of the web, by Python's names; other codecs of Python are no business of a page.
_CHARSET = re.compile(
    r"cp(?:8|9|125)\d+|iso8859-\d+|koi8-[ru]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|ascii"
)
# What browsers read instead (WHATWG Encoding Standard).
_WIDENED = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}


def decode(page: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Decode a page: byte order mark, else UTF-8 if it is that, else as declared, else as it looks.

    UTF-8 comes before the declaration, since text in another encoding is practically never valid UTF-8, while
    pages that declare a wrong one are common.

    Returns:
        The text, and a note if the encoding had to be guessed.
    """
    for mark, encoding in _MARKS:
        if page.startswith(mark):
            return page.decode(encoding, errors="replace").removeprefix("\ufeff"), ()
    declared = _declared(page)
    for known in filter(None, ("utf-8", declared)):
        if (text := _decoded(page, known)) is not None:
            return text, ()
    said = f"the page declares {declared}, which it is not" if declared else "the page declares no encoding"
    for encoding in detect_encoding(page):
        if (text := _decoded(page, encoding)) is not None:
            return text, (note("html-encoding", f"{said}; read as {encoding}, by its looks"),)
    replaced = page.decode("utf-8", errors="replace")
    return replaced, (note("html-encoding", f"{said}; read as utf-8, unreadable bytes became U+FFFD"),)


def _declared(page: bytes) -> str | None:
    found = _DECLARED.search(page, 0, _HEAD)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return _WIDENED.get(name, name) if _CHARSET.fullmatch(name) else None


def _decoded(page: bytes, encoding: str) -> str | None:
    try:
        return page.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
