"""What an extractor is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import update_wrapper
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel

from .context import Context


@runtime_checkable
class Extractor(Protocol):
    """Anything that reads layers and yields facts.

    An extractor is pure: no clock, no randomness, no state kept between articles. It yields models of the
    types in ``writes``, and `Diagnostic` where it skipped something.

    Attributes:
        name: Unique in a pipeline; the key of ``article.extensions`` and of provenance.
        reads: Layers it needs, and `Syntax` if it needs grammar; tokens are always there.
        may_read: Layers it uses if another extractor of the pipeline writes them.
        writes: Layers it yields.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def reads(self) -> tuple[type, ...]: ...  # noqa: D102
    @property
    def may_read(self) -> tuple[type, ...]: ...  # noqa: D102
    @property
    def writes(self) -> tuple[type, ...]: ...  # noqa: D102

    def __call__(self, ctx: Context) -> Iterable[BaseModel]:
        """Yield the facts found in one article."""
        ...


class FunctionExtractor:
    """A function made an extractor by `extractor`."""

    def __init__(
        self,
        function: Callable[[Context], Iterable[BaseModel]],
        *,
        name: str,
        reads: tuple[type, ...],
        may_read: tuple[type, ...],
        writes: tuple[type, ...],
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.name = name
        self.reads = reads
        self.may_read = may_read
        self.writes = writes

    def __call__(self, ctx: Context) -> Iterable[BaseModel]:
        """Yield the facts found in one article."""
        return self.function(ctx)

    def __reduce__(self) -> str | tuple[Any, ...]:
        # The decorated name in the module is this object, so it pickles by reference as functions do.
        return self.function.__qualname__


def extractor(
    *,
    writes: type | Sequence[type],
    reads: Sequence[type] = (),
    may_read: Sequence[type] = (),
    name: str | None = None,
) -> Callable[[Callable[[Context], Iterable[BaseModel]]], FunctionExtractor]:
    """Make an extractor of a function that takes a `Context` and yields models.

    Args:
        writes: The model, or models, it yields.
        reads: Layers it needs.
        may_read: Layers it uses if they are there.
        name: Defaults to the function's name.

    Returns:
        A decorator; the result is an `Extractor`.
    """

    def decorate(function: Callable[[Context], Iterable[BaseModel]]) -> FunctionExtractor:
        return FunctionExtractor(
            function,
            name=name or function.__name__,
            reads=tuple(reads),
            may_read=tuple(may_read),
            writes=(writes,) if isinstance(writes, type) else tuple(writes),
        )

    return decorate
