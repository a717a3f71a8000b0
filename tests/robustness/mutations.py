"""Ways in which real articles arrive damaged. Each takes a random generator and a text, and gives a text."""

from __future__ import annotations

import html
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, str], str]

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LOOKALIKES = str.maketrans("aceopxyABEHKMOPT", "асеорхуАВЕНКМОРТ")
MISREAD = (("rn", "m"), ("m", "rn"), ("l", "1"), ("O", "0"), ("0", "O"), ("fi", "ﬁ"), ("S", "5"), ('"', "''"))
MARKUP = ("<p>", "</p>", "<br/>", "&nbsp;", "&amp;#8217;", "<a href='#'>", "</a>", "<!--", "-->", "&quot;")
CONTROLS = "\x00\x07\x08\x0b\x0c\x1b\x85\u2028\u2029\ufffd"


def dropped(rng: Random, text: str) -> str:
    """Some characters are lost."""
    return "".join(c for c in text if rng.random() > 0.01)


def doubled(rng: Random, text: str) -> str:
    """Some characters come twice."""
    return "".join(c * (1 + (rng.random() < 0.01)) for c in text)


def swapped(rng: Random, text: str) -> str:
    """Some neighbours have changed places."""
    characters = list(text)
    for at in range(len(characters) - 1):
        if rng.random() < 0.01:
            characters[at : at + 2] = reversed(characters[at : at + 2])
    return "".join(characters)


def cut(rng: Random, text: str) -> str:
    """Begins and ends anywhere, in the middle of a word too."""
    start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def shuffled_lines(rng: Random, text: str) -> str:
    """Lines in another order, some of them joined."""
    lines = text.split("\n")
    rng.shuffle(lines)
    return "".join(line + rng.choice(("\n", "\n\n", " ", "")) for line in lines)


def _sprinkled(rng: Random, text: str, choices: str | tuple[str, ...], share: float) -> str:
    return "".join(c + rng.choice(choices) if rng.random() < share else c for c in text)


def with_bidi_controls(rng: Random, text: str) -> str:
    """Marks of writing direction between the characters."""
    return _sprinkled(rng, text, BIDI, 0.02)


def with_zero_width(rng: Random, text: str) -> str:
    """Characters that take no room between the others."""
    return _sprinkled(rng, text, ZERO_WIDTH, 0.02)


def with_controls(rng: Random, text: str) -> str:
    """Control characters and odd line ends."""
    return _sprinkled(rng, text, CONTROLS, 0.01)


def with_markup(rng: Random, text: str) -> str:
    """Remains of HTML."""
    return _sprinkled(rng, html.escape(text) if rng.random() < 0.5 else text, MARKUP, 0.01)


def mixed_scripts(rng: Random, text: str) -> str:
    """Some words in letters of another alphabet that look alike."""
    return " ".join(w.translate(LOOKALIKES) if rng.random() < 0.1 else w for w in text.split(" "))


def misread(rng: Random, text: str) -> str:
    """What optical character recognition takes for another."""
    for right, wrong in MISREAD:
        parts = text.split(right)
        text = parts[0] + "".join((wrong if rng.random() < 0.1 else right) + part for part in parts[1:])
    return text


def in_capitals(_: Random, text: str) -> str:
    """All in capitals."""
    return text.upper()


def in_small_letters(_: Random, text: str) -> str:
    """No capital at all."""
    return text.lower()


def without_punctuation(_: Random, text: str) -> str:
    """Letters, digits and spaces only."""
    return "".join(c for c in text if c.isalnum() or c.isspace())


def without_spaces(rng: Random, text: str) -> str:
    """Some words grown together."""
    return "".join(c for c in text if c != " " or rng.random() > 0.05)


def with_stray_quotes(rng: Random, text: str) -> str:
    """Quotation marks where none belong."""
    return _sprinkled(rng, text, "\"“”‘’«»'", 0.005)


def on_one_line(_: Random, text: str) -> str:
    """No line break left."""
    return " ".join(text.split())


MUTATIONS: tuple[Mutation, ...] = (
    dropped,
    doubled,
    swapped,
    cut,
    shuffled_lines,
    with_bidi_controls,
    with_zero_width,
    with_controls,
    with_markup,
    mixed_scripts,
    misread,
    in_capitals,
    in_small_letters,
    without_punctuation,
    without_spaces,
    with_stray_quotes,
    on_one_line,
)
