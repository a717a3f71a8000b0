"""Cuts a text into lexemes and gives each a letter for what it can be in an amount.

The letters of all lexemes make a string, the *shape* of the text, on which the grammar of amounts is a
plain regular expression: "18.2 billion yuan (US$2.8 billion)" has the shape `0sn(<0s)`.

======  =============================================================================================
`0`     figure                                      `1`  number in words
`s`     scale: "billion", "bn", the "m" of "5m"     `e`  a letter that may be a scale: the "m" of "5 m"
`S`     vague number: "millions"                    `M`  "multimillion"
`$`     symbol; `<` one that touches a figure behind it, `>` one that touches what stands before it
`c`     ISO code or abbreviation                    `n`  currency name; `N` one that may come first
`i`     minor unit: "cents", the "p" of "5p"        `_`  goes on with the lexeme before
`~`     hyphen inside a word                        `-`  other dash
`a`     a, an    `f` half    `q` quarter    `v` few, several    `m` multi
`b`     between  `t` to      `&` and        `|` or              `o` of    `r` from
`( )`   brackets, and `, ; : /` stand for themselves            `.`  anything else
======  =============================================================================================
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from newsextract.language.resources import load_toml

from .currencies import SYMBOL, CurrencyLexicon, Mark, currency_lexicon
from .figures import FIGURE, read_figure
from .number_words import number_scales, read_cardinal, small_numbers
from .places import currency_of_places
from .stretches import stretches

_BLANK = re.compile(r"\s+")
_FIGURE_NEXT = re.compile(r"\s?\.?\d")
_NEXT_HAS_ITS_OWN = re.compile(r"\s\d[\d.,]*\s?[$€£](?!\s?\d)")  # "10 $ 30 $"

_PLAIN_WORDS = {
    "a": "a",
    "an": "a",
    "half": "f",
    "quarter": "q",
    "quarters": "q",
    "multi": "m",
    "between": "b",
    "to": "t",
    "and": "&",
    "or": "|",
    "of": "o",
    "from": "r",
}
_PLAIN_SIGNS = {"-": "-", "–": "-", "—": "-", "−": "-", "‑": "-", "&": "&"} | {x: x for x in "(),;:/"}


@dataclass(frozen=True)
class Lexemes:
    """The lexemes of a text, as parallel sequences.

    Attributes:
        text: The text.
        starts: Offset of the first character of each.
        ends: Offset behind the last character of each.
        words: Each in lower case.
        shape: One letter each; see the module.
        values: Of figures and numbers in words.
        powers: Of scales.
        marks: Of currency marks.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    shape: str
    values: dict[int, Decimal]
    powers: dict[int, int]
    marks: dict[int, Mark]

    def word(self, i: int) -> str:
        """The word at an index, in lower case; a full stop beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else "."

    def before(self, i: int, count: int) -> list[str]:
        """Up to ``count`` words before an index."""
        return self.words[max(0, i - count) : i]

    def form(self, first: int, stop: int) -> str:
        """The text from one lexeme to before another."""
        return self.text[self.starts[first] : self.ends[stop - 1]]


@dataclass(frozen=True)
class _Vocabulary:
    """What the words mean that are looked up while lexing."""

    lexicon: CurrencyLexicon
    scales: dict[str, int]
    glued_scales: dict[str, int]
    letters: dict[str, str]
    words: frozenset[str]


@functools.cache
def _vocabulary() -> _Vocabulary:
    data = load_toml("money.toml")
    vague = data["plural_scales"]
    letters = dict.fromkeys(small_numbers(), "1") | dict.fromkeys(data["scales"], "s")
    letters |= dict.fromkeys(vague["words"], "S") | dict.fromkeys(vague["joined"], "M")
    letters |= dict.fromkeys(vague["few"], "v") | _PLAIN_WORDS
    lexicon = currency_lexicon()
    words = {code.lower() for code in (*lexicon.codes, *lexicon.after_dollar, *data["glued_scales"])}
    words.update(letters, lexicon.heads, lexicon.minor)
    return _Vocabulary(lexicon, data["scales"], data["glued_scales"], letters, frozenset(words))


@functools.cache
def _lexeme() -> re.Pattern[str]:
    """Any lexeme; blanks lie between them."""
    with_signs = [code for code in currency_lexicon().codes if not code.isalpha()]
    abbreviations = "|".join(re.escape(code) for code in sorted(with_signs, key=len, reverse=True))
    return re.compile(
        r"(?! )(?:"  # a blank begins none: without the look ahead, all that follows would be tried on it
        rf"[A-Za-z]++(?![\w./]|{SYMBOL})"  # most words; what follows is the rest
        rf"|{FIGURE}"
        rf"|(?:U\.S\.|[A-Za-z]{{1,4}})?{SYMBOL}"
        rf"|(?:{abbreviations}|approx\.|vs\.)(?=[\W\d]|\Z)"
        r"|(?:[A-Za-z]\.){2,}(?!\w)"
        r"|[\u4e00-\u9fff]"  # Chinese and Japanese scales stand without blanks
        r"|[^\W\d_]+"
        r"|\n\s*\n|[^\w\s])"
    )


def lex(text: str) -> Lexemes:
    """Cut a text into lexemes; stretches that cannot hold money are left out."""
    lexer = _Lexer(text)
    for start, end in stretches(text):
        for match in _lexeme().finditer(text, start, end):
            lexer.add(match[0], *match.span())
        lexer.add_break(end)
    lexer.read_numbers_in_words()
    return lexer.lexemes()


class _Lexer:
    """Takes the pieces of a text one by one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known = _vocabulary()
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._words: list[str] = []
        self._shape: list[str] = []
        self._values: dict[int, Decimal] = {}
        self._powers: dict[int, int] = {}
        self._marks: dict[int, Mark] = {}

    def lexemes(self) -> Lexemes:
        """What has been read."""
        shape = "".join(self._shape)
        return Lexemes(
            self._text, self._starts, self._ends, self._words, shape, self._values, self._powers, self._marks
        )

    def add(self, form: str, start: int, end: int) -> None:
        """Take the next piece."""
        last, low = form[-1], form.lower()
        if low not in self._known.words and form.isalpha() and self._shape[-1:] != ["0"]:
            letter = "."
        elif last.isdigit() or form[0].isdigit():
            letter = self._figure(form, start)
        elif last.isalpha() or (form[0].isalpha() and last in "./"):
            letter = self._word(form, low, start, end)
        elif last in _PLAIN_SIGNS:
            letter = self._sign(last, start, end)
        elif len(form) > 1 and low not in self._known.lexicon.symbols:  # the "k" of "10k$"
            self.add(form[:-1], start, end - 1)
            self.add(last, end - 1, end)
            return
        else:
            letter = self._symbol(form, start, end)
        self._starts.append(start)
        self._ends.append(end)
        self._words.append(low)
        self._shape.append(letter)

    def add_break(self, end: int) -> None:
        """End a paragraph."""
        self._starts.append(end)
        self._ends.append(end)
        self._words.append("\n")
        self._shape.append(".")

    def _touches(self, start: int) -> bool:
        return bool(self._ends) and self._ends[-1] == start

    def _figure(self, form: str, start: int) -> str:
        value = read_figure(form)
        if value is None:
            return "."
        if self._touches(start) and self._words[-1][-1].isalpha() and self._shape[-1] not in "cN_s":
            letter_mark = self._known.lexicon.letters.get(self._text[self._starts[-1] : start])
            if letter_mark is None:
                return "."  # "A320", "COVID19"
            self._marks[len(self._shape) - 1] = letter_mark
            self._shape[-1] = "c"
        self._values[len(self._shape)] = value
        return "0"

    def _word(self, form: str, low: str, start: int, end: int) -> str:
        i = len(self._shape)
        if self._shape and self._shape[-1] == "0":
            if self._touches(start):
                return self._unit_of_figure(form, low)
            if form in self._known.glued_scales:
                self._powers[i] = self._known.glued_scales[form]
                return "e"
        lexicon = self._known.lexicon
        if form in lexicon.codes:
            self._marks[i] = lexicon.codes[form]
            return "c"
        if low in lexicon.heads:
            return self._name(low, end)
        if low in lexicon.minor and len(low) > 1 and not (self._words and self._words[-1] == "per"):
            return self._country_or_mark(lexicon.minor[low], end)
        if form in lexicon.after_dollar and self._follows_dollar() and _FIGURE_NEXT.match(self._text, end):
            self._marks[i - 1] = lexicon.after_dollar[form]
            return "_"
        letter = self._known.letters.get(low, ".")
        if letter == "s":
            self._powers[i] = self._known.scales[low]
        return letter

    def _follows_dollar(self) -> bool:
        mark = self._marks.get(len(self._shape) - 1)
        return mark is not None and mark.form == "$"

    def _unit_of_figure(self, form: str, low: str) -> str:
        """A word that touches the figure before it; anything unknown spoils the figure ("5G", "747s")."""
        i, known = len(self._shape), self._known
        power = known.glued_scales.get(form) or known.scales.get(low)
        if power:
            self._powers[i] = power
            return "s"
        mark = known.lexicon.codes.get(form) or known.lexicon.minor.get(form) or known.lexicon.names.get(low)
        if mark is None:
            self._shape[-1] = "."
            return "."
        self._marks[i] = mark
        return "i" if mark.minor else "n"

    def _name(self, low: str, end: int) -> str:
        """The longest currency name that ends with this word; it may reach back over words before."""
        lexicon, i = self._known.lexicon, len(self._shape)
        for count in range(min(lexicon.heads[low], i + 1), 1, -1):
            first = i - count + 1
            mark = lexicon.names.get(_BLANK.sub(" ", self._text[self._starts[first] : end]).lower())
            if mark is not None:
                self._marks[first] = mark
                self._shape[first:] = ["N" if mark.leads else "n", *"_" * (count - 2)]
                return "_"
        mark = lexicon.names.get(low)
        return self._country_or_mark(mark, end) if mark else "."

    def _country_or_mark(self, mark: Mark, end: int) -> str:
        """A name or minor unit, with the country before it: "won", "Korean won", "Canadian cents"."""
        i = len(self._shape)
        for first in range(max(0, i - 2), i):
            code = currency_of_places().get(self._text[self._starts[first] : self._ends[-1]])
            if code in mark.candidates:
                form = self._text[self._starts[first] : end].lower()
                self._marks[first] = replace(mark, form=form, candidates=(code,), default=code, leads=False)
                self._shape[first:] = ["i" if mark.minor else "n", *"_" * (i - first - 1)]
                return "_"
        self._marks[i] = mark
        return "i" if mark.minor else "N" if mark.leads else "n"

    def _sign(self, sign: str, start: int, end: int) -> str:
        if sign == "-" and self._touches(start) and not self._text[end : end + 1].isspace():
            return "~"
        return _PLAIN_SIGNS[sign]

    def _symbol(self, form: str, start: int, end: int) -> str:
        """A symbol, with the letters that belong to it: "US$"; also "c $" as some write."""
        i, lexicon = len(self._shape), self._known.lexicon
        if form == "¢":
            self._marks[i] = lexicon.minor[form]
            return "i"
        mark = lexicon.symbols.get(form.lower())
        if mark is None:
            return "."
        if i and form in "$₵" and not self._touches(start) and self._words[-2:-1] != ["the"]:
            wider = lexicon.symbols.get(self._text[self._starts[-1] : end].lower())
            if wider is not None:
                self._marks[i - 1] = self._marks[i] = wider
                self._shape[-1] = "<"
                return "_"
        self._marks[i] = mark
        if _FIGURE_NEXT.match(self._text, end) and not _NEXT_HAS_ITS_OWN.match(self._text, end):
            return "<"
        return ">" if self._touches(start) else "$"

    def read_numbers_in_words(self) -> None:
        """Join the words of "one hundred and twenty"; a scale behind the number stays by itself."""
        for at in [i for i, letter in enumerate(self._shape) if letter == "1"]:
            if self._shape[at] != "1":
                continue
            read = read_cardinal(self._words, at)
            if read is None:
                continue
            value, end = read
            scales = [i for i in range(at, end) if number_scales().get(self._words[i], 0) > 2]
            if scales == [end - 1]:
                value, end = value // 10 ** number_scales()[self._words[end - 1]], end - 1
            self._values[at] = Decimal(value)
            self._shape[at + 1 : end] = "_" * (end - at - 1)
