"""Floors under quality and speed: ``python -m benchmarks.floors``.

``floors.toml`` holds an F1 of each layer on ``tests/gold/dev`` and ratios of speed. A change below
one fails, with the disagreements that it brought. To raise a floor, edit its line. ``--record`` keeps the
disagreements of this state, as short hashes: those who write rules leave these articles unread.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks import quality, speed
from newsextract.evaluation import evaluate

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
KNOWN = HERE / "known_disagreements.txt"


def read_floors(table: str) -> dict[str, float]:
    """One table of ``floors.toml``: name to least value."""
    with FLOORS.open("rb") as file:
        floors: dict[str, float] = tomllib.load(file)[table]
    return floors


def too_low(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, str]:
    """The names whose measured value is below its floor, with a sentence on each; a missing one is zero."""
    values = {name: measured.get(name, 0.0) for name in floors}
    return {
        name: f"{name} is {value:.4f}, its floor is {floors[name]:.4f}"
        for name, value in values.items()
        if value < floors[name]
    }


def check_quality() -> list[str]:
    """Complaints about layers that have become worse, with what is wrong now and was not before."""
    scores = evaluate(quality.GOLD)
    low = too_low({name: figure.f1 for name, figure in scores.figures().items()}, read_floors("quality"))
    known = set(KNOWN.read_text(encoding="ascii").split())
    layers = {name.split(".")[0] for name in low}
    new = [
        f"  new in {d.layer}: {d}"
        for d in scores.disagreements
        if d.layer.split(".")[0] in layers and short_hash(d) not in known
    ]
    return [*low.values(), *new]


def check_speed(seconds: float) -> list[str]:
    """Complaints about ratios of speed; spaCy must be installed."""
    return list(too_low(speed.ratios(speed.measure_all(seconds)), read_floors("speed")).values())


def short_hash(disagreement: object) -> str:
    """Eight hexadecimal digits that stand for a disagreement."""
    return hashlib.sha256(repr(disagreement).encode()).hexdigest()[:8]


def record(disagreements: Iterable[object]) -> None:
    """Write down the disagreements of this state."""
    KNOWN.write_text("".join(f"{h}\n" for h in sorted(map(short_hash, disagreements))), encoding="ascii")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("quality", "speed"), help="both, if not given")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each engine runs")
    parser.add_argument("--record", action="store_true", help="write down the disagreements of this state")
    arguments = parser.parse_args()
    if arguments.record:
        record(evaluate(quality.GOLD).disagreements)
        return
    complaints = check_quality() if arguments.what != "speed" else []
    if arguments.what != "quality":
        complaints += check_speed(arguments.seconds)
    if complaints:
        sys.exit("\n".join(complaints))
    print("no floor is broken")


if __name__ == "__main__":
    main()
