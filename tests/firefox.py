"""Firefox without a screen, driven by its own Marionette protocol: JSON over a socket, each message with
its length in front (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any


def firefox_path() -> str | None:
    """An installed Firefox; None when there is none."""
    return next((path for name in ("firefox-esr", "firefox") if (path := shutil.which(name))), None)


class Firefox:
    """One browser with an empty profile. `close()` ends it."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="firefox-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # No host is reached but this machine: every other address goes to a proxy that is not there.
        Path(self._profile.name, "user.js").write_text(
            f'user_pref("marionette.port", {port});\n'
            'user_pref("network.proxy.type", 1);\n'
            'user_pref("network.proxy.http", "127.0.0.1");\nuser_pref("network.proxy.http_port", 9);\n'
            'user_pref("network.proxy.ssl", "127.0.0.1");\nuser_pref("network.proxy.ssl_port", 9);\n'
            'user_pref("network.proxy.no_proxies_on", "127.0.0.1");\n'
            'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n',
            "utf-8",
        )
        self._process = subprocess.Popen(
            [firefox_path() or "firefox", "--headless", "--marionette", "--profile", self._profile.name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = _connect(port)
        self._buffer = b""
        self._count = 0
        self._read()  # the browser greets
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": 120_000, "pageLoad": 60_000})

    def goto(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, argument: Any = None) -> Any:
        """What an async JavaScript function gives for the argument. It runs as a script of the page; the
        answer comes back as text in an attribute, because the driver sees the page through glass."""
        call = f"({script})({json.dumps(argument)})"
        source = (
            f"{call}.then(v => JSON.stringify({{v}}), e => JSON.stringify({{e: String(e && e.stack || e)}}))"
            ".then(text => document.documentElement.setAttribute('data-answer', text));"
        )
        body = """
            const [source, done] = arguments, root = document.documentElement;
            root.removeAttribute('data-answer');
            const element = document.createElement('script');
            element.textContent = source;
            root.appendChild(element).remove();
            (function look() {
              const text = root.getAttribute('data-answer');
              if (text === null) setTimeout(look, 2); else done(text);
            })();"""
        answer = self._ask("WebDriver:ExecuteAsyncScript", {"script": body, "args": [source]})["value"]
        found = json.loads(answer)
        if "e" in found:
            raise RuntimeError(found["e"])
        return found.get("v")

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=30)
        self._profile.cleanup()

    def _ask(self, name: str, parameters: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{name}: {error.get('error')}: {error.get('message')}")
        return result

    def _read(self) -> Any:
        while b":" not in self._buffer:
            self._buffer += self._receive()
        length, _, rest = self._buffer.partition(b":")
        while len(rest) < int(length):
            rest += self._receive()
        self._buffer = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def _receive(self) -> bytes:
        if part := self._socket.recv(1 << 16):
            return part
        raise RuntimeError("Firefox closed the connection")


def _connect(port: int) -> socket.socket:
    for _ in range(150):
        try:
            found = socket.create_connection(("127.0.0.1", port), timeout=150)
        except OSError:
            time.sleep(0.2)
        else:
            return found
    raise RuntimeError("Firefox does not answer")
