"""The short forms a name can take."""

from __future__ import annotations

from functools import cache

from newsextract.language import load_toml


def person_keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words by which a person of this full name may be called."""
    return tuple(dict.fromkeys(words))


def core_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what does not tell it apart: "Alibaba Group Holding" is "alibaba"."""
    suffixes = _suffixes()
    core = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(core) > 1 and core[-1] in suffixes:
        core = core[:-1]
    return core


def acronyms_of(text: str) -> tuple[str, ...]:
    """The capitals that may stand for a name of several words."""
    words = [w for w in text.replace("-", " ").split() if w[0].isalnum()]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0].upper() for w in words)
    return tuple(dict.fromkeys(a for a in (capitals, every) if len(a) > 1))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(load_toml("entities.toml")["suffixes"])
