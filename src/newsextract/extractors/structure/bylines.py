"""Who wrote the article: "By Jane Doe and John Roe", "Reporting by ...", "To contact the reporter: ...".

Names are read off the shapes of words, for this layer runs before `names`. Editors, assistants, desks and
agencies are not authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lines import Line
from .phrases import word_list

_HEAD_LINES = 8
_FOOT_LINES = 4
_LONGEST_BYLINE = 25
_BY = re.compile(
    r"[\s\-–—(]*(?:story\s|written\s|words\s|text\s|report\s|reported\s|reporting\s|compiled\s)?by:?\s+",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?P<assist>additional\s|with\sadditional\s)?\b"
    r"(?P<act>(?:reporting(?:\sand\swriting)?|writ(?:ten|ing)|story|words|text|reported|compiled|report|editing)\sby:?\s+)"
    r"(?P<names>[^;)\n]*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"to contact (?:the (?:reporter|author|writer)s?|bloomberg news staff)\b[^:]{0,40}:", re.IGNORECASE
)
_NAME_WORD = re.compile(r"(?:[dDlL]['’]|[aA]l-|[oO]['’])?[^\W\d_a-z][^\W\d_]*(?:['’.\-][^\W\d_]+)*\.?")
_WORD = re.compile(r"\S+")
_CUT = re.compile(r"\s+(?:in|at|from|for|on|Follow)\s|[,;|/(<\[\n@]|\s[-–—]+\s|\s(?=https?:)")
_BIO = re.compile(r"^(?P<name>[^,.;:()]{5,40}?)(?:,\s|\sis\s(?:an?|the)\s)(?P<role>[^.;]{4,80})")
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s+|\s*;\s*", re.IGNORECASE)
_PLACE_OR_ADDRESS = re.compile(r"\s+(?:in|at|@\w+|\S+@\S+)(?:\s+[A-Z][\w.\-]*){0,3}")
_ADDRESS = re.compile(r"\S+@\S+|@\w+")

NameSpan = tuple[int, int]
"""Offsets of a name in the text, half-open."""


def find_bylines(lines: Sequence[Line], text: str) -> list[NameSpan]:
    """Settle the bylines among the lines, and find the authors they name, each once.

    Args:
        lines: All lines of the text.
        text: The text.
    """
    names: list[NameSpan] = []
    for index, line in enumerate(lines):
        at_edge = index < _HEAD_LINES or index >= len(lines) - _FOOT_LINES
        if line.kind == "byline" or (line.open and at_edge and _is_byline(line)):
            line.settle("byline", line.rule or "byline")
            names.extend(_authors(line))
    for line in lines[len(lines) // 2 :]:
        if line.open:
            names.extend(_biography(line))
    return _each_once(names, text)


def _is_byline(line: Line) -> bool:
    """Whether a line at the head names its authors: "By Jane Doe", "Jane Doe, Beijing correspondent"."""
    if line.words > _LONGEST_BYLINE or (line.is_sentence and line.words > 8):
        return False
    by = _BY.match(line.text)
    if by is not None:
        return bool(_read_names(line, by.end(), len(line.text))) or _is_desk(line.text[by.end() :])
    head, _, rest = line.text.partition(",")
    return (
        bool(rest)
        and _name_length(head) == len(head.strip())
        and any(word in rest.lower().split() for word in word_list("author_roles"))
        and line.words <= _LONGEST_BYLINE // 2
    )


def _authors(line: Line) -> Iterator[NameSpan]:
    if line.rule == "reporter-contact":
        contact = _CONTACT.search(line.text)
        yield from _contacts(line, contact.end() if contact else len(line.text))
        return
    credits = list(_CREDIT.finditer(line.text))
    for credit in credits:
        if not credit["assist"] and not credit["act"].lower().startswith("editing"):
            yield from _read_names(line, *credit.span("names"))
    if not credits and line.rule == "byline":
        by = _BY.match(line.text)
        yield from _read_names(line, by.end() if by else 0, len(line.text))


def _contacts(line: Line, begin: int) -> Iterator[NameSpan]:
    """The names of "Jane Doe in London at jdoe@example.com;John Roe in Paris at ..."."""
    position = begin
    for part in line.text[begin:].split(";"):
        found = _name_at(line, position, position + len(part))
        if found is not None:
            yield found
        position += len(part) + 1


def _read_names(line: Line, begin: int, end: int) -> list[NameSpan]:
    """The names at the beginning of a stretch of a line, parted by commas and "and"."""
    names: list[NameSpan] = []
    position = begin
    while position < end:
        found = _name_at(line, position, end)
        if found is None:
            break
        names.append(found)
        behind = found[1] - line.start
        joint = _AND.match(line.text, behind, end) or _place_then_joint(line.text, behind, end)
        if joint is None:
            break
        position = joint.end()
    return names


def _place_then_joint(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The joint after a place or an address: "Jane Doe in New York and John Roe", "Jane Doe @jdoe, ..."."""
    behind = _PLACE_OR_ADDRESS.match(text, begin, end)
    return _AND.match(text, behind.end(), end) if behind else None


def _name_at(line: Line, begin: int, end: int) -> NameSpan | None:
    while begin < end and not line.text[begin].isalpha():
        begin += 1
    length = _name_length(line.text[begin:end])
    if not length or _is_desk(line.text[begin : begin + length]):
        return None
    return line.start + begin, line.start + begin + length


def _name_length(said: str) -> int:
    """Length of the person's name at the beginning: two to five capitalised words, or 0."""
    cut = _CUT.search(said)
    stop = cut.start() if cut else len(said)
    length = count = 0
    for word in _WORD.finditer(said, 0, stop):
        bare = word[0].rstrip(".,;:") if len(word[0]) > 3 else word[0]
        if bare.lower() in ("and", "&"):
            break
        if _NAME_WORD.fullmatch(bare):
            count += 1
            length = word.start() + len(bare)
        elif bare.lower() not in word_list("particles"):
            break
    return length if 2 <= count <= 5 else 0


def _is_desk(said: str) -> bool:
    """Whether a desk, an agency or an outlet is named instead of a person."""
    name = said.strip(" .").lower()
    return name in word_list("agencies") or not word_list("desk_words").isdisjoint(name.split())


def _biography(line: Line) -> Iterator[NameSpan]:
    """The author of a note such as "Jane Doe, tech columnist for the Herald, ... jane@example.com"."""
    bio = _BIO.match(line.text)
    if bio is None or not any(role in bio["role"].lower() for role in word_list("author_roles")):
        return
    if _name_length(bio["name"]) == len(bio["name"].rstrip()) and _ADDRESS.search(line.text):
        line.settle("byline", "biography")
        yield line.start, line.start + len(bio["name"].rstrip())


def _each_once(names: Sequence[NameSpan], text: str) -> list[NameSpan]:
    first: dict[str, NameSpan] = {}
    for start, end in names:
        first.setdefault(" ".join(text[start:end].split()).casefold(), (start, end))
    return sorted(first.values())
