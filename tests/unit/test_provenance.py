"""Every data file tells where it comes from."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "newsextract" / "data" / "en"


def test_every_data_file_is_named_with_its_source() -> None:
    provenance = (DATA / "PROVENANCE.md").read_text(encoding="utf-8")
    files = {path.name for path in DATA.iterdir() if path.suffix in (".toml", ".tsv", ".npz")}
    assert len(files) > 20
    assert {name for name in files if f"`{name}`" not in provenance} == set()
    assert "`frames/*.toml`" in provenance
