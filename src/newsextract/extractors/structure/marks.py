"""Lines that their marks give away: rulers, tables, legends, counts, addresses, names below pull quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import MONTH_DAY
from .lines import Line
from .phrases import word_list

_LONGEST_ATTRIBUTION = 16
_LONGEST_COUNT = 6
# Marks are looked for in this many characters.
_READ = 400
_LONGEST_ROW = 14
_SHORTEST_ROW = 4
_FIGURE = re.compile(r"\d[\d.,]*|\bvs\b|\b(?:nil|profit|loss)\b")
_LEGEND_BLOCK = "█"
_COLUMNS = re.compile(r"\S(?:\t+|\s{3,})\S+(?:\t+|\s{3,})\S|\|[^|\n]*\|[^|\n]*\|")
_QUOTED = re.compile(r"[\"“‘«][^\"“”«»]*[\"”’»]")
_ATTRIBUTION = re.compile(r"(?:—|–|--)\s?[^\W\d_a-z]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|#\w+|[\w\-]+\.(?:jpe?g|png|gif|webp|mp4)", re.IGNORECASE
)
_COUNT = re.compile(
    r"\W*\d[\d.,]*\s?[km]?\+?\s(?:shares?|comments?|views?|likes?|reads?|retweets?|replies|reactions?|min(?:ute)?s?(?:\sread)?)\b"
    r"|(?:reading time|shares?|comments?|views)\W{1,3}\d",
    re.IGNORECASE,
)
_MESSAGE_FIELD = re.compile(r"(?:from|to|cc|bcc|sent|reply-to):\s", re.IGNORECASE)


def settle_marks(lines: Sequence[Line]) -> None:
    """Settle the lines whose marks tell what they are."""
    for index, line in enumerate(lines):
        if not line.open:
            continue
        found = _by_marks(line)
        if found is not None:
            line.settle(*found)
        elif index and _is_attribution(line):
            neighbours = (*lines[index - 1 : index], *lines[index + 1 : index + 2])
            if line.key in word_list("agencies"):
                line.settle("boilerplate", "signature")
            elif not any(_ATTRIBUTION.match(other.text) for other in neighbours):
                line.settle("pull_quote", "attribution")
                if lines[index - 1].open and _QUOTED.fullmatch(lines[index - 1].text):
                    lines[index - 1].settle("pull_quote", "quoted")


def settle_figures(lines: Sequence[Line]) -> None:
    """Settle rows of tables without columns ("Shr 23 cts vs eight cts"), two or more together."""
    rows = [bool(i) and line.open and _is_row(line) for i, line in enumerate(lines)]
    for i, line in enumerate(lines):
        if rows[i] and (rows[i - 1] or rows[i + 1 : i + 2] == [True]):
            line.settle("junk", "figures")


def _is_row(line: Line) -> bool:
    """Whether a short line without a full stop is mostly figures and what they measure."""
    if line.is_sentence or line.words > _LONGEST_ROW or not line.text[0].isalnum():
        return False
    if MONTH_DAY.search(line.text):
        return False
    figures = len(_FIGURE.findall(line.text))
    return figures >= 2 or (figures == 1 and line.words <= _SHORTEST_ROW)


def _by_marks(line: Line) -> tuple[str, str] | None:
    """The kind of a line and the rule that says so, by the line alone."""
    head = line.text[:_READ]
    if not any(map(str.isalnum, head)):
        return "junk", "ruler"
    if _has_columns(head) or not any(map(str.isalpha, head)):
        return "junk", "table"
    if head.startswith(_LEGEND_BLOCK):
        return "caption", "legend"
    if line.words == 1 and _ADDRESS.fullmatch(head):
        return "junk", "address"
    if line.words <= _LONGEST_COUNT and _COUNT.match(head):
        return "boilerplate", "count"
    if _MESSAGE_FIELD.match(head) and not line.is_sentence:
        return "boilerplate", "message-field"
    return None


def _has_columns(head: str) -> bool:
    """Whether tabs, wide gaps or upright strokes part the line into columns."""
    has_single_gaps = len(" ".join(head.split())) == len(head)
    if has_single_gaps and "\t" not in head and "|" not in head:
        return False  # most lines; the pattern is slow to find nothing
    return _COLUMNS.search(head) is not None


def _is_attribution(line: Line) -> bool:
    """Whether a dash and a name make the line the foot of a pull quote."""
    return line.words <= _LONGEST_ATTRIBUTION and not line.is_sentence and bool(_ATTRIBUTION.match(line.text))
