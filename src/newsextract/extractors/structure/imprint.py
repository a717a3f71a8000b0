"""Who published the article and who holds the copyright, from the lines that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line

_HOLDER = re.compile(
    r"(?:copyright|©|\(c\))[\s©:]*(?:\(c\))?\s*(?:by\s)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–,/]\s?(?:19|20)?\d\d)*[\s.,]*)?(?:by\s)?"
    r"(?P<holder>[^\n©]{2,80}?)"
    r"(?=[.,|;\s]*(?:all\srights\sreserved|[.|;]\s+[A-Z(]|visit\b|distributed\sby|$|\n|(?:19|20)\d\d))",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:(?:originally|first)\s(?:appeared|published|ran)|(?:re)?published)\s(?:in|on|at|by|from|with\spermission\sfrom)\s"
    r"(?P<outlet>(?:the\s)?[A-Z][\w.&'’\-]*(?:\s(?:of\s(?:the\s)?|the\s|and\s|&\s)?[A-Z][\w.&'’\-]*){0,5})"
)
_SITE = re.compile(r"visit us at (?:www\.)?(?P<site>[\w\-]+)\.\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copyright:
    """A copyright notice: its line, and the holder it names."""

    start: int
    end: int
    holder: str


def find_copyright(lines: Sequence[Line]) -> Copyright | None:
    """The last copyright notice of the article that names a holder."""
    for line in reversed(lines):
        if line.kind != "boilerplate" and not line.open:
            continue
        found = _HOLDER.search(line.text[:400]) if line.rule == "copyright" else None
        if found is not None:
            return Copyright(line.start + found.start(), line.end, _holder(found))
    return None


def _holder(found: re.Match[str]) -> str:
    """The holder's name, with the stop that belongs to its last word ("Bloomberg L.P.")."""
    name = " ".join(found["holder"].split()).strip(" ,;|")
    return (
        f"{name}." if "." in name.split()[-1] and found.string.startswith(".", found.end("holder")) else name
    )


def find_publisher(lines: Sequence[Line], agency: str) -> str:
    """The outlet that the text names as its origin or, as agencies do, as its own site; else ""."""
    for line in lines:
        if line.kind in ("boilerplate", "promo"):
            origin = _ORIGIN.search(line.text[:400])
            if origin is not None:
                return origin["outlet"].rstrip(".").removeprefix("the ")
            site = _SITE.search(line.text[:400])
            if site is not None and agency and site["site"].lower() == agency.lower().replace(" ", ""):
                return agency
    return ""
