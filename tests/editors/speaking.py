"""A language server on the other end of two pipes, spoken to as an editor does."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any

PATIENCE = 30  # seconds for an answer, on the slowest machine


class Server:
    """Started on entering, ended on leaving. Whatever it asks of the editor is answered from `settings`."""

    def __init__(self, command: Sequence[str], folder: Path, settings: dict[str, Any]) -> None:
        self.command, self.folder, self.settings = command, folder, settings
        self.asked: list[str] = []
        """What it has asked of the editor, by method."""
        self._inbox: Queue[dict[str, Any]] = Queue()
        self._said: dict[str, dict[str, Any]] = {}
        self._number = 0

    def __enter__(self) -> Server:
        self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder)},
        )
        threading.Thread(target=self._listen, daemon=True).start()
        root = self.folder.as_uri()
        folders = [{"uri": root, "name": self.folder.name}]
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
        }
        self.ask(
            "initialize",
            {"processId": os.getpid(), "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities},
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.ask("shutdown", None)
            self.tell("exit", None)
        else:
            self._process.kill()
        self._process.wait(PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Opens a document; gives its diagnostics."""
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        while uri not in self._said:
            self._next()
        found: list[dict[str, Any]] = self._said.pop(uri)["diagnostics"]
        return found

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """What the server says of a place, both numbers from 0."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    # ---- the wire ----
    def _next(self) -> dict[str, Any]:
        try:
            message = self._inbox.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the language server says nothing") from None
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._said[message["params"]["uri"]] = message["params"]
        elif method and "id" in message:
            self.asked.append(method)
            self._send({"id": message["id"], "result": self._answer(method, message.get("params"))})
        return message

    def _answer(self, method: str, parameters: Any) -> Any:
        if method == "workspace/configuration":
            return [self.settings.get(item.get("section", "")) for item in parameters["items"]]
        return None

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        while True:
            length = 0
            while (line := pipe.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            self._inbox.put(json.loads(pipe.read(length)))
