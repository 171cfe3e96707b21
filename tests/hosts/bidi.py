"""A page of headless Firefox: keys, files, downloads, sizes, its network.

It speaks WebDriver BiDi (W3C) over a WebSocket (RFC 6455), so it needs nothing but Firefox.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import shutil
import socket
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from page import INTRANET, PATIENCE, Page

# As WebDriver names the keys that write nothing.
_KEYS = {
    "Tab": "\ue004", "Enter": "\ue006", "Escape": "\ue00c",
    "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip
_TEXT, _CLOSE = 1, 8


class Firefox(Page):
    """Firefox, over WebDriver BiDi."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        binary = self.found()
        if binary is None:
            raise RuntimeError("there is no Firefox; install it")
        self._numbers = itertools.count(1)
        profile = folder / "profile"
        profile.mkdir()
        preferences = {
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.saved),
            "browser.download.always_ask_before_handling_new_types": False,
            # As on an intranet: no address of this machine.
            "network.dns.localDomains": INTRANET,
            "dom.security.https_first": False,
        }
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()
        ]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [binary, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
            start_new_session=True,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._socket = _connected(_port(self._process))
        self._call("session.new", capabilities={})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self._call("session.subscribe", events=events)
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._socket.close()
        if self._process.stderr is not None:
            self._process.stderr.close()

    @staticmethod
    def found() -> str | None:
        """Find the Firefox of this machine, if it has one."""
        return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)

    def close(self) -> None:
        """Ask the browser to end."""
        self._call("browser.close")

    def navigate(self, address: str) -> None:
        """Go to an address."""
        self._call("browsingContext.navigate", context=self._context, url=address, wait="interactive")

    def look(self, width: int, scheme: str) -> None:
        """Look at the page at a width; its colour scheme is that of the profile.

        Raises:
            RuntimeError: If another scheme than the light one is asked for.
        """
        if scheme != "light":
            raise RuntimeError("Firefox changes its colour scheme only when it starts")
        viewport = {"width": width, "height": 900}
        self._call("browsingContext.setViewport", context=self._context, viewport=viewport)

    def run(self, script: str) -> Any:
        """Run a script in the page, and give what it, or its promise, comes to.

        Raises:
            RuntimeError: If it fails.
        """
        return _plain(self._evaluated(script))

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Give files to a field for files."""
        element = self._evaluated(f"document.querySelector({selector!r})")
        paths = [str(file) for file in files]
        self._call(
            "input.setFiles",
            context=self._context,
            element={"sharedId": element["sharedId"]},
            files=paths,
        )

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        actions = [
            {"type": kind, "value": _KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")
        ]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._call("input.performActions", context=self._context, actions=[source])

    def picture(self, path: Path) -> None:
        """Take a picture of the whole page."""
        shot = self._call("browsingContext.captureScreenshot", context=self._context, origin="document")
        path.write_bytes(base64.b64decode(shot["data"]))

    def _evaluated(self, script: str) -> Any:
        done = self._call(
            "script.evaluate",
            expression=script,
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if done["type"] == "exception":
            raise RuntimeError(json.dumps(done["exceptionDetails"], ensure_ascii=False)[:2000])
        return done["result"]

    def _call(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        _send(self._socket, json.dumps({"id": number, "method": method, "params": parameters}).encode())
        while True:
            told = json.loads(_received(self._socket))
            if told.get("id") == number:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
                return told["result"]
            self._note(told)

    def _note(self, told: dict[str, Any]) -> None:
        parameters = told.get("params", {})
        match told.get("method"):
            case "network.beforeRequestSent":
                self.asked.append(parameters["request"]["url"])
            case "log.entryAdded":
                self.told.append(f"{parameters['level']}: {parameters['text']}")


def _plain(value: dict[str, Any]) -> Any:
    """Read a value of a script as WebDriver BiDi writes it."""
    match value["type"]:
        case "array":
            return [_plain(one) for one in value["value"]]
        case "object":
            return {name: _plain(one) for name, one in value["value"]}
        case "string" | "number" | "boolean":
            return value["value"]
    return None


def _port(process: subprocess.Popen[bytes]) -> int:
    """Read at which port the browser listens.

    Raises:
        RuntimeError: If it does not say.
    """
    for line in process.stderr or ():
        if found := re.search(rb"WebDriver BiDi listening on ws://[^:]+:(\d+)", line):
            return int(found[1])
    raise RuntimeError("Firefox did not start")


def _connected(port: int) -> socket.socket:
    """Open a WebSocket to a port of this machine.

    Raises:
        RuntimeError: If what listens there refuses it.
    """
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    key = base64.b64encode(os.urandom(16)).decode()
    head = [
        *("GET /session HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade"),
        *(f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""),
    ]
    connection.sendall("\r\n".join(head).encode())
    reply = b""
    while not reply.endswith(b"\r\n\r\n"):
        reply += _exactly(connection, 1)
    if b" 101 " not in reply.splitlines()[0]:
        raise RuntimeError(f"Firefox refuses: {reply[:200]!r}")
    return connection


def _send(connection: socket.socket, data: bytes) -> None:
    """Send a text in one frame; what a client sends is masked."""
    size, mask = len(data), os.urandom(4)
    masked = bytes(letter ^ key for letter, key in zip(data, itertools.cycle(mask), strict=False))
    if size < 126:
        head = struct.pack("!BB", 0x80 | _TEXT, 0x80 | size)
    elif size < 2**16:
        head = struct.pack("!BBH", 0x80 | _TEXT, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | _TEXT, 0x80 | 127, size)
    connection.sendall(head + mask + masked)


def _received(connection: socket.socket) -> bytes:
    """Receive a text, of one frame or several; what keeps the connection alive is passed over.

    Raises:
        RuntimeError: If the browser ends the connection.
    """
    text = b""
    while True:
        first, size = _exactly(connection, 2)
        if size == 126:
            (size,) = struct.unpack("!H", _exactly(connection, 2))
        elif size == 127:
            (size,) = struct.unpack("!Q", _exactly(connection, 8))
        data, kind = _exactly(connection, size), first & 0x0F
        if kind == _CLOSE:
            raise RuntimeError("Firefox ended the connection")
        if kind <= _TEXT:
            text += data
            if first & 0x80:
                return text


def _exactly(connection: socket.socket, size: int) -> bytes:
    """Receive so many bytes.

    Raises:
        RuntimeError: If fewer come.
    """
    data = bytearray()
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise RuntimeError("Firefox ended the connection")
        data += more
    return bytes(data)
