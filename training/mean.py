"""The mean of networks that went on from one start, which is better than each of them.

python training/mean.py WORK/student.pt WORK/student.11.pt WORK/student.12.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average the weights; sizes and constants are those of the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    args = parser.parse_args()
    saved = [torch.load(path, weights_only=True) for path in args.networks]
    states = [one["state"] for one in saved]
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }
    torch.save({"config": saved[0]["config"], "state": mean}, args.out)


if __name__ == "__main__":
    main()
