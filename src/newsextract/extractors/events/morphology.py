"""The inflected forms of English verbs and nouns, so that frames name lemmas only."""

from __future__ import annotations

import functools
from enum import StrEnum

from newsextract.language import load_toml

_VOWELS = "aeiou"


class Form(StrEnum):
    """The form in which a trigger stands."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    NOUN = "noun"
    ADJECTIVE = "adjective"


_BY_ENDING = {
    "ing": frozenset((Form.GERUND,)),
    "ed": frozenset((Form.PAST, Form.PARTICIPLE)),
    "": frozenset((Form.BASE, Form.THIRD)),
}


@functools.cache
def _irregular() -> tuple[dict[str, tuple[str, str]], frozenset[str], frozenset[str]]:
    table = load_toml("events-inflection.toml")
    past = {verb: (forms[0], forms[1]) for verb, forms in table["past"].items()}
    return past, frozenset(table["doubling"]["verbs"]), frozenset(table["doubling"]["single"])


@functools.cache
def verb_forms(lemma: str) -> tuple[tuple[str, frozenset[Form]], ...]:
    """Every form of a verb, with all that it may be ("set" is base, past and participle)."""
    irregular, _, british = _irregular()
    forms: dict[str, set[Form]] = {}

    def add(word: str, form: Form) -> None:
        forms.setdefault(word, set()).add(form)

    add(lemma, Form.BASE)
    add(plural(lemma), Form.THIRD)
    for stem in _stems(lemma):
        add(_gerund(lemma, stem), Form.GERUND)
    if lemma in irregular:
        past, participle = irregular[lemma]
        add(past, Form.PAST)
        add(participle, Form.PARTICIPLE)
        if lemma in british or past.endswith("ed"):
            add(past, Form.PARTICIPLE)
            add(participle, Form.PAST)
    else:
        for stem in _stems(lemma):
            for form in (Form.PAST, Form.PARTICIPLE):
                add(_past(lemma, stem), form)
    return tuple((word, shared(frozenset(kinds))) for word, kinds in forms.items())


@functools.cache
def shared(forms: frozenset[Form]) -> frozenset[Form]:
    """One object for each set of forms: thousands of words have one of a dozen."""
    return forms


@functools.cache
def plural(lemma: str) -> str:
    """The plural of a noun, which is also the third person of a verb."""
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in (
        "go",
        "do",
        "undergo",
        "veto",
        "echo",
        "embargo",
    ):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _stems(lemma: str) -> tuple[str, ...]:
    """The stems before "-ing" and "-ed": "stop" gives "stopp", "cancel" gives "cancell" and "cancel"."""
    _, doubling, both = _irregular()
    doubled = lemma + lemma[-1:]
    if lemma in both:
        return lemma, doubled
    if lemma in doubling or _is_short(lemma):
        return (doubled,)
    return (lemma,)


def _is_short(lemma: str) -> bool:
    """Whether a verb is one syllable that ends in one vowel and one consonant ("cut", "plan")."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy" or lemma[-2] not in _VOWELS:
        return False
    before = lemma[:-2]
    return not any(c in _VOWELS for c in before.replace("qu", "q"))


def _gerund(lemma: str, stem: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return stem + "ing"


def _past(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return stem + "ed"


@functools.cache
def _participles() -> dict[str, frozenset[Form]]:
    """Forms of irregular verbs, by word."""
    past, _, _ = _irregular()
    found: dict[str, frozenset[Form]] = {}
    for lemma in past:
        for word, kinds in verb_forms(lemma):
            found[word] = shared(found.get(word, frozenset()) | kinds)
    return found


def verb_forms_of(word: str) -> frozenset[Form]:
    """The forms that a word may be if it is a verb, told by its ending or the table of irregular verbs."""
    known = _participles().get(word)
    if known:
        return known
    return _BY_ENDING["ing" if word.endswith("ing") else "ed" if word.endswith("ed") else ""]
