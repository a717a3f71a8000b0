"""Makes the pictures of the documentation: the HTML page of an example, in a real browser.

    python tools/pictures.py

It needs Playwright for Python (extra `heavy`) and a Chromium, and writes `docs/images/*.png`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import newsextract

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/2019-11-07-hirtenberger.txt"
IMAGES = ROOT / "docs/images"
LARGEST = 300_000
"""Bytes of a picture."""


def main() -> None:
    """Write all pictures anew."""
    article = newsextract.extract(EXAMPLE.read_text(encoding="utf-8"), published=EXAMPLE.name[:10])
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "article.html"
        file.write_text(article.to_html(), encoding="utf-8")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(file.as_uri())
        _write(page, "view")
        page.locator("#text mark.events", has_text="acquired").click()
        page.mouse.move(0, 0)
        _write(page, "view-fact")
        page.emulate_media(color_scheme="dark")
        _write(page, "view-dark")
        page.keyboard.press("Escape")
        page.emulate_media(color_scheme="light")
        _write(page.locator(".graph"), "view-ties")
        _write(page.locator(".timeline"), "view-timeline")
        browser.close()


def _write(shown: Any, name: str) -> None:
    path = IMAGES / f"{name}.png"
    size = len(shown.screenshot(path=path))
    if size > LARGEST:
        raise SystemExit(f"{path.name} has {size:,} bytes, more than {LARGEST:,}")
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")


if __name__ == "__main__":
    main()
