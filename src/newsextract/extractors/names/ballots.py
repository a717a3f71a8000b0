"""Elections that are named by their year: "2020 United States presidential election" is one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.language import Tokens

from .lexicon import Lexicon
from .name import Name

_LONGEST = 9


def with_ballots(tokens: Tokens, names: Iterable[Name], lex: Lexicon) -> list[Name]:
    """The names, and elections in the place of what stands inside them."""
    ballots = list(_ballots(tokens, lex))
    if not ballots:
        return list(names)
    inside = {k for b in ballots for k in range(b.start, b.end)}
    kept = [n for n in names if n.start not in inside and n.end - 1 not in inside]
    return sorted([*kept, *ballots], key=lambda n: n.start)


def _ballots(tokens: Tokens, lex: Lexicon) -> Iterator[Name]:
    if lex.ballots.isdisjoint(tokens.lowers):
        return
    for year in range(len(tokens) - 2):
        if not (len(tokens.words[year]) == 4 and tokens.words[year].isdigit()):
            continue
        for k in range(year + 1, min(len(tokens), year + _LONGEST)):
            word = tokens.lowers[k]
            if word in lex.ballots and k > year + 1:
                yield Name(year, k + 1, "EVENT", 0.95, "ballot")
                break
            if word not in lex.ballot_words and not tokens.words[k][0].isupper():
                break
