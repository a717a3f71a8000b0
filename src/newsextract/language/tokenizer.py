"""From text to `Tokens`: one scan of one pattern cuts the text into words.

Words are those of the English treebanks of Universal Dependencies: `do` `n't`, `company` `'s`,
`long` `-` `term` but `non-commercial`, `US$` `2.8` `bn`, `Mr.`, `U.S.` - so that a tagger trained on
treebanks reads what it has learnt.

The pattern matches the blanks between words too (a piece takes the space behind it along), so its
pieces lie end to end: offsets are running sums of lengths, and no character can be lost. Every
alternative either takes what it has read or reads a bounded piece ahead, so the scan is linear in the
length of the text.
"""

from __future__ import annotations

import functools
from itertools import accumulate, compress

import regex

from newsextract.language.paragraphs import BLANKS, paragraph_spans
from newsextract.language.resources import load_toml
from newsextract.language.sentences import sentence_ranges
from newsextract.language.tokens import Tokens

# What may stand inside a word though nobody sees it: soft hyphens and joiners.
_JOINERS = "\u00ad\u200c\u200d"

# L: letters; W: what may follow a letter inside a word: digits, accents, "_" (not `\w`, which takes
# joiners for letters). Braces are doubled. There are no groups: `findall` must return whole pieces.
_PATTERN = r"""
(?:
# "cannot" and its like, before the plain word, which is nine in ten
  (?=[{fused_initials}])(?<![{W}])(?:{fused})
| [{L}]++(?=[{no_joiner},;)\]"”]|['’]s(?![{W}])|:(?!/)|\Z)
| [{blank}]++
# A mark that begins nothing longer, a figure or "'s" with nothing behind it: most of the rest
| [,;()"“”](?!\p{{M}}) | \.(?=[{blank}"”]|\Z) | \d++(?:[.,]\d++)*+(?=[{blank},;)\]"”]|\.(?:[{blank}"”]|\Z)|\Z)
| (?<=[{L}])['’]s(?![{W}])
# Before a full stop: a word too long for an abbreviation, or what a shorter one can be
| [{L}]{{{no_abbreviation},}}+(?=\.(?:[{blank}"”]|\Z))
| (?=[{L}]++\.(?:[{blank}"”]|\Z))(?:{abbreviation}|{initial}|[{L}]++)
# Words with hyphens that are no address
| (?=[{L}]++(?:-[{L}]++){{1,4}}+(?:[{no_joiner},;)\]"”]|\.(?:[{blank}"”]|\Z)))(?:{prefixed}|[{L}]++)
| [^\x00-\x7f{L}\p{{M}}\p{{N}}\p{{P}}\p{{Sc}}{blank}]\p{{M}}*+
# Addresses, tags, mentions
| (?i:https?|ftp)://[^{blank}<>"“”]*[{W}/]
| (?i:www)\.[^{blank}<>"“”]*[{W}/]
| [{W}.+-]{{1,64}}+@[{W}][{W}-]{{0,62}}+(?:\.[{W}-]{{1,62}}+){{1,6}}
| (?:[{W}-]{{1,40}}+\.){{1,4}}(?i:{domains})(?!\.?[{W}@])(?:/[^{blank}<>"“”]*[{W}/])?
| (?<![{W}])(?:\#[{W}]*{L}[{W}]*+|@[{W}]++|\$[A-Z]{{1,5}}+(?:\.[A-Z])?+(?![{W}$]|[{blank}]?\d))
# Codes of shares in brackets: "<7267.T>"
| (?<=[<(])[A-Z\d]{{1,6}}+\.[A-Z]{{1,2}}+(?=[>)])
# Money: "US" before "$", "EUR" before "1.2bn", "US" between "$" and "5m", "R" before "2.5"
| (?<![{W}])\p{{Lu}}{{1,3}}+\p{{Sc}}
| (?<![{W}])(?:{currencies})(?=\d[\d,.]*+(?i:{units})?+(?![{W}]))
| (?<=\$)\p{{Lu}}{{1,3}}+(?=\d)
| (?<![{W}])[KNPR](?=\d++(?:[.,]\d++)++|\d++(?i:m|mn|bn|b|tn|million|billion)(?![{W}]))
# Abbreviations: from the list, dotted letters, one initial before a name
| {abbreviation}
| (?<![{W}])\L<marked_names>(?![{W}])
| (?<![{L}_])[{L}](?:\.[{L}])++\.?(?![{W}])
| {initial}
# Numbers: dates and telephone numbers, ordinals and decades, figures with or without a unit behind
| (?<![{W}-])(?:\d{{4}}-\d\d-\d\d|(?:\d{{3}}-)?\d{{3}}-\d{{4}})(?![{W}-])
| \d++(?i:st|nd|rd|th|s)(?![{W}])
| (?<![{W}.,])\.\d++
| \d++(?:(?:[.,:/]\d++)++|(?![A-Za-z_])|(?=(?i:{units})(?![{W}])))
# Words with an apostrophe, an ampersand or a prefix inside, and all others
| (?i:n['’]t)(?![{W}])
| (?<![^{blank}(“"])['’]\d\ds?+(?![{W}])
| (?<=[^{blank}("“‘\[])['’](?i:s|m|d|re|ve|ll)(?![{W}])
| {prefixed}
| (?<![{W}])[{L}]{{1,4}}+(?:&[{L}]{{1,4}}+){{1,3}}+(?![{W}])
| (?:(?!(?i:n['’]t)(?![{W}]))[{W}]|{joiner}(?=[{L}]))++(?:['’](?!(?i:s|m|d|re|ve|ll)(?![{W}]))[{L}][{W}]*+)*+
# Marks: a run of one mark is one word
| \.{{2,}}+ | \[(?:\.{{3}}|…)\] | '' | `` | ’’ | ‘‘ | ‘’
| [!?]++ | -++ | =++ | \*++ | _++ | ~++ | \#++ | \++ | <++ | >++
| [^{blank}]\p{{M}}*+
)\ ?+
"""

# Parts of it that stand there twice.
_ABBREVIATION = r"(?<![{W}.])(?:\L<abbreviations>(?![{W}])|\L<before_number>(?=[{blank}]?[\d\#]))"
_INITIAL = r"(?<![{W}])\p{{Lu}}\.(?=[{blank}]*+\p{{Lu}})"
_PREFIXED = r"(?<![{W}])(?:{prefixes})-[{L}\d][{W}]*+"


@functools.cache
def _pattern() -> regex.Pattern[str]:
    rules: dict[str, list[str]] = load_toml("tokens.toml")
    lists = load_toml("abbreviations.toml")
    fused = [entry.split("|") for entry in rules["fused"]]
    abbreviations = lists["never_ends"] + lists["may_end"] + lists["usually_ends"]
    longest = max(map(len, abbreviations + lists["before_number"]))
    parts = {
        "blank": _in_class(BLANKS),
        "no_joiner": _in_class("".join(c for c in BLANKS if c not in _JOINERS)),
        "L": r"\p{L}",
        "W": r"\p{L}\p{M}\p{N}_",
        "joiner": rf"(?<=[\p{{L}}\p{{M}}])[{_JOINERS}]",
        "fused": "|".join(rf"(?i:{first}(?={second}\b))" for first, second in fused),
        "fused_initials": "".join(sorted({first[0] + first[0].upper() for first, _ in fused})),
        "no_abbreviation": longest,  # letters: the longest abbreviation has one less, and its full stop
        "prefixes": _any_of([form for prefix in rules["prefixes"] for form in (prefix, prefix.capitalize())]),
        "units": _any_of(rules["units"]),
        "currencies": _any_of(rules["currencies"]),
        "domains": _any_of(rules["domains"]),
    }
    return regex.compile(
        _PATTERN.format(
            abbreviation=_ABBREVIATION.format_map(parts),
            initial=_INITIAL.format_map(parts),
            prefixed=_PREFIXED.format_map(parts),
            **parts,
        ),
        regex.VERBOSE | regex.VERSION0,
        abbreviations=[form for entry in abbreviations for form in (entry, entry.upper())],
        before_number=lists["before_number"],
        marked_names=lists["marked_names"],
    )


def _in_class(characters: str) -> str:
    return regex.escape(characters, literal_spaces=True).replace(" ", r"\ ")


def _any_of(entries: list[str]) -> str:
    """An alternation that tries the longest entry first."""
    return "|".join(regex.escape(entry) for entry in sorted(set(entries), key=lambda e: (-len(e), e)))


def split_words(text: str) -> list[str]:
    """The words of a text, without offsets; the same words that `tokenize` finds."""
    return [piece.rstrip(" ") for piece in _pattern().findall(text) if piece[0] not in BLANKS]


def tokenize(text: str) -> Tokens:
    """Cut a text into paragraphs, sentences and words.

    Every character that is not blank lies in exactly one word.
    """
    pieces = _pattern().findall(text)
    kept = [piece[0] not in BLANKS for piece in pieces]
    words = [piece.rstrip(" ") for piece in compress(pieces, kept)]
    starts = list(compress(accumulate(map(len, pieces), initial=0), kept))
    ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
    paragraphs = paragraph_spans(text)
    return Tokens(text, words, starts, ends, paragraphs, sentence_ranges(words, starts, ends, paragraphs))
