"""A page in headless Chromium: what a script finds there, at the widths of those who read it."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

WIDTHS = (375, 600, 1200)
"""A telephone, a cell of a notebook, a screen."""

_FRAMES = """<!doctype html><html lang="ru"><title>-</title><body>%s<script>
onload = async () => {
  const answers = [];
  for (const frame of document.querySelectorAll("iframe")) {
    for (const text of %s) {
      const script = frame.contentDocument.createElement("script");
      script.textContent = text;
      frame.contentDocument.body.append(script);
    }
    answers.push(await frame.contentWindow.answer);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(answers));
  document.body.textContent = "SAID" + btoa(String.fromCharCode(...bytes)) + "SAID";
};
</script></body></html>"""
# A window of Chromium is never as narrow as a telephone; a frame in it is.
_FRAME = '<iframe title="{0}" src="page.html" style="border:0;width:{0}px;height:2000px"></iframe>'


def chromium() -> str | None:
    """Find the browser of this machine, if it has one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def dumped(address: str, folder: Path) -> str:
    """Give a page as the browser has it once its scripts have run.

    Raises:
        RuntimeError: If there is no browser.
    """
    browser = chromium()
    if browser is None:
        raise RuntimeError("there is no Chromium; install it")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
    options += ["--window-size=1300,2000", "--virtual-time-budget=60000", "--dump-dom"]
    command = [browser, *options, f"--user-data-dir={folder / 'profile'}", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=240).stdout.decode()


def found(page: str, scripts: list[str], folder: Path, widths: tuple[int, ...] = WIDTHS) -> dict[int, Any]:
    """Find what scripts leave as ``answer``, a value or a promise of one, in a page at each width.

    Raises:
        RuntimeError: If there is no browser, or the scripts did not run.
    """
    frames = "".join(_FRAME.format(width) for width in widths)
    texts = json.dumps(scripts).replace("</", "<\\/")
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "frames.html").write_text(_FRAMES % (frames, texts), encoding="utf-8")
    answers = re.search("SAID([A-Za-z0-9+/=]*)SAID", dumped((folder / "frames.html").as_uri(), folder))
    if answers is None:
        raise RuntimeError("the scripts did not run in the browser")
    return dict(zip(widths, json.loads(base64.b64decode(answers[1])), strict=True))
