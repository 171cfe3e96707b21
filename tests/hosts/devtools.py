"""A page of headless Chromium: keys, files, downloads, sizes, its network.

It speaks the DevTools protocol over two pipes, so it needs nothing but Chromium.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from browser import chromium
from page import INTRANET, PATIENCE, Page, PageLeftError

_KEYS = {
    "Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " "), "ArrowDown": (40, ""), "ArrowUp": (38, ""),
    "Escape": (27, ""), "ArrowRight": (39, ""),
}  # fmt: skip


class Chromium(Page):
    """Chromium, over the DevTools protocol."""

    unfinished = "*.crdownload"

    def __init__(self, folder: Path) -> None:
        binary = self.found()
        if binary is None:
            raise RuntimeError("there is no Chromium; install it")
        super().__init__(folder)
        self._numbers = itertools.count(1)
        self._rest = b""
        come, theirs_out = os.pipe()
        theirs_in, go = os.pipe()

        def pipes() -> None:
            # Chromium reads from 3 and writes to 4.
            os.dup2(os.dup(theirs_in), 3)
            os.dup2(os.dup(theirs_out), 4)
            for pipe in (3, 4):
                os.set_inheritable(pipe, True)

        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        # As on an intranet: no address of this machine, so what browsers grant to those alone is not there.
        options += [f"--host-resolver-rules=MAP {INTRANET} 127.0.0.1"]
        options += ["--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}", "--no-first-run"]
        self._process = subprocess.Popen(
            [binary, *options, "about:blank"],
            preexec_fn=pipes,  # noqa: PLW1509  # of one thread
            close_fds=False,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._come, self._go = come, go
        targets = self._call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "DOM", "Log"):
            self.call(f"{domain}.enable")
        # What its workers ask of the network is noted, too.
        self.call("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)
        self._call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.saved))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        os.close(self._come)
        os.close(self._go)

    @staticmethod
    def found() -> str | None:
        """Find the browser of this machine, if it has one."""
        return chromium()

    def close(self) -> None:
        """Ask the browser to end."""
        self._call("Browser.close")

    def call(self, method: str, **parameters: Any) -> Any:
        """Ask something of the page."""
        return self._call(method, self._session, **parameters)

    def navigate(self, address: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=address)

    def look(self, width: int, scheme: str) -> None:
        """Look at the page at a width, in a colour scheme."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def run(self, script: str) -> Any:
        """Run a script in the page, and give what it, or its promise, comes to.

        Raises:
            RuntimeError: If it fails.
        """
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(json.dumps(done["exceptionDetails"], ensure_ascii=False)[:2000])
        return done["result"].get("value")

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Give files to a field for files."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", files=[str(file) for file in files], nodeId=node)

    def press(self, *keys: str) -> None:
        """Press keys, one after another; a text of several letters is typed."""
        for key in keys:
            if key in _KEYS:
                code, text = _KEYS[key]
                told = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code}
                self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
                self.call("Input.dispatchKeyEvent", type="keyUp", **told)
            else:
                self.call("Input.insertText", text=key)

    def picture(self, path: Path) -> None:
        """Take a picture of the whole page."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _call(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": parameters}
        if session is not None:
            asked["sessionId"] = session
        os.write(self._go, json.dumps(asked).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == number:
                if "error" in told:
                    is_left = "navigated" in told["error"].get("message", "")
                    raise (PageLeftError if is_left else RuntimeError)(f"{method}: {told['error']}")
                return told.get("result", {})
            self._note(told)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._come], [], [], PATIENCE)
            data = os.read(self._come, 2**20) if ready else b""
            if not data:
                raise TimeoutError("Chromium does not answer")
            self._rest += data
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message

    def _note(self, told: dict[str, Any]) -> None:
        parameters = told.get("params", {})
        match told.get("method"):
            case "Target.attachedToTarget":
                asked = {"method": "Network.enable", "params": {}, "sessionId": parameters["sessionId"]}
                os.write(self._go, json.dumps({"id": next(self._numbers), **asked}).encode() + b"\0")
            case "Network.requestWillBeSent":
                self.asked.append(parameters["request"]["url"])
            case "Runtime.exceptionThrown":
                self.told.append(json.dumps(parameters["exceptionDetails"], ensure_ascii=False)[:500])
            case "Log.entryAdded":
                entry = parameters["entry"]
                self.told.append(f"{entry['level']}: {entry['text']}")
