"""The grammar of the time layer: every rule finds its example, and every name it uses exists."""

from __future__ import annotations

import pytest

from newsextract.extractors.time.filters import refused
from newsextract.extractors.time.grammar import Rule, grammar
from newsextract.extractors.time.readings import read
from newsextract.language import tokenize


@pytest.mark.parametrize("rule", grammar().rules, ids=lambda rule: rule.name)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    words = grammar().words(tokenize(rule.example))
    found = grammar().matches(words, lambda match: None if refused(match) else read(match))
    assert rule in [match.rule for match, _ in found], f"{rule.name} does not find {rule.example!r}"


def test_names_of_rules_are_unique() -> None:
    names = [rule.name for rule in grammar().rules]
    assert len(names) == len(set(names))


def test_a_word_with_a_capital_in_the_lexicon_needs_one_in_the_text() -> None:
    kind = grammar().lexicon.kind
    assert kind("March") == kind("MARCH")
    assert kind("March") != kind("march")
    assert kind("Yesterday") == kind("yesterday")
