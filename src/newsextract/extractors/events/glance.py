"""The first glance at candidates, so that the roles of hopeless ones are never looked for.

It sees the trigger, the words beside it, whether words that the trigger asks for are in the sentence at all,
and how many candidates of the type the article has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsextract.language import Tokens

from .learned import Weights, logit
from .lexicon import Candidate, Evocation, Usage
from .regression import Regression

_PAD = "|"
_MANY = 6
_COUNTS = tuple(f"count {n}" for n in range(_MANY + 1))
_HOPELESS = 0.035  # 0.05 costs 0.002 of F1 in cross-validation
_HOPELESS_OF_FEW = 0.02  # in a short text there is little to save, and counts of candidates tell little
_FEW = 30

_Cues = tuple[tuple[frozenset[str], float, float], ...]
"""Words anywhere in the sentence, with the weights if none of them stands there and if one does."""


@dataclass(slots=True)
class _Place:
    """Where triggers stand.

    Attributes:
        features: The words beside it, as features.
        general: What they weigh for any type.
        own: For each that is known, what it weighs more for some types.
        sentence: The words of its sentence.
    """

    features: list[str]
    general: float
    own: list[Mapping[str, float]]
    sentence: frozenset[str]


class FirstGlance:
    """What is made of candidates at first glance, in any article.

    Args:
        weights: What the features weigh.

    Attributes:
        regression: Weighs them.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.regression = Regression(weights)
        self._cues: dict[Usage, _Cues] = {}

    def place(self, features: list[str], sentence: frozenset[str]) -> _Place:
        """What a place weighs with words beside it, as features, in a sentence of some words."""
        own = [self._weights[f] for f in features if f in self._weights]
        return _Place(features, sum([w.get("", 0.0) for w in own]), own, sentence)

    def cues(self, evocation: Evocation) -> _Cues:
        """What words of the sentence weigh for a trigger."""
        usage, kind, weighed = evocation.usage, evocation.type, self.regression.weighed
        if usage not in self._cues:
            self._cues[usage] = tuple(
                (cue.forms, weighed(kind, (cue.absent,)), weighed(kind, (cue.present,))) for cue in usage.cues
            )
        return self._cues[usage]


class Glance:
    """What the candidates of one article show before their roles are looked for.

    Args:
        candidates: The candidates.
        tokens: The article's tokens.
        first: What is made of them.

    Attributes:
        sentences: Token range of the sentence of each token.
    """

    def __init__(self, candidates: Sequence[Candidate], tokens: Tokens, first: FirstGlance) -> None:
        self._candidates = candidates
        self._first = first
        self.sentences: list[tuple[int, int]] = []
        for start, stop in tokens.sentences:
            self.sentences += [(start, stop)] * (stop - start)
        counts = Counter([c.evocation.type for c in candidates])
        self._of_types = {kind: ("bias", _COUNTS[min(_MANY, n)]) for kind, n in counts.items()}
        self._lowers = tokens.lowers
        self._words: dict[tuple[int, int], frozenset[str]] = {}
        self._places: dict[tuple[int, int], _Place] = {}

    def hopeful(self) -> Iterator[Candidate]:
        """The candidates that may be events."""
        least = logit(_HOPELESS if len(self._candidates) > _FEW else _HOPELESS_OF_FEW)
        regression = self._first.regression
        scores = {kind: regression.weighed(kind, features) for kind, features in self._of_types.items()}
        for c in self._candidates:
            kind, trigger = c.evocation.type, regression.told_by_trigger(c.evocation)
            if trigger is None:
                yield c
                continue
            place = self._place(c)
            score = trigger + scores[kind] + place.general
            for weights in place.own:
                if kind in weights:
                    score += weights[kind]
            for forms, absent, present in self._first.cues(c.evocation):
                score += absent if forms.isdisjoint(place.sentence) else present
            if score >= least:
                yield c

    def features(self, c: Candidate) -> list[str]:
        """The features of a candidate that any judgement sees, besides those of its `Evocation`."""
        return [*self._of_types[c.evocation.type], *self._place(c).features]

    def conditions(self, c: Candidate) -> list[str]:
        """Features that foretell misses: whether words the trigger asks for are in the sentence at all."""
        words = self._place(c).sentence
        return [cue.absent if cue.forms.isdisjoint(words) else cue.present for cue in c.evocation.usage.cues]

    def _place(self, c: Candidate) -> _Place:
        place = self._places.get((c.start, c.end))
        if place is None:
            sentence = self.sentences[c.start]
            if sentence not in self._words:
                self._words[sentence] = frozenset(self._lowers[slice(*sentence)])
            features = _neighbours(c.start, c.end, self._lowers, sentence)
            place = self._first.place(features, self._words[sentence])
            self._places[c.start, c.end] = place
        return place


def _neighbours(start: int, end: int, lowers: Sequence[str], sentence: tuple[int, int]) -> list[str]:
    first, last = sentence[0], sentence[1] - 1
    return [
        f"left1 {lowers[start - 1] if start > first else _PAD}",
        f"right1 {lowers[end] if end <= last else _PAD}",
        f"left2 {lowers[start - 2] if start - 1 > first else _PAD}",
        f"right2 {lowers[end + 1] if end < last else _PAD}",
    ]
