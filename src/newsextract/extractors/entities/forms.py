"""The short forms a name can take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from newsextract.language import load_toml

from .mention import Named
from .places import nationality, place

_MAX_WORDS = 14


def identity_of(mention: Named) -> str:
    """A key that is equal for two ways of writing one name: "U.S." and "America", "Swede" and "Swedes"."""
    return _identity(mention.type, mention.text, mention.words)


@lru_cache(maxsize=1 << 13)
def _identity(kind: str, name: str, words: tuple[str, ...]) -> str:
    if kind == "GPE":
        found = place(name)
        if found and found.kind == "country" and found.country:
            return found.country
    if kind == "NORP":
        country = nationality(name)
        return country or _singular(name.lower())
    text = " ".join(words) or name
    for long, short in _prefixes():
        if text.startswith(long):
            text = short + text[len(long) :]
    return _aliases().get(text, text)


def _singular(word: str) -> str:
    return _aliases().get(word, word.removesuffix("s"))


def person_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words by which a person of this full name may be called; none for "the Gandhi family"."""
    if words and words[-1] in ("family", "brothers", "sisters"):
        return (words[-1],)
    return tuple(dict.fromkeys(words))


def stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of a name stand, in order, in a longer one; initials stand for names."""
    at = iter(full)
    return all(any(word == other or _is_initial(word, other) for other in at) for word in short)


def _is_initial(word: str, name: str) -> bool:
    letter = word.rstrip(".")
    return len(letter) == 1 and name.startswith(letter)


def short_forms(mention: Named) -> tuple[str, ...]:
    """What may stand for a name of several words: its beginning, its end, its initials."""
    if not 1 < len(mention.words) <= _MAX_WORDS:
        return ()
    return _short_forms(mention.type, mention.text, mention.words)


@lru_cache(maxsize=1 << 12)
def _short_forms(kind: str, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_shortened(kind, name, words))


def _shortened(kind: str, name: str, words: tuple[str, ...]) -> Iterator[str]:
    lists = _lists()
    core = words
    while len(core) > 1 and core[-1] in lists["suffixes"]:
        core = core[:-1]
        yield " ".join(core)
    if kind in ("GPE", "NORP"):
        if words[-1] in designators():
            yield " ".join(words[:-1])
    else:
        yield from _beginnings(core, lists["parts"])
        yield from (" ".join(words[k:]) for k in range(1, len(words)) if _may_begin(words[k]))
    if kind != "NORP":
        yield from acronyms_of(name, len(words) - len(core))


def _beginnings(core: tuple[str, ...], parts: frozenset[str]) -> Iterator[str]:
    """Beginnings of a name, unless what is left out makes it another thing ("Google Cloud")."""
    for size in range(len(core) - 1, 0, -1):
        if core[size] in parts or place(core[size].capitalize()):
            return
        if _may_end(core[size - 1]):
            yield " ".join(core[:size])


def _may_begin(word: str) -> bool:
    return word not in _lists()["small"]


def _may_end(word: str) -> bool:
    return word not in _lists()["small"]


def acronyms_of(text: str, suffixes: int = 0) -> tuple[str, ...]:
    """The capitals that may stand for a name of several words.

    Args:
        text: The name.
        suffixes: How many of its last words are suffixes that an acronym may leave out.
    """
    words = text.replace("-", " ").split()
    found = list[str]()
    for kept in range(len(words), max(1, len(words) - suffixes - 1), -1):
        capitals = "".join(w[0] for w in words[:kept] if w[0].isupper() or w == "&")
        every = "".join(w[0].upper() for w in words[:kept] if w[0].isalnum())
        found += (capitals, capitals.replace("&", ""), every)
    return tuple(dict.fromkeys(a for a in found if len(a) > 1))


def abbreviates(short: str, name: str) -> bool:
    """Whether a word in brackets is short for the name before it: its letters stand there in order.

    A name in another script always is: "Chen Shih-chung (陳時中)".
    """
    if not short.isascii() and name.isascii() and not any(c.isupper() or c.islower() for c in short):
        return True
    letters = [c for c in short.lower() if c.isalnum()]
    at = iter(name.lower())
    capital = sum(c.isupper() for c in short) > 1 or short.lower() in name.lower()
    return capital and len(short) < len(name) and all(any(c == other for other in at) for c in letters)


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = load_toml("entities.toml")
    return {key: frozenset(data[key]) for key in ("suffixes", "designators", "parts", "small")}


def designators() -> frozenset[str]:
    """Words that end the names of regions ("county")."""
    return _lists()["designators"]


@cache
def alias_phrases() -> frozenset[str]:
    """What stands between two names of one thing: "also known as"."""
    return frozenset(load_toml("entities.toml")["alias_phrases"])


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple((long, short) for long, short in load_toml("entities.toml")["prefixes"])


@cache
def _aliases() -> dict[str, str]:
    return dict(load_toml("entities.toml")["aliases"])
