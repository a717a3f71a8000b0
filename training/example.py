"""One sentence as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Example:
    """One sentence; what is not known of it is None."""

    corpus: str
    ids: np.ndarray
    context: np.ndarray
    upos: np.ndarray | None = None
    heads: np.ndarray | None = None
    deprels: np.ndarray | None = None
    allowed: np.ndarray | None = None
    document: int = 0


def join(examples: list[Example], words: int) -> tuple[list[Example], list[list[int]]]:
    """Consecutive sentences of a document as one long example, so that names see more than a sentence.

    Returns:
        The long examples, and for each the indices of its sentences.
    """
    groups: list[list[int]] = []
    for i, e in enumerate(examples):
        if groups:
            last = groups[-1]
            size = sum(len(examples[k].ids) for k in last)
            if examples[last[-1]].document == e.document and size + len(e.ids) <= words:
                last.append(i)
                continue
        groups.append([i])
    out = []
    for group in groups:
        rows = [examples[i] for i in group]
        allowed = None if rows[0].allowed is None else np.concatenate([r.allowed for r in rows])
        out.append(
            Example(
                rows[0].corpus,
                np.concatenate([r.ids for r in rows]),
                np.concatenate([r.context for r in rows]),
                allowed=allowed,
                document=rows[0].document,
            )
        )
    return out, groups
