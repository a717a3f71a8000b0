"""Whether a text is English.

The rule: at least 12 in 100 words are English words of grammar (or of market tables) that other languages do
not share ("the", "of", "that", "with"; the list is ``function_words`` in ``structure-names.toml``). English
news has about 30 in 100, market tables about 15, other languages below 5. Only the first 400 words are looked
at.
"""

from __future__ import annotations

import re

from .phrases import word_list

_WORDS_READ = 400
_CHARACTERS_READ = 4000
_ENOUGH_WORDS = 20
_LEAST_SHARE = 0.12
# Any letters; plain ones are tried first, for they are the most and the fastest to tell.
_WORD = re.compile(r"[a-z]++[^\W\d_]*+|[^\W\d_]++")


def language_of(text: str) -> tuple[str | None, bool]:
    """The language of a text by its words of grammar.

    Returns:
        The ISO 639-1 code "en" or None, and whether there were words enough to be sure of it.
    """
    words = _WORD.findall(text[:_CHARACTERS_READ].lower())[:_WORDS_READ]
    known = sum(map(word_list("function_words").__contains__, words))
    if words and known >= _LEAST_SHARE * len(words):
        return "en", True
    return None, len(words) >= _ENOUGH_WORDS
