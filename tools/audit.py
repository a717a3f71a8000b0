"""Checks what an installation of newsextract brings along: its licences, and known vulnerabilities.

    python tools/audit.py

Only the core dependencies and what they need in turn are looked at, as they are installed here. It ends with
1 if a licence is not in `ALLOWED` or a vulnerability is known. Vulnerabilities are asked of the Python
Packaging Advisory Database; without a network that part says that it was not run.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ALLOWED = {
    *("0BSD", "Apache", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC"),
    *("MIT", "MPL-2.0", "PSF", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib"),
}
"""Licences that ask for no more than notices (MPL-2.0: of changes to its own files)."""


def core(name: str = "newsextract") -> dict[str, str]:
    """Versions of what ``name`` needs without any extra, directly or not."""
    found = dict[str, str]()
    queue = [name]
    for one in queue:
        for text in distribution(one).requires or ():
            requirement = Requirement(text)
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
                continue
            if requirement.name not in found:
                found[requirement.name] = distribution(requirement.name).version
                queue.append(requirement.name)
    return dict(sorted(found.items()))


def licences(names: list[str]) -> list[str]:
    """Packages with a licence that is not in `ALLOWED`."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--packages", *names]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    refused = []
    for row in rows:
        parts = re.split(r"\s+(?:AND|OR|WITH)\s+|;\s*", row["License"].strip("() "))
        unknown = {re.sub(r" (?:Software )?License.*", "", part.strip("() ")) for part in parts} - ALLOWED
        if unknown:
            refused.append(f"{row['Name']} {row['Version']}: {row['License']}")
    missing = {canonical(n) for n in names} - {canonical(row["Name"]) for row in rows}
    return refused + [f"{name}: no licence was found" for name in sorted(missing)]


def canonical(name: str) -> str:
    """A package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def vulnerabilities(versions: dict[str, str]) -> tuple[list[str], str]:
    """Known vulnerabilities, and why some packages could not be looked up ("" if all were)."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "requirements.txt"
        pins.write_text(
            "".join(f"{name}=={version}\n" for name, version in versions.items()), encoding="utf-8"
        )
        options = ["--disable-pip", "--no-deps", "--progress-spinner=off", "--format=json", "-r", str(pins)]
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options], check=False, capture_output=True, text=True
        )
    if not done.stdout.strip():
        return [], (done.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]
    rows = json.loads(done.stdout)["dependencies"]
    known = [f"{row['name']} {row['version']}: {v['id']}" for row in rows for v in row.get("vulns", ())]
    skipped = [row["name"] for row in rows if "skip_reason" in row]
    return known, f"no answer for {', '.join(skipped)}" if skipped else ""


def main() -> int:
    """Print what was found."""
    versions = core()
    refused = licences(list(versions))
    print(f"licences of {len(versions)} packages: {'; '.join(refused) or 'all allowed'}")
    known, unanswered = vulnerabilities(versions)
    if unanswered:
        print(f"vulnerabilities: NOT RUN: {unanswered}")
    else:
        print(f"vulnerabilities in {len(versions)} packages: {'; '.join(known) or 'none known'}")
    return 1 if refused or known else 0


if __name__ == "__main__":
    sys.exit(main())
