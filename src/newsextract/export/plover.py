"""What happened as PLOVER records, for users of political event data.

PLOVER (https://github.com/openeventdata/PLOVER) is the successor of CAMEO. `data/en/plover.toml` says which
event types have a counterpart there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import NotRequired, TypedDict, cast

from newsextract.language import load_toml
from newsextract.model import Article, Event, Happening, Realis, TimeExpression, day_of


class Words(TypedDict):
    """What some trigger words mean."""

    begin: list[str]
    event: NotRequired[str]
    mode: NotRequired[str]
    planned: NotRequired[str]


class Counterpart(TypedDict):
    """What an event type is in PLOVER; the keys are explained in ``plover.toml``."""

    event: str
    source: list[str]
    target: list[str]
    mode: NotRequired[str]
    planned: NotRequired[str]
    negated: NotRequired[str]
    words: NotRequired[list[Words]]


@functools.cache
def counterparts() -> Mapping[str, Counterpart]:
    """The counterpart of each event type that has one."""
    return cast("Mapping[str, Counterpart]", load_toml("plover.toml"))


def article_to_plover(article: Article) -> list[dict[str, object]]:
    """One PLOVER record for each happening that has a counterpart, in the order of the text.

    A plan is coded as the agreement or threat that PLOVER sees in it, a denial as a refusal; possibilities
    are not coded.

    Args:
        article: The article.

    Returns:
        Records with the field names of PLOVER's JSON, ready for ``json.dumps``; what is unknown is left out.
    """
    times = {t.id: t for t in article.times}
    return [record for h in article.happenings() for record in _records(h, article, times)]


def code(event: Event) -> tuple[str, str]:
    """PLOVER's event type and mode of a mention; "" where there is none."""
    counterpart = counterparts().get(event.type)
    if counterpart is None:
        return "", ""
    word = event.trigger.text.lower()
    words = next((w for w in counterpart.get("words", ()) if word.startswith(tuple(w["begin"]))), None)
    merged = {**counterpart, **(words or {})}
    if not merged["event"]:
        return "", ""
    if event.realis == Realis.ACTUAL:
        return str(merged["event"]), str(merged.get("mode", ""))
    return str(merged.get(event.realis, "")), ""


def _records(
    happening: Happening, article: Article, times: Mapping[str, TimeExpression]
) -> Iterator[dict[str, object]]:
    coded = [(*code(m), m) for m in happening.mentions]
    kind, mode, mention = next(((k, o, m) for k, o, m in coded if k), ("", "", None))
    if mention is None:
        return
    counterpart = counterparts()[mention.type]
    record: dict[str, object] = {
        "id": "-".join(filter(None, (article.id, mention.id))),
        "date": _date(happening, article, times),
        "source": _actors(happening, counterpart["source"]),
        "target": _actors(happening, counterpart["target"]),
        "event": kind,
        "mode": mode,
        "eventText": mention.trigger.text,
        "eventLoc": {"name": happening.where[0].span.text} if happening.where else "",
        "text": mention.sentence.text,
        "language": article.language,
        "url": article.url,
    }
    yield {key: value for key, value in record.items() if value not in (None, "", [])}


def _actors(happening: Happening, roles: list[str]) -> list[dict[str, str]]:
    return [{"actorText": a.span.text} for role in roles for a in happening.arguments if a.role == role]


def _date(happening: Happening, article: Article, times: Mapping[str, TimeExpression]) -> str | None:
    """The first day of the event's time, else the day of publication."""
    time = times.get(happening.when.ref or "") if happening.when else None
    instant = time.start if time and time.start else article.published
    return day_of(instant).isoformat() if instant else None
