"""Which words stand between quotation marks."""

from __future__ import annotations

from newsextract.language import Tokens


def quoted(tokens: Tokens) -> bytearray:
    """A flag for every token; a mark that is never closed quotes to the end of its paragraph."""
    flags = bytearray(len(tokens))
    inside, paragraph = False, -1
    for k, word in enumerate(tokens.words):
        if word in ('"', "“", "”"):
            inside = word == "“" or (word == '"' and not inside)
        elif inside or k == 0:
            here = tokens.paragraph_of(tokens.starts[k])
            inside = inside and here == paragraph
            flags[k] = inside
        if word in ('"', "“"):
            paragraph = tokens.paragraph_of(tokens.starts[k])
    return flags
