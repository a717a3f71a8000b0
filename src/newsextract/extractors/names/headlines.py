"""Names in headlines, where every word has a capital: the running text shows which words are the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.language import Tokens

from .candidates import is_title_case
from .name import Name

_MAX_WORDS = 8


def cut_to_forms(tokens: Tokens, names: Iterable[Name]) -> Iterator[Name]:
    """Cut a name of a headline to the longest part of it that the running text has as a name."""
    found = list(names)
    headings = bytearray(len(tokens))
    for first, stop in tokens.sentences:
        if is_title_case(tokens, first, stop):
            headings[first:stop] = b"\1" * (stop - first)
    if 1 not in headings:
        yield from found
        return
    forms = {tuple(tokens.words[n.start : n.end]) for n in found if not headings[n.start]}
    for name in found:
        if headings[name.start] and 1 < name.end - name.start <= _MAX_WORDS:
            yield name.over(*_longest_form(tokens, name, forms))
        else:
            yield name


def _longest_form(tokens: Tokens, name: Name, forms: set[tuple[str, ...]]) -> tuple[int, int]:
    for size in range(name.end - name.start, 0, -1):
        for start in range(name.start, name.end - size + 1):
            if tuple(tokens.words[start : start + size]) in forms:
                return start, start + size
    return name.start, name.end
