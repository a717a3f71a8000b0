"""The code blocks of README and docs: found, run, and the outputs they show compared or written anew.

In a page,

- a ``python`` block runs in the namespace of the blocks above it on the page;
- ``expression  # -> value`` says what ``repr(expression)`` is;
- a ``text`` block right below is what the block prints;
- in a ``console`` block a line ``$ command`` runs, and the lines up to the next one are what it prints,
  where ``...`` stands for anything; commands that start otherwise than `RUNNABLE` are not run.

``python -m tests.documentation [PAGE...]`` writes the outputs anew.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
RUNNABLE = ("newsextract ", "python -m newsextract", "python -m benchmarks.quality")

_BLOCK = re.compile(
    r"^```(?P<language>python|console)[^\n]*\n(?P<code>.*?)^```\n(?:\n*^```text\n(?P<printed>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_VALUE = re.compile(r"(?m)  # -> (?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page.

    Attributes:
        language: "python" or "console".
        code: What stands in it.
        printed: What the ``text`` block below says that it prints, or None.
        start: Offset of the block in the page.
        end: Offset after it and its ``text`` block.
        line: Number of its first line in the page, from 1.
    """

    language: str
    code: str
    printed: str | None
    start: int
    end: int
    line: int


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page that can be run."""
    for m in _BLOCK.finditer(page):
        line = page.count("\n", 0, m.start("code")) + 1
        yield Block(m["language"], m["code"], m["printed"], m.start(), m.end(), line)


def rerun(block: Block, namespace: dict[str, Any]) -> str:
    """The block as it should stand in the page: run, with the outputs it really gives."""
    if block.language == "console":
        return f"```console\n{_console(block.code)}```\n"
    code, printed = _python(block, namespace)
    text = f"\n```text\n{printed}```\n" if printed else ""
    return f"```python\n{code}```\n{text}"


def rewrite(page: str) -> str:
    """The page with the outputs that its blocks really give."""
    namespace: dict[str, Any] = {"__name__": "page"}
    parts, position = [], 0
    for block in blocks(page):
        parts += [page[position : block.start], rerun(block, namespace)]
        position = block.end
    return "".join((*parts, page[position:]))


def _python(block: Block, namespace: dict[str, Any]) -> tuple[str, str]:
    lines = block.code.splitlines(keepends=True)
    values: dict[int, str] = {}
    namespace["__show__"] = lambda line, value: values.update({line: repr(value)})
    tree = ast.parse(block.code)
    for node in tree.body:
        if isinstance(node, ast.Expr) and _VALUE.search(lines[(node.end_lineno or 0) - 1]):
            arguments: list[ast.expr] = [ast.Constant(node.end_lineno), node.value]
            node.value = ast.Call(ast.Name("__show__", ast.Load()), arguments, [])
    code = compile(ast.fix_missing_locations(tree), f"<line {block.line}>", "exec", dont_inherit=True)
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(code, namespace)  # noqa: S102 - the documentation's own code
    for number, value in values.items():
        shown = _VALUE.search(lines[number - 1])
        assert shown
        lines[number - 1] = f"{lines[number - 1][: shown.start()]}  # -> {value}\n"
    return "".join(lines), output.getvalue()


def _console(code: str) -> str:
    """Run the commands one by one; outputs that agree with what is shown stay as they are."""
    parts = re.split(r"(?m)^\$ (.*)\n", code)
    written = [parts[0]]
    for command, shown in zip(parts[1::2], parts[2::2], strict=True):
        written.append(f"$ {command}\n")
        if not command.startswith(RUNNABLE):
            written.append(shown)
            continue
        output = _run(command)
        pattern = re.escape(shown).replace(r"\.\.\.", r"(?s:.*)")
        written.append(shown if re.fullmatch(pattern, output) else output)
    return "".join(written)


def _run(command: str) -> str:
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return re.sub(r"(?m) +$", "", done.stdout)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else PAGES:
        path.write_text(rewrite(path.read_text(encoding="utf-8")), encoding="utf-8")
