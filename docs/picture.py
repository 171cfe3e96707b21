"""The picture of the README: ``python docs/picture.py`` has Chromium write docs/_static/report.png."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import rnms

WIDTH, HEIGHT = 760, 920
TO = Path(__file__).parent / "_static" / "report.png"


def picture() -> None:
    """Draw the report on Khabarovsk's published figures: two of its indicators, as a notebook shows them."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only=["1", "3"])
    page = report.to_html(full_page=True)
    # The picture is of the light theme, wherever it is drawn.
    page = re.sub("<html ", '<html theme="light" ', page, count=1)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder, "report.html")
        shown.write_text(page, encoding="utf-8")
        size = [f"--window-size={WIDTH},{HEIGHT}", "--force-device-scale-factor=2", f"--screenshot={TO}"]
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *size]
        command = [browser, *options, f"--user-data-dir={folder}/profile", shown.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  # our own page


if __name__ == "__main__":
    picture()
