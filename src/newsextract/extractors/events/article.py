"""One article as the events room reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsextract.model import (
    Argument,
    Entity,
    Event,
    MonetaryAmount,
    Paragraph,
    ParagraphKind,
    Quotation,
    Realis,
    Span,
    TimeExpression,
)
from newsextract.pipeline import Context

from .arguments import Proposal, Proposals
from .coreference import Mention
from .dependency import DependencyGrammar
from .fillers import Fillers, Thing, Things
from .frames import FrameSet
from .governors import Step, steps
from .grammar import Grammar
from .judge import Evidence, Judge, Surroundings, evidence
from .lexicon import Candidate, TriggerLexicon
from .pronouns import resolved
from .reading import Reading, means_something_else, read
from .realis import Scene, realis, realis_features
from .referents import Referents
from .sequels import complete
from .setting import Setting, horizon
from .shallow import ShallowGrammar
from .tags import Tagger, tags_of
from .tree import Tree

_SKIPPED = frozenset(
    (
        ParagraphKind.PROMO,
        ParagraphKind.BOILERPLATE,
        ParagraphKind.BYLINE,
        ParagraphKind.DATE,
        ParagraphKind.JUNK,
    )
)


class EventReader:
    """Reads the events of one article: proposes readings and makes events of those that are believed.

    Args:
        ctx: The article.
        frames: The event types.
        lexicon: Their triggers.
        tagger: Coarse tags, for articles without syntax.
        judge: Tells which candidates are hopeless.
    """

    def __init__(
        self, ctx: Context, frames: FrameSet, lexicon: TriggerLexicon, tagger: Tagger, judge: Judge
    ) -> None:
        self._ctx = ctx
        self._judge = judge
        self._tokens = ctx.tokens
        things = Things(ctx.tokens, ctx[Entity], ctx.get(MonetaryAmount), ctx.get(TimeExpression))
        self._grammar: Grammar
        self._tree: Tree | None = None
        if ctx.has_syntax:
            tags = tags_of(ctx.syntax, ctx.tokens, things.known_tags())
            self._tree = Tree(ctx.tokens, ctx.syntax)
            things.add(resolved(ctx.tokens, self._tree, things))
            self._grammar = DependencyGrammar(self._tree)
        else:
            tags = tagger.tags(ctx.tokens, things.known_tags())
            self._grammar = ShallowGrammar(ctx.tokens, tags, tagger, things.atoms())
        self._tags = tags
        self._fillers = Fillers(things, ctx.tokens, tags, frames)
        self._setting = Setting(ctx.tokens, tags, self._grammar, self._fillers, ctx.get(Quotation))
        self._proposals = Proposals(ctx.tokens, self._grammar, self._setting)
        self._referents = Referents(
            ctx.tokens, ctx[Entity], ctx.get(MonetaryAmount), ctx.get(TimeExpression), frames
        )
        self._lexicon = lexicon
        self._skipped = {
            i
            for p in ctx[Paragraph]
            if p.kind in _SKIPPED
            for i in range(*ctx.tokens.covering(p.span.start, p.span.end))
        }
        candidates = [c for c in lexicon.candidates(ctx.tokens) if c.start not in self._skipped]
        self._glance = judge.glance(candidates, ctx.tokens)

    def proposals(self) -> Iterator[tuple[Reading, Evidence]]:
        """What the frames propose, with the evidence it is judged by; for each word one reading a type."""
        likeliest: dict[tuple[int, str], Reading] = {}
        for c in self._glance.hopeful():
            key = c.end, c.evocation.type
            best = likeliest.get(key)
            if best is None or c.evocation.confidence > best.confidence:
                r = self._reading(c)
                if r and (best is None or r.confidence > best.confidence):
                    likeliest[key] = r
        around = Surroundings.of(tuple(likeliest.values()), self._tokens)
        for r in likeliest.values():
            c = r.candidate
            yield r, evidence(r, self._glance.features(c), around, self._sentence(c))

    def glance_features(self, c: Candidate) -> list[str]:
        """What is seen of a candidate at first glance."""
        return [*c.evocation.features, *self._glance.features(c), *self._glance.conditions(c)]

    def _reading(self, c: Candidate) -> Reading | None:
        """What a candidate is read as, at most as believable as its trigger; None if it is no event."""
        construction = self._grammar.construction(c.start, c.end, c.stop, c.evocation.kind)
        if construction is None or means_something_else(c, construction, self._fillers):
            return None
        return read(c, construction, self._sentence(c), self._fillers)

    def completed(self, readings: Iterable[Reading]) -> list[Reading]:
        """Readings in text order, with what the text tells of them elsewhere."""
        found = list(readings)
        if any(r.candidate.evocation.frame.sequels for r in found):
            sequels = [c for c in self._lexicon.sequels(self._tokens) if c.start not in self._skipped]
            complete(found, sequels, self._tokens, self._grammar, self._fillers)
        return found

    def mentions(self, readings: Sequence[Reading], weights: Mapping[str, Sequence[float]]) -> list[Mention]:
        """The events of the believed readings as coreference sees them; `weights` tell their `realis`."""
        return [
            Mention.of(
                self._event(n, reading, proposed, weights), reading, self._referents, self._tokens, self._tags
            )
            for n, (reading, proposed) in enumerate(self.arguments(readings))
        ]

    def arguments(
        self, readings: Sequence[Reading]
    ) -> Iterator[tuple[Reading, list[tuple[Proposal, list[str]]]]]:
        """The believed readings, each with what is proposed for its roles, and the features of that."""
        triggers: dict[tuple[int, int], list[int]] = {}
        for reading in readings:
            triggers.setdefault(self._sentence(reading.candidate), []).append(reading.candidate.start)
        for reading in readings:
            sentence = self._sentence(reading.candidate)
            others = [i for i in triggers[sentence] if i != reading.candidate.start]
            yield reading, self._proposals.of(reading, sentence, others)

    def _event(
        self,
        number: int,
        reading: Reading,
        proposed: Iterable[tuple[Proposal, list[str]]],
        weights: Mapping[str, Sequence[float]],
    ) -> Event:
        c = reading.candidate
        believed = [p for p, features in proposed if self._judge.fills(reading, p, features)]
        return Event(
            id=str(number),
            type=c.evocation.type,
            trigger=self._span(c.start, c.end),
            arguments=tuple([self._argument(p.role, p.thing) for p in believed]),
            realis=self._realis(reading, weights).value,
            sentence=self._span(*self._sentence(c)),
            confidence=round(reading.confidence, 3),
            provenance=self._ctx.provenance(f"{c.evocation.lemma} ({c.evocation.kind})"),
        )

    def realis_features(self, reading: Reading) -> Iterator[str]:
        """What tells the realis of an event."""
        return realis_features(reading, self._scene(reading), self._tokens)

    def _realis(self, reading: Reading, weights: Mapping[str, Sequence[float]]) -> Realis:
        return realis(reading, self._scene(reading), self._tokens, weights)

    def _scene(self, reading: Reading) -> Scene:
        c = reading.candidate
        sentence = self._sentence(c)
        said = self._setting.time(c.start, c.end, sentence)
        future = said is not None and horizon(said[1], self._ctx.published) == "future"
        times = [horizon(time, self._ctx.published) for _, time in self._setting.times(sentence)]
        return Scene(self._steps(reading), sentence, future, frozenset(times))

    def _steps(self, reading: Reading) -> Sequence[Step]:
        """What governs the trigger; where no parse tells, all that seems to bear on it."""
        c = reading.candidate
        if self._tree is not None:
            return steps(self._tree, c.start, c.end)
        modifiers = reading.construction.modifiers
        return Step(c.start, "", "", modifiers, ""), *(Step(i, "complement", "", (), "") for i in modifiers)

    def _argument(self, role: str, thing: Thing) -> Argument:
        return Argument(role=role, span=self._span(thing.start, thing.end), ref=thing.ref)

    def _span(self, start: int, end: int) -> Span:
        return self._ctx.span(self._tokens.starts[start], self._tokens.ends[end - 1])

    def _sentence(self, c: Candidate) -> tuple[int, int]:
        return self._glance.sentences[c.start]
