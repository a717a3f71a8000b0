"""Extractors made of one regular expression that a user brings, guarded by a timeout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper

import regex
from pydantic import BaseModel

from newsextract.errors import PipelineError
from newsextract.model import Diagnostic

from .context import Context

Build = Callable[[Context, "regex.Match[str]"], Iterable[BaseModel]]
"""Makes the facts of one match."""


class PatternExtractor:
    """A function over the matches of a pattern, made an extractor by `pattern_extractor`."""

    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()

    def __init__(
        self, function: Build, pattern: regex.Pattern[str], *, name: str, writes: type, timeout: float
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.pattern = pattern
        self.name = name
        self.writes = (writes,)
        self.timeout = timeout

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield what the function makes of each match; a `Diagnostic` when the pattern takes too long."""
        matches: list[regex.Match[str]] = []
        timed_out = False
        try:
            # All are searched first, so that only searching counts, not what the function does.
            matches.extend(self.pattern.finditer(ctx.text, timeout=self.timeout))
        except TimeoutError:
            timed_out = True
        for match in matches:
            yield from self.function(ctx, match)
        if timed_out:
            end = matches[-1].end() if matches else 0
            yield Diagnostic(
                code="pattern-timeout",
                message=f"the pattern took over {self.timeout:g} s; nothing behind offset {end} was found",
                extractor=self.name,
            )

    def __reduce__(self) -> str:
        # The decorated name in the module is this object, so it pickles by reference as functions do.
        return self.function.__qualname__


def pattern_extractor(
    pattern: str, *, writes: type, name: str | None = None, timeout: float = 1.0
) -> Callable[[Build], PatternExtractor]:
    """Make an extractor of a regular expression and a function that makes facts of a match.

    Args:
        pattern: In the syntax of the `regex` package.
        writes: The model that the function yields.
        name: Defaults to the function's name.
        timeout: Seconds that searching one article may take. The patterns of newsextract need no such
            guard; one that backtracks without end would otherwise hold up a whole batch.

    Returns:
        A decorator of ``function(ctx, match)``; the result is an `Extractor`.

    Raises:
        PipelineError: If the pattern is not well-formed or the timeout is not positive.
    """
    if not timeout > 0:
        raise PipelineError(f"timeout must be a positive number of seconds, not {timeout!r}")
    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        raise PipelineError(f"the pattern {pattern!r} is not well-formed: {error}") from error

    def decorate(function: Build) -> PatternExtractor:
        return PatternExtractor(
            function, compiled, name=name or function.__name__, writes=writes, timeout=timeout
        )

    return decorate
