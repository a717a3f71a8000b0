"""What kind of word each token is: the classes that the grammar's rules are made of.

Listed words come from `data/en/time-words.toml`; words with figures are classed by their shape
("2019", "11:30", "1990s", "Q3"). All words with the same classes share a *kind*, one character, so
that a sentence becomes a short string over which rules are ordinary regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsextract.language import load_toml
from newsextract.language.numbers import number_words

OTHER = " "
"""The kind of every word that no rule mentions."""

SPLIT = "SPLIT"
"""Class of "mid-2019" and its like, one token to the treebanks but two words to a reader of dates."""

HOLIDAY = "HOLIDAY"
"""Class of the words of a named day; given by the grammar, which knows where one stands."""

HOLIDAY_START = "HOLIDAY_START"
"""Class of the words with which named days begin."""

# Private use area: no kind means anything to a regular expression.
_FIRST_KIND = 0xE000

# Shapes of words with figures, and their classes. The first that fits decides.
_SHAPES = (
    (r"(?:1\d|20)[0-5]\d", "DIGITS YEAR MILITARY"),
    (r"(?:1\d|20)[6-9]\d", "DIGITS YEAR"),
    (r"(?:0\d|2[1-3])[0-5]\d", "DIGITS MILITARY"),
    (r"[1-9]|1[0-2]", "DIGITS DAY HOUR"),
    (r"0[1-9]", "DIGITS DAY HOUR"),
    (r"1[3-9]|2\d|3[01]", "DIGITS DAY"),
    (r"\d{1,9}|\d{1,3}(?:,\d{3}){1,3}|\d{1,9}\.\d{1,9}|\d{0,3}[½¼¾]", "DIGITS"),
    (r"\d/\d", "FRACTION"),
    (r"(?:1\d|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", "ISO_DATE"),
    (r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}", "FIGURE_DATE"),
    (r"(?:[01]?\d|2[0-4])[:.][0-5]\d", "CLOCK"),
    (r"(?:[01]?\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?", "STOPWATCH"),
    (r"[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|20|2[4-9]|30)th|31st", "ORDINAL DAY_ORDINAL"),
    (r"\d{1,3}(?:st|nd|rd|th)", "ORDINAL"),
    (r"(?:1\d|20)\d0s", "DECADE"),
    (r"['’]?[1-9]0s", "SHORT_DECADE"),
    (r"['’]\d\d", "SHORT_YEAR"),
    (r"Q[1-4]|[1-4]Q", "QUARTER_CODE"),
    (r"H[12]|[12]H", "HALF_CODE"),
    (r"FY(?:20)?\d\d", "FISCAL_CODE"),
    (r"(?:19|20)\d\d/(?:\d{1,2}|(?:19|20)\d\d)", "SPLIT_YEAR"),
    (r"(?i:mid|early|late)-\w{3,14}", SPLIT),
)
_SHAPE = re.compile("|".join(f"({shape})" for shape, _ in _SHAPES))
_SHAPE_CLASSES = tuple(frozenset(names.split()) for _, names in _SHAPES)
# What every word of such a shape holds, and few others.
_SHAPED = re.compile(r"[\d½¼¾-]")


class Lexicon:
    """The classes of words, their values, and the kinds of all combinations of classes.

    Args:
        literals: Further words, in small letters, that the grammar mentions one by one; they are the
            only members of the class of their own name.
        holiday_starts: The first words of named days.
    """

    def __init__(self, literals: Iterable[str] = (), holiday_starts: Iterable[str] = ()) -> None:
        self._values: dict[str, dict[str, int | str]] = load_toml("time-words.toml")
        classes: dict[str, set[str]] = {word: {"NUMBER"} for word in number_words()}
        for name, words in self._values.items():
            for word in words:
                classes.setdefault(word, set()).add(name)
        for word in literals:
            classes.setdefault(word, set()).add(word)
        for word in holiday_starts:
            classes.setdefault(word, set()).add(HOLIDAY_START)
        self._words = {word: frozenset(names) for word, names in classes.items()}
        combinations = dict.fromkeys((*self._words.values(), *_SHAPE_CLASSES, frozenset({HOLIDAY})))
        self._kinds = {names: chr(_FIRST_KIND + i) for i, names in enumerate(combinations)}

    def kind(self, word: str) -> str:
        """The kind of a token."""
        return self._kinds.get(self.classes(word), OTHER)

    def classes(self, word: str) -> frozenset[str]:
        """The classes of a token, as it stands in the text."""
        for form in _forms(word):
            if form in self._words:
                return self._words[form]
        shape = _SHAPE.fullmatch(word) if len(word) <= 20 and _SHAPED.search(word) else None
        return _SHAPE_CLASSES[shape.lastindex - 1] if shape and shape.lastindex else frozenset()

    def kinds_of(self, name: str) -> str:
        """All kinds that belong to a class.

        Raises:
            KeyError: No word has the class.
        """
        kinds = "".join(kind for names, kind in self._kinds.items() if name in names)
        if not kinds:
            raise KeyError(f"no word has the class {name}")
        return kinds

    def value(self, name: str, word: str) -> int | str | None:
        """The value of a listed word as a member of a class."""
        values = self._values[name]
        return next((values[form] for form in _forms(word) if form in values), None)


def _forms(word: str) -> tuple[str, ...]:
    """The entries that may stand for a token; those with a capital do not match small letters."""
    if word.islower():
        return (word,)
    return (word, word.lower(), word.capitalize()) if word.isupper() else (word, word.lower())
