"""Names as the tagger sees them."""

from __future__ import annotations

from newsextract.language.syntax import Syntax

from .name import Name


def tagged_names(syntax: Syntax) -> list[Name]:
    """The tagger's names, in order and without overlap."""
    return [Name(n.start, n.end, n.type, n.score, "tagger") for n in syntax.names if n.start < n.end]
