"""What the whole article says: names found once are found everywhere, and one string has one type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter

from newsextract.language import Tokens

from .kinds import surroundings
from .lexicon import Lexicon
from .name import Name

_MAX_WORDS = 12
_LIKELY = 0.6
"""The least score of a person whose forename and surname are looked for."""
_SURE = 0.7
"""A mention of lesser score gives way to a person who bears the name."""


_LEAST = 0.4
"""What must speak for a string, in mentions that a source is sure of, for it to be a name."""
_EVIDENCE = 0.5
"""What a rule's opinion of a name weighs beside the source that found it."""
_LEGAL_FORM = 2
"""What "Inc." behind a name weighs, in mentions that the source is sure of."""


def with_repeats(tokens: Tokens, names: Iterable[Name], lex: Lexicon) -> list[Name]:
    """Add the places where a name found elsewhere, or a part of a person's name, stands unnoticed."""
    found = sorted(names, key=attrgetter("start"))
    forms = _forms(tokens, found, lex)
    taken = bytearray(len(tokens))
    for name in found:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    return sorted([*found, *_unnoticed(tokens, forms, taken, lex)], key=attrgetter("start"))


def settled(tokens: Tokens, names: Iterable[Name], lex: Lexicon, evidence: Iterable[Name] = ()) -> list[Name]:
    """Give every string of the article the type with the most weight; "Nexora" votes with "Nexora Inc."."""
    found = list(names)
    parts = _person_parts(tokens, found)
    cores = [_core(tokens, name, lex) for name in found]
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    weighted = [(name, core, name.score) for name, core in zip(found, cores, strict=True)]
    weighted += [(name, _core(tokens, name, lex), name.score * _EVIDENCE) for name in evidence]
    weighted += [(name, _core(tokens, name, lex), name.score) for name in surroundings(tokens, found, lex)]
    for name, core, weight in weighted:
        weak = core in parts and name.type != "PERSON" and name.score < _SURE
        votes[core]["PERSON" if weak else name.type] += weight
        if len(core) < tokens.ends[name.end - 1] - tokens.starts[name.start]:
            votes[core]["ORGANIZATION"] += _LEGAL_FORM
    best = {core: max(counts, key=lambda t: (counts[t], t)) for core, counts in votes.items()}
    best |= {short: best[full] for short, full in _short_forms(tokens, found, lex)}
    doubtful = {core for core, counts in votes.items() if sum(counts.values()) < _LEAST}
    return [_retyped(n, best[core]) for n, core in zip(found, cores, strict=True) if core not in doubtful]


def _short_forms(tokens: Tokens, names: list[Name], lex: Lexicon) -> Iterator[tuple[str, str]]:
    """Short and full form of "Ballot Interference Prevention Act (BIPA)", of "Hurricane Humberto"."""
    for name in names:
        if name.end - name.start == 2 and tokens.lowers[name.start] in lex.storms:
            yield tokens.words[name.end - 1], _core(tokens, name, lex)
    for full, short in pairwise(names):
        bracketed = tokens.words[full.end : short.start] == ["("] and tokens.words[
            short.end : short.end + 1
        ] == [")"]
        letters = tokens.words[short.start]
        if bracketed and short.end == short.start + 1 and letters.isupper():
            initials = "".join(w[0] for w in tokens.words[full.start : full.end])
            if letters in initials.upper() or letters in initials:
                yield _core(tokens, short, lex), _core(tokens, full, lex)


def _core(tokens: Tokens, name: Name, lex: Lexicon) -> str:
    """The name without the words that show a company: "Nexora" of "Nexora Holdings Ltd"."""
    end = name.end
    while end > name.start + 1 and tokens.lowers[end - 1] in lex.suffixes:
        end -= 1
    return tokens.text[tokens.starts[name.start] : tokens.ends[end - 1]]


def _retyped(name: Name, kind: str) -> Name:
    return name if kind == name.type else Name(name.start, name.end, kind, name.score, name.rule)


def _forms(tokens: Tokens, names: list[Name], lex: Lexicon) -> dict[tuple[str, ...], Name]:
    """The word sequences to look for, and the name that shows what each is."""
    forms: dict[tuple[str, ...], Name] = {}
    used = set(tokens.words)
    for name in names:
        if name.rule == "tagger":
            continue  # it has looked at the other places itself
        words = tuple(tokens.words[name.start : name.end])
        if len(words) <= _MAX_WORDS:
            forms.setdefault(words, name)
        if name.type == "PERSON" and name.score >= _LIKELY and len(words) > 1:
            for part in _called(words, used, lex):
                forms.setdefault((part,), name)
    return forms


def _called(words: tuple[str, ...], used: set[str], lex: Lexicon) -> Iterator[str]:
    """The single words by which a person of this name may be called: the family name, or the forename."""
    asian = words[0] in lex.family_first and words[-1] not in lex.surnames
    lower = words[0].lower()
    given = len(words[0]) > 2 and words[0][0].isupper() and lower not in used and lower not in lex.titles
    if asian or given:
        yield words[0]
    if len(words[-1]) > 2 and words[-1][0].isupper() and words[-1].lower() not in lex.titles:
        yield words[-1]


def _unnoticed(
    tokens: Tokens, forms: dict[tuple[str, ...], Name], taken: bytearray, lex: Lexicon
) -> Iterator[Name]:
    sizes: dict[str, set[int]] = defaultdict(set)
    for words in forms:
        sizes[words[0]].add(len(words))
    passed = 0
    for i in [i for i, word in enumerate(tokens.words) if word in sizes]:
        for size in sorted(sizes[tokens.words[i]], reverse=True) if i >= passed else ():
            words = tuple(tokens.words[i : i + size])
            source = forms.get(words)
            free = source and len(words) == size and not any(taken[i : i + size])
            if source and free and _is_named_here(tokens, i, i + size, source, lex):
                yield Name(i, i + size, source.type, source.score / 2, "repeat")
                passed = i + size
                break


def _is_named_here(tokens: Tokens, start: int, end: int, source: Name, lex: Lexicon) -> bool:
    """Whether these words are a name here too, and not ordinary words that look like it."""
    words = tokens.words
    of_currency = end < len(words) and tokens.lowers[end] in lex.currencies
    if of_currency or not any(c.isupper() for word in words[start:end] for c in word):
        return False
    of_person = source.end - source.start > 1
    if end == start + 1 and tokens.lowers[start] in lex.common and not of_person:
        before = words[start - 1] if start else "."
        return before[0].islower() or before == ","
    return True


def _person_parts(tokens: Tokens, names: list[Name]) -> set[str]:
    """Single words of the full names of people."""
    return {
        tokens.words[k]
        for name in names
        if name.type == "PERSON" and name.end - name.start > 1
        for k in range(name.start, name.end)
    }
