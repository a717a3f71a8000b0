"""Titles of people (first rough form)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsextract.model import Role
from newsextract.pipeline import Context

from .mention import Named


def roles_of(ctx: Context, mentions: Sequence[Named], owner: Mapping[int, str]) -> dict[str, list[Role]]:
    """The roles by entity."""
    return {}
