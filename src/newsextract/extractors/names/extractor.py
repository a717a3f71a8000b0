"""`NamesExtractor`: sources of names, then the clean-up that serves them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import Mention, Paragraph
from newsextract.pipeline import Context

from .ballots import with_ballots
from .boundaries import cleaned
from .headlines import cut_to_forms
from .kinds import with_telling_words
from .lexicon import lexicon
from .name import Name
from .rules import rule_names
from .settle import settled, with_repeats
from .tagged import completed, tagged_names, telling


class NamesExtractor:
    """Writes the proper names of an article as `Mention`."""

    name = "names"
    reads: tuple[type, ...] = (Paragraph,)
    may_read: tuple[type, ...] = (Syntax,)
    writes: tuple[type, ...] = (Mention,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the named mentions, in order and without overlap."""
        found, evidence = rule_names(ctx.tokens), list[Name]()
        if ctx.has_syntax:
            found, evidence = completed(tagged_names(ctx.syntax), found), telling(found)
        yield from mentions(ctx, found, evidence)


def mentions(ctx: Context, found: Iterable[Name], evidence: Iterable[Name] = ()) -> Iterator[Mention]:
    """The clean-up that serves every source of names: exact boundaries, one type for one name, repetitions.

    Args:
        ctx: The article.
        found: Names by one source, in order.
        evidence: Names by others that have a say in the types.
    """
    tokens, lex = ctx.tokens, lexicon()
    exact = with_ballots(
        tokens, cut_to_forms(tokens, cleaned(tokens, with_telling_words(tokens, found, lex), lex)), lex
    )
    for name in settled(tokens, with_repeats(tokens, exact, lex), lex, evidence):
        yield Mention(
            span=ctx.span(tokens.starts[name.start], tokens.ends[name.end - 1]),
            type=name.type,
            confidence=round(name.score, 2),
            provenance=ctx.provenance(name.rule),
        )
