"""What governs a trigger, step by step from the word itself up to the root of its sentence.

"They are expected to discuss plans for a merger": the merger is governed by "plans", those by "discuss", this
by "expected". Each step knows how the one below hangs on it and which small words bear on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .morphology import Form, verb_forms_of
from .tree import ANY_SUBJECT, Tree

_LINKS = {
    "nsubj": "subject",
    "csubj": "subject",
    "nsubj:pass": "object",
    "csubj:pass": "object",
    "obj": "object",
    "iobj": "object",
    "xcomp": "complement",
    "ccomp": "content",
    "acl": "modifier",
    "advcl": "adjunct",
    "compound": "compound",
    "amod": "compound",
    "nmod:poss": "possessor",
}
_QUANTITIES = ("NUM", "SYM")
_ENDS = ("acl:relcl", "parataxis", "advcl:relcl")
_BESIDE = frozenset(("aux", "aux:pass", "advmod", "mark", "cop", "det", "amod", "case", "cc:preconj", "acl"))
_SHARED = frozenset(("aux", "aux:pass", "advmod", "cop"))
_PARTICIPANTS = ANY_SUBJECT | {"obj", "iobj"}
_NEGATIVE = frozenset(("no", "neither", "none", "nobody", "nothing", "no-one"))
_NONFINITE = ("by", "in", "for", "from", "of", "without", "to", "")
_BE = frozenset(("is", "are", "was", "were", "'s", "'re", "be"))
_PAST_BE = frozenset(("was", "were"))
_HAVE = frozenset(("has", "have", "'ve", "had", "having"))
_MODALS = {
    **dict.fromkeys(("will", "'ll", "wo", "shall"), "will"),
    **dict.fromkeys(("would", "'d"), "would"),
    **dict.fromkeys(("could", "might", "may", "can", "ca"), "can"),
    **dict.fromkeys(("must", "should", "ought"), "must"),
}
_DO = frozenset(("do", "does", "did"))
_MAX_STEPS = 6
_MAX_CLIMB = 9


class Step(NamedTuple):
    """A word on the way up from a trigger.

    Attributes:
        word: Its token; -1 where there is no parse.
        link: What the step below is to it: "subject", "object", "complement", "content" (that-clause),
            "purpose", "adjunct", "modifier", "compound", "quantity" ("$5 million in aid"), "possessor" or
            "prepositional"; "" for the trigger.
        marker: The preposition or conjunction before the step below, or "".
        operators: Tokens that bear on it: auxiliaries, negations, adverbs, conjunctions, determiners.
        form: Its tense and mood if it is a verb ("past", "will", "infinitive", "be to", ...), else "".
    """

    word: int
    link: str
    marker: str
    operators: tuple[int, ...]
    form: str


def steps(tree: Tree, start: int, end: int) -> tuple[Step, ...]:
    """The trigger from token `start` to `end`, what governs it, what governs that, and so on."""
    return tuple(_steps(tree, tree.head_of(start, end)))


def _steps(tree: Tree, at: int) -> Iterator[Step]:
    link = marker = ""
    below = -1
    for _ in range(_MAX_STEPS):
        word, operators = at, [k for k in _operators(tree, at) if k != below]
        form = _form(tree, at) if _is_verb(tree, at) else ""
        for _ in range(_MAX_CLIMB):  # Of words side by side the first one hangs on what governs them all.
            head = tree.heads[at]
            if head == at or tree.rels[at] not in ("conj", "appos"):
                break
            if tree.rels[at] == "conj" and _shares(tree, at, head):
                operators += _operators(tree, head, shared=True)
                form = _form(tree, head) if form in ("base", "past") else form
            at = head
        rel, head = tree.rels[at], tree.heads[at]
        ends = head == at or rel in _ENDS
        if ends and head != at:
            operators += _negative(tree, head)
        yield Step(word, link, marker, tuple(operators), form)
        marker = _marker(tree, at)
        if ends or (rel == "advcl" and marker not in _NONFINITE):
            return
        link = _link(tree, at, head, marker)
        below, at = at, head


def _link(tree: Tree, at: int, head: int, marker: str) -> str:
    rel = tree.rels[at]
    if rel in ("acl", "advcl"):
        if marker == "to":
            return "purpose"
        if marker in ("of", "from"):  # "suspected of killing", "prevent it from closing"
            return "complement"
        if marker == "that":  # "fears that it will close"
            return "content"
    if rel == "nmod" and tree.upos[head] in _QUANTITIES:
        return "quantity"
    return _LINKS.get(rel, "prepositional")


def _is_verb(tree: Tree, i: int) -> bool:
    return tree.upos[i] in ("VERB", "AUX")


def _operators(tree: Tree, head: int, *, shared: bool = False) -> list[int]:
    """What bears on a word; `shared` leaves out what bears on the first of several verbs or nouns alone."""
    found = []
    for kid in tree.kids[head]:
        rel = tree.rels[kid]
        if rel in (_SHARED if shared else _BESIDE):
            found.append(kid)
        elif rel in _PARTICIPANTS and not shared:
            found += [kid] if tree.lowers[kid] in _NEGATIVE else _negative(tree, kid)
    return found


def _negative(tree: Tree, noun: int) -> list[int]:
    return [k for k in tree.kids[noun] if tree.rels[k] == "det" and tree.lowers[k] in _NEGATIVE]


def _marker(tree: Tree, i: int) -> str:
    marks = [tree.lowers[k] for k in tree.kids[i] if tree.rels[k] in ("mark", "case")]
    return "to" if "to" in marks and _is_verb(tree, i) else marks[0] if marks else ""


def _shares(tree: Tree, verb: int, first: int) -> bool:
    """Whether a word shares what bears on the first one it is coordinated with: "did not buy or sell"."""
    if not _is_verb(tree, first):
        return True
    if any(tree.rels[k] in ANY_SUBJECT for k in tree.kids[verb]):
        return False
    forms = verb_forms_of(tree.lowers[verb])
    shared = {tree.lowers[k] for k in tree.kids[first] if tree.rels[k] in ("aux", "aux:pass")}
    if Form.BASE in forms:
        return bool(shared & (_MODALS.keys() | _DO)) or _is_infinitive(tree, first)
    return Form.GERUND in forms or not shared <= (_MODALS.keys() | _DO)


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.lowers[k] == "to" and tree.rels[k] == "mark" for k in tree.kids[verb])


def _is_headline(tree: Tree, infinitive: int) -> bool:
    """Whether an infinitive stands for a future: "Acme to buy rival"."""
    head = tree.heads[infinitive]
    if head == infinitive:
        return any(tree.rels[k] in ANY_SUBJECT for k in tree.kids[infinitive])
    is_noun = tree.heads[head] == head and tree.upos[head] in ("PROPN", "NOUN") and head < infinitive
    return is_noun and tree.rels[infinitive] == "acl"


def _form(tree: Tree, verb: int) -> str:
    """The tense and mood of a verb."""
    lowers = tree.lowers
    words = [lowers[k] for k in tree.kids[verb] if tree.rels[k] in ("aux", "aux:pass", "cop")]
    for word in words:
        if word in _MODALS:
            return _MODALS[word]
    auxiliaries = frozenset(words)
    for k in tree.kids[verb]:
        if lowers[k] == "to" and tree.rels[k] == "mark":
            be = (k and lowers[k - 1] in _BE) or _is_headline(tree, verb)
            return "be to" if be else "infinitive"
    forms = verb_forms_of(lowers[verb])
    if auxiliaries & _HAVE:
        return "had" if "had" in auxiliaries else "perfect"
    if auxiliaries & _PAST_BE or "did" in auxiliaries:
        return "was"
    if auxiliaries:
        return "is doing" if Form.GERUND in forms else "is"
    if Form.GERUND in forms:
        return "gerund"
    if Form.BASE in forms:
        return "third" if lowers[verb].endswith("s") else "base"
    return "past"
