"""What every extractor promises, as tests."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import BaseModel

from newsextract.model import Article, ArticleInput, Fact, Mention, Structural
from newsextract.pipeline import Extractor, Pipeline, registrations

from .texts import NEWS, ODD_TEXTS

_DIGEST = "import pickle, sys; run, given = pickle.load(sys.stdin.buffer); print(run(*given))"


class ExtractorContract:
    """Tests of one extractor: derive a class ``Test...`` from it, and pytest runs them.

    Example:
        A test file::

            class TestTickers(ExtractorContract):
                examples = ("Apple (NASDAQ: AAPL) fell.",)

                def make_extractor(self):
                    return TickerExtractor()

    Attributes:
        examples: Texts, or inputs, in each of which the extractor finds something.
    """

    examples: ClassVar[Sequence[str | ArticleInput]] = ()

    def make_extractor(self) -> Extractor:
        """A new extractor."""
        raise NotImplementedError(f"{type(self).__name__} needs a method make_extractor")

    def make_pipeline(self) -> Pipeline:
        """The default pipeline with the extractor, or with it in the place of the built-in one of its name.

        Only what the extractor needs is run. Override it for an extractor that wants another pipeline.
        """
        extractor, default = self.make_extractor(), Pipeline.default()
        if extractor.name in [x.name for x in default.extractors]:
            return default.replace(extractor.name, extractor).only(*extractor.writes)
        return default.with_extractor(extractor).only(*extractor.writes)

    def test_it_says_what_it_is(self) -> None:
        """It has a name, and layers that are models."""
        extractor = self.make_extractor()
        assert isinstance(extractor, Extractor), "it needs name, reads, may_read, writes and to be callable"
        assert extractor.name, "the name is empty"
        assert extractor.name.strip() == extractor.name, "the name has white space around it"
        for field in ("reads", "may_read", "writes"):
            layers = getattr(extractor, field)
            assert isinstance(layers, tuple), f"{field} is no tuple"
            assert all(isinstance(layer, type) for layer in layers), (
                f"{field} holds something that is no type"
            )
        assert extractor.writes, "it writes nothing"
        for layer in extractor.writes:
            assert issubclass(layer, BaseModel), f"{layer.__name__} is no pydantic model"
            assert layer.model_config.get("frozen"), f"{layer.__name__} is not frozen"

    def test_it_finds_something_in_every_example(self) -> None:
        """Spans are on the text and types are those declared, or the pipeline would raise."""
        assert self.examples, "give examples in which it finds something"
        pipeline = self.make_pipeline()
        for given in map(_input, self.examples):
            article = _run(pipeline, given)
            assert _made_something(self.make_extractor().name, article), (
                f"nothing was found in {given.text[:60]!r}"
            )

    def test_it_takes_any_text(self) -> None:
        """No text makes it raise, with or without a publication date."""
        pipeline = self.make_pipeline()
        for name, text in ODD_TEXTS.items():
            for published in (None, "2024-02-29"):
                article = pipeline(text, published=published)
                assert article.text == text, f"the text was changed: {name}"

    def test_it_gives_the_same_answer_again(self) -> None:
        """What was read before makes no difference."""
        texts = [*map(_input, self.examples), ArticleInput(NEWS)]
        used = self.make_pipeline()
        forth = [_run(used, given) for given in texts]
        back = [_run(used, given) for given in reversed(texts)][::-1]
        fresh = [_run(self.make_pipeline(), given) for given in texts]
        assert forth == back, "the answer depends on what was read before"
        assert forth == fresh, "a new extractor gives another answer than one that was used"

    def test_it_goes_to_other_processes_and_does_not_depend_on_the_hash_seed(self) -> None:
        """It pickles, and gives the same answer where sets are in another order."""
        given = (self.make_pipeline(), [*map(_input, self.examples), ArticleInput(NEWS)])
        frozen = pickle.dumps((_digest, given))
        for seed in ("1", "2"):
            environment = {
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            }
            done = subprocess.run(
                [sys.executable, "-c", _DIGEST],
                input=frozen,
                env=environment,
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, f"it fails in another process: {done.stderr.decode()[-500:]}"
            same = done.stdout.decode().strip() == _digest(*given)
            assert same, f"the answer is another one with PYTHONHASHSEED={seed}"

    def test_results_survive_json(self) -> None:
        """An article is the same after it was written and read."""
        extractor, pipeline = self.make_extractor(), self.make_pipeline()
        for given in map(_input, self.examples):
            article = _run(pipeline, given)
            models = {extractor.name: extractor.writes[0]} if extractor.name in article.extensions else {}
            again = Article.from_json(article.model_dump_json(), extensions=models)
            assert again == article, "results are not the same after a way through JSON"

    def test_its_name_is_free(self) -> None:
        """No other installed extractor bears its name; one that replaces a built-in one may."""
        name = self.make_extractor().name
        owners = [r for r in registrations() if r.name == name and r.distribution != "newsextract"]
        assert len(owners) <= 1, f"{name!r} is offered by {' and '.join(r.distribution for r in owners)}"


def _input(given: str | ArticleInput) -> ArticleInput:
    return given if isinstance(given, ArticleInput) else ArticleInput(given)


def _run(pipeline: Pipeline, given: ArticleInput) -> Article:
    return pipeline(given.text, published=given.published, url=given.url, id=given.id)


def _digest(pipeline: Pipeline, inputs: Sequence[ArticleInput]) -> str:
    said = "\n".join(_run(pipeline, given).model_dump_json() for given in inputs)
    return hashlib.sha256(said.encode()).hexdigest()


def _made_something(name: str, article: Article) -> bool:
    mentions = (mention for entity in article.entities for mention in entity.mentions)
    made: Iterable[Fact | Structural | Mention]
    made = (*article.facts(), *article.paragraphs, *article.bylines, *mentions)
    return bool(article.extensions.get(name)) or any(x.provenance.extractor == name for x in made)
