"""The grammar: rules of `data/en/time-grammar.toml`, compiled, and where they match.

A rule is a regular expression over words. Capitals name a class of the lexicon (`MONTH`), small
letters a word (`of`), braces another pattern of the file (`{number}`), and `day=(...)` a part that
is given a name. At each place the longest match of all rules counts, the first rule on a tie.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import regex

from newsextract.language import load_toml
from newsextract.language.tokens import Tokens

from .holidays import holiday_first_words, holiday_names
from .lexicon import HOLIDAY, HOLIDAY_START, OTHER, SPLIT, Lexicon

T = TypeVar("T")

_ATOM = re.compile(r"(?P<group>[a-z_]+)=\(|(?P<name>[A-Z_]+)|(?P<word>[a-z]+)")
_PART = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule.

    Attributes:
        name: As in the file; the provenance of what it finds.
        reading: How the match is read; see `readings`.
        pattern: Over kinds.
        groups: Names and numbers of its groups.
        after: What must stand before, as a pattern that looks behind; None if anything may.
        unless: The refusals that apply; see `filters`.
        example: A text in which the rule finds something.
    """

    name: str
    reading: str
    pattern: regex.Pattern[str]
    groups: tuple[tuple[str, int], ...]
    after: regex.Pattern[str] | None
    unless: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits the words from `start` to `end` (half-open word indices).

    Attributes:
        rule: The rule.
        words: All words of the text, as the scan saw them.
        start: First word of the expression.
        end: Word after the last.
        sentence: Half-open word range of the sentence.
        parts: The words of each named part that took part.
    """

    rule: Rule
    words: Words
    start: int
    end: int
    sentence: tuple[int, int]
    parts: dict[str, tuple[int, int]]

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def part(self, name: str) -> list[str]:
        """The words of a part; none if it took no part."""
        first, stop = self.parts.get(name, (0, 0))
        return self.words.texts[first:stop]


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text, with "mid-2019" in two; parallel lists, offsets as in `Tokens`.

    Attributes:
        texts: As written.
        lowers: In lower case.
        starts: Offset of the first character.
        ends: Offset after the last.
        kinds: One character a word; see `Lexicon`.
        sentences: Half-open word ranges.
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    kinds: str
    sentences: list[tuple[int, int]]


class Grammar:
    """The compiled rules and their lexicon. Get it from `grammar()`."""

    def __init__(self) -> None:
        source = load_toml("time-grammar.toml")
        self._parts: dict[str, str] = source["parts"]
        rules: list[dict[str, Any]] = source["rules"]
        patterns = [self._expand(rule["pattern"]) for rule in rules]
        texts = [*patterns, *(rule.get("after", "") for rule in rules)]
        literals = {atom["word"] for text in texts for atom in _ATOM.finditer(text) if atom["word"]}
        self.lexicon = Lexicon(sorted(literals), holiday_first_words())
        self.kind_of = functools.lru_cache(maxsize=1 << 15)(self.lexicon.kind)
        self.rules = tuple(map(self._rule, rules, patterns))
        self._split = self.lexicon.kinds_of(SPLIT)
        self._holiday = self.lexicon.kinds_of(HOLIDAY)
        self._holiday_start = re.compile(f"[{self.lexicon.kinds_of(HOLIDAY_START)}]")
        self._rules_at = functools.lru_cache(maxsize=1 << 14)(self._starting_with)
        self._heads = re.compile("[" + "".join(map(self.lexicon.kinds_of, source["heads"])) + "]")

    def words(self, tokens: Tokens) -> Words:
        """The words of a text and their kinds."""
        kinds = "".join(map(self.kind_of, tokens.words))
        if self._holiday_start.search(kinds):
            kinds = self._with_holidays(tokens, kinds)
        words = Words(tokens.words, tokens.lowers, tokens.starts, tokens.ends, kinds, tokens.sentences)
        return self._cut(words) if self._split in kinds else words

    def matches(self, words: Words, read: Callable[[Match], T | None]) -> Iterator[tuple[Match, T]]:
        """What the rules find and how it is read, in order, without overlap.

        Args:
            words: The words of the text.
            read: Reads a match, or refuses it with None; then the next longest is tried.
        """
        for first, stop in words.sentences:
            for run in self._runs(words.kinds, first, stop):
                yield from self._matches_in(words, run, (first, stop), read)

    def _runs(self, kinds: str, first: int, stop: int) -> Iterator[tuple[int, int]]:
        """The runs of words that rules mention, in a sentence, that hold a head."""
        at = first
        while head := self._heads.search(kinds, at, stop):
            start = kinds.rfind(OTHER, at, head.start()) + 1 or at
            end = kinds.find(OTHER, head.end(), stop)
            at = stop if end < 0 else end
            yield start, at

    def _matches_in(
        self,
        words: Words,
        run: tuple[int, int],
        sentence: tuple[int, int],
        read: Callable[[Match], T | None],
    ) -> Iterator[tuple[Match, T]]:
        position, stop = run
        while position < stop:
            end = position + 1
            for _, match in self._matches_at(words, position, sentence):
                reading = read(match)
                if reading is not None:
                    yield match, reading
                    end = max(match.end, end)
                    break
            position = end

    def _matches_at(self, words: Words, position: int, sentence: tuple[int, int]) -> list[tuple[int, Match]]:
        """The matches at a word and where they end, the longest first."""
        found = []
        for rule in self._rules_at(words.kinds[position : min(position + 2, sentence[1])]):
            if rule.after and not _stands_behind(rule.after, words.kinds, position, sentence[0]):
                continue
            hit = rule.pattern.match(words.kinds, position, sentence[1])
            if hit and hit.end() > position:
                found.append((hit.end(), _match(words, rule, hit, sentence)))
        return sorted(found, key=lambda item: -item[0]) if len(found) > 1 else found

    def _with_holidays(self, tokens: Tokens, kinds: str) -> str:
        """The kinds with those of the words of named days put in."""
        stop = 0
        changed = list(kinds)
        for start in self._holiday_start.finditer(kinds):
            found = holiday_names().match_at(tokens, start.start())
            if found and found.start >= stop:
                stop = found.end
                changed[found.start : stop] = self._holiday * (stop - found.start)
        return "".join(changed)

    def _cut(self, words: Words) -> Words:
        """Cut "mid-2019" behind its hyphen."""
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        index = []  # of each word in the new lists
        for text, start, end, kind in zip(words.texts, words.starts, words.ends, words.kinds, strict=True):
            index.append(len(texts))
            at = text.index("-") + 1 if kind == self._split else 0
            for piece, begin, stop in ((text[:at], start, start + at), (text[at:], start + at, end)):
                if piece:
                    texts.append(piece)
                    starts.append(begin)
                    ends.append(stop)
        index.append(len(texts))
        kinds = "".join(map(self.kind_of, texts))
        sentences = [(index[a], index[b]) for a, b in words.sentences]
        return Words(texts, [text.lower() for text in texts], starts, ends, kinds, sentences)

    def _expand(self, pattern: str) -> str:
        return _PART.sub(lambda part: f"(?:{self._expand(self._parts[part[1]])})", pattern)

    def _rule(self, source: dict[str, Any], pattern: str) -> Rule:
        compiled = self._compile(pattern)
        return Rule(
            name=source["name"],
            reading=source["reading"],
            pattern=compiled,
            groups=tuple(compiled.groupindex.items()),
            after=self._compile(f"(?<={source['after']})") if "after" in source else None,
            unless=tuple(source.get("unless", ())),
            example=source["example"],
        )

    def _compile(self, pattern: str) -> regex.Pattern[str]:
        def translate(atom: re.Match[str]) -> str:
            if atom["group"]:
                return f"(?P<{atom['group']}>"
            return f"[{self.lexicon.kinds_of(atom['name'] or atom['word'])}]"

        return regex.compile(_ATOM.sub(translate, pattern), regex.VERBOSE)

    def _starting_with(self, kinds: str) -> tuple[Rule, ...]:
        """The rules that can match at a word, by its kind and that of the next word, if there is one."""
        rules = self._rules_at(kinds[:-1]) if len(kinds) > 1 else self.rules
        return tuple(rule for rule in rules if rule.pattern.match(kinds, partial=True))


def _stands_behind(pattern: regex.Pattern[str], kinds: str, position: int, first: int) -> bool:
    return position > first and pattern.match(kinds, position) is not None


def _match(words: Words, rule: Rule, found: regex.Match[str], sentence: tuple[int, int]) -> Match:
    spans = found.regs
    parts = {name: spans[group] for name, group in rule.groups if spans[group][0] >= 0}
    start, end = parts.pop("span", spans[0])
    return Match(rule, words, start, end, sentence, parts)


@functools.cache
def grammar() -> Grammar:
    """The grammar, compiled at the first call."""
    return Grammar()
