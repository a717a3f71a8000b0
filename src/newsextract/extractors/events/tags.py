"""Coarse parts of speech: those of the tagger, or from closed-class words and word order without one."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from enum import StrEnum

from newsextract.language import Tokens, load_toml
from newsextract.language.syntax import Syntax

from .morphology import Form, shared, verb_forms


class Tag(StrEnum):
    """Coarse part of speech of a token."""

    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"
    TO = "to"
    CONJUNCTION = "conjunction"
    RELATIVE = "relative"
    SUBORDINATOR = "subordinator"
    AUXILIARY = "auxiliary"
    MODAL = "modal"
    NEGATION = "negation"
    ADVERB = "adverb"
    VERB = "verb"
    NOUN = "noun"
    NUMBER = "number"
    NAME = "name"
    AMOUNT = "amount"
    TIME = "time"
    GENITIVE = "genitive"
    COMMA = "comma"
    BRACKET = "bracket"
    PUNCTUATION = "punctuation"


NOMINAL = frozenset((Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.AMOUNT))
_OPENS_NOMINAL = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.GENITIVE))
_SUBJECTS = frozenset((Tag.NOUN, Tag.NAME, Tag.PRONOUN, Tag.ADVERB, Tag.TIME))
_BREAKS = frozenset((Tag.RELATIVE, Tag.SUBORDINATOR, Tag.CONJUNCTION, Tag.PUNCTUATION, Tag.COMMA))


@functools.cache
def closed_classes() -> Mapping[str, Tag]:
    """Closed-class words; of a word listed twice the first class counts."""
    found: dict[str, Tag] = {}
    for name, words in load_toml("events-grammar.toml")["classes"].items():
        for word in words:
            found.setdefault(word, Tag(name))
    return found | {"to": Tag.TO, "not": Tag.NEGATION, "n't": Tag.NEGATION, "never": Tag.NEGATION}


@functools.cache
def common_verbs() -> Mapping[str, frozenset[Form]]:
    """Forms of common verbs that are no triggers."""
    found: dict[str, frozenset[Form]] = {}
    for lemma in load_toml("events-grammar.toml")["verbs"]["common"]:
        for word, forms in verb_forms(lemma):
            found[word] = shared(found.get(word, frozenset()) | forms)
    return found


_UNIVERSAL = {
    "ADJ": Tag.NOUN,
    "ADP": Tag.PREPOSITION,
    "ADV": Tag.ADVERB,
    "AUX": Tag.AUXILIARY,
    "CCONJ": Tag.CONJUNCTION,
    "DET": Tag.DETERMINER,
    "NUM": Tag.NUMBER,
    "PART": Tag.ADVERB,
    "PRON": Tag.PRONOUN,
    "PUNCT": Tag.PUNCTUATION,
    "SCONJ": Tag.SUBORDINATOR,
    "VERB": Tag.VERB,
}
_SETTLED = {
    "to": Tag.TO,
    "not": Tag.NEGATION,
    "n't": Tag.NEGATION,
    "'s": Tag.GENITIVE,
    "’s": Tag.GENITIVE,
    "'": Tag.GENITIVE,
    "’": Tag.GENITIVE,
}
_MARKS = {",": Tag.COMMA, **dict.fromkeys("()[]", Tag.BRACKET)}
_TOLD_BY_WORD = {"PUNCT": _MARKS, "PART": _SETTLED}


def tags_of(syntax: Syntax, tokens: Tokens, known: Mapping[int, Tag]) -> list[Tag]:
    """Tags by the analysis of an article; `known` as for `Tagger.tags`."""
    tags = list(map(_UNIVERSAL.get, syntax.upos, itertools.repeat(Tag.NOUN)))
    for i in [i for i, upos in enumerate(syntax.upos) if upos in _TOLD_BY_WORD]:
        tags[i] = _TOLD_BY_WORD[syntax.upos[i]].get(tokens.lowers[i], tags[i])
    for i in [i for i, rel in enumerate(syntax.deprels) if rel == "nmod:poss"]:
        if syntax.upos[i] == "PRON":
            tags[i] = Tag.POSSESSIVE
    for i, tag in known.items():
        tags[i] = tag
    return tags


class Tagger:
    """Tags tokens.

    Args:
        verbs: Forms of the verbs the frames name.
    """

    def __init__(self, verbs: Mapping[str, frozenset[Form]]) -> None:
        self.verbs = {**common_verbs(), **verbs}

    def tags(self, tokens: Tokens, known: Mapping[int, Tag]) -> list[Tag]:
        """Tag every token.

        Args:
            tokens: The tokens.
            known: Tags of the tokens of names, amounts and times.
        """
        first = [known.get(i) or self._closed(tokens, i) for i in range(len(tokens))]
        tags = [t or Tag.NOUN for t in first]
        for start, end in tokens.sentences:
            finite = False
            for i in range(start, end):
                if tags[i] in _BREAKS:
                    finite = False
                elif tags[i] in (Tag.MODAL, Tag.AUXILIARY):
                    finite = True
                if first[i] is None:
                    tags[i] = self._open(tokens, tags, first, i, (start, end), finite)
                    finite |= tags[i] is Tag.VERB and (
                        (i > start and tags[i - 1] in _SUBJECTS) or self._is_finite(tokens.lowers[i])
                    )
            _settle(tokens.lowers, tags, start, end)
        return tags

    def forms(self, word: str) -> frozenset[Form]:
        """The verb forms a word may be."""
        return self.verbs.get(word, frozenset())

    def _is_finite(self, word: str) -> bool:
        """Whether a verb can only be finite ("rose", "rises"), not a participle."""
        return not self.forms(word) & {Form.PARTICIPLE, Form.GERUND}

    def _closed(self, tokens: Tokens, i: int) -> Tag | None:
        """The class of a word that is told by itself, or None."""
        word = tokens.lowers[i]
        tag = closed_classes().get(word)
        if word in ("'s", "’s") and i and tokens.glued(i):
            return Tag.GENITIVE
        if word in ("'", "’") and i and tokens.glued(i) and tokens.words[i - 1].endswith("s"):
            return Tag.GENITIVE
        if tag:
            return tag
        if word[0].isdigit():
            return Tag.NUMBER
        if not any(c.isalnum() for c in word):
            return Tag.COMMA if word == "," else Tag.BRACKET if word in "()[]" else Tag.PUNCTUATION
        if word.endswith("ly") and len(word) > 4 and word not in self.verbs:
            return Tag.ADVERB
        return None

    def _open(
        self,
        tokens: Tokens,
        tags: list[Tag],
        first: list[Tag | None],
        i: int,
        sentence: tuple[int, int],
        finite: bool,
    ) -> Tag:
        """Verb or noun."""
        word = tokens.lowers[i]
        forms = self.verbs.get(word)
        if forms is None:
            return Tag.VERB if self._is_unknown_verb(tokens, tags, first, i, sentence) else Tag.NOUN
        before = tags[i - 1] if i > sentence[0] else Tag.PUNCTUATION
        after = first[i + 1] if i + 1 < sentence[1] else Tag.PUNCTUATION
        if before in (Tag.MODAL, Tag.AUXILIARY, Tag.NEGATION, Tag.RELATIVE, Tag.TO):
            return Tag.VERB
        if before is Tag.ADVERB and tags[i - 2 if i - 2 >= sentence[0] else i - 1] not in _OPENS_NOMINAL:
            return Tag.VERB
        if before in _OPENS_NOMINAL:
            return Tag.NOUN
        if Form.GERUND in forms:
            return (
                Tag.NOUN
                if before is Tag.NOUN and after is Tag.PREPOSITION and tokens.lowers[i + 1] == "of"
                else Tag.VERB
            )
        if Form.PAST in forms or Form.PARTICIPLE in forms:
            if i == sentence[0] and after in (None, Tag.NAME) and word.endswith("ed"):
                return Tag.NOUN
            return (
                Tag.NOUN
                if before in (Tag.PREPOSITION, Tag.NUMBER) and after in (None, Tag.NAME)
                else Tag.VERB
            )
        if before in (Tag.PREPOSITION, Tag.NUMBER, Tag.AMOUNT) or finite:
            return Tag.NOUN
        if before is Tag.PRONOUN:
            return Tag.VERB
        if before in (Tag.NAME, Tag.NOUN, Tag.TIME):
            if after in (Tag.AUXILIARY, Tag.MODAL, Tag.GENITIVE):
                return Tag.NOUN
            agrees = Form.THIRD in forms or _is_plural(tokens.lowers[i - 1])
            return Tag.VERB if agrees else Tag.NOUN
        if before is Tag.COMMA and Form.THIRD in forms:
            return Tag.NOUN if Tag.VERB in tags[sentence[0] : i] else Tag.VERB
        return Tag.VERB if before is Tag.CONJUNCTION and after in _OPENS_NOMINAL else Tag.NOUN

    @staticmethod
    def _is_unknown_verb(
        tokens: Tokens, tags: list[Tag], first: list[Tag | None], i: int, sentence: tuple[int, int]
    ) -> bool:
        """Whether a word of no list is a participle by its ending and its neighbours."""
        word = tokens.lowers[i]
        if not _looks_participle(word):
            return False
        if _after_be(tokens.lowers, tags, i):
            return True
        after = first[i + 1] if i + 1 < sentence[1] else None
        before = tags[i - 1] if i > sentence[0] else Tag.PUNCTUATION
        takes_object = after in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.NAME, Tag.PRONOUN, Tag.AMOUNT)
        return takes_object and word.endswith("ing") and before not in _OPENS_NOMINAL


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("people", "police", "men", "women", "children")


def _looks_participle(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ed", "ing"))


def _after_be(lowers: list[str], tags: list[Tag], i: int) -> bool:
    """Whether an auxiliary stands right before, adverbs aside."""
    j = i - 1
    while j >= 0 and tags[j] in (Tag.ADVERB, Tag.NEGATION):
        j -= 1
    return j >= 0 and (tags[j] is Tag.AUXILIARY or lowers[j] in ("who", "which"))


def _settle(lowers: list[str], tags: list[Tag], start: int, end: int) -> None:
    """Settle the words whose class depends on the class of the next word."""
    for i in range(start, end):
        after = tags[i + 1] if i + 1 < end else Tag.PUNCTUATION
        word, tag = lowers[i], tags[i]
        if tag is Tag.TO:
            j = i + 1
            while j < end and tags[j] is Tag.ADVERB:
                j += 1
            verbal = j < end and tags[j] in (Tag.VERB, Tag.AUXILIARY) and not lowers[j].endswith("ing")
            tags[i] = Tag.TO if verbal else Tag.PREPOSITION
        elif word == "that" or word == "those":
            if word == "that" and after in (Tag.VERB, Tag.AUXILIARY, Tag.MODAL):
                tags[i] = Tag.RELATIVE if i > start and tags[i - 1] in NOMINAL else Tag.PRONOUN
            elif word == "that" and after in (Tag.NOUN,) and i > start and tags[i - 1] is Tag.PREPOSITION:
                tags[i] = Tag.DETERMINER
            elif word == "that":
                tags[i] = Tag.SUBORDINATOR
        elif word == "-" and i > start and tags[i - 1] is Tag.NOUN and tag is Tag.PUNCTUATION:
            if after in (Tag.PREPOSITION, Tag.ADVERB):
                tags[i + 1] = Tag.NOUN
        elif word == "her" and after not in NOMINAL:
            tags[i] = Tag.PRONOUN
        elif tag is Tag.GENITIVE and after in (Tag.DETERMINER, Tag.NEGATION, Tag.PREPOSITION, Tag.ADVERB):
            tags[i] = Tag.AUXILIARY
