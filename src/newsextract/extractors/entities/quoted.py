"""Which words stand between quotation marks."""

from __future__ import annotations

from itertools import pairwise

from newsextract.language import Tokens

_MARKS = frozenset(['"', "“", "”"])


def quoted(tokens: Tokens) -> bytearray:
    """A flag for every token; a mark that is never closed quotes to the end of its paragraph."""
    flags = bytearray(len(tokens))
    marks = [k for k, word in enumerate(tokens.words) if word in _MARKS]
    inside = False
    for k, following in pairwise((*marks, len(tokens))):
        inside = tokens.words[k] == "“" or (tokens.words[k] == '"' and not inside)
        if inside and following > k + 1:
            _, end = tokens.paragraphs[tokens.paragraph_of(tokens.starts[k])]
            stop = min(following, tokens.at(end))
            flags[k + 1 : stop] = b"\1" * (stop - k - 1)
            inside = stop == following
    return flags
