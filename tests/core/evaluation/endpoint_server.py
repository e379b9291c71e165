"""A judge's endpoint on this machine, with the faults that real ones have."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Fault:
    """One answer other than the usual. ``cut``: the connection ends before anything is sent."""

    status: int = 200
    body: str = "{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True)
class Request:
    """One request as it came, and when."""

    path: str
    authorization: str
    body: dict[str, Any]
    at: float


class Endpoint:
    """``with Endpoint() as endpoint``: answers ``says`` after ``seconds``; the ``faults`` come first, and at once.

    ``together`` is the most requests that were being answered at one time; ``longest`` the characters a question may
    have before it overflows the context.
    """

    def __init__(self, *faults: Fault, says: str = "7", seconds: float = 0.0, longest: int = 10**9) -> None:
        self.requests: list[Request] = []
        self.together = 0
        self._faults, self._says, self._seconds, self._longest = list(faults), says, seconds, longest
        self._lock = threading.Lock()
        self._now = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Endpoint:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with contextlib.suppress(ConnectionError):
                    endpoint._answer(self, body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        with self._lock:
            said = handler.headers.get("Authorization", "")
            self.requests.append(Request(handler.path, said, body, time.monotonic()))
            fault = self._faults.pop(0) if self._faults else None
            self._now += 1
            self.together = max(self.together, self._now)
        if fault is None:
            time.sleep(self._seconds)
        with self._lock:
            self._now -= 1
        if fault is None and len(body["messages"][0]["content"]) > self._longest:
            fault = Fault(400, '{"error": {"type": "exceed_context_size_error", "message": "too long"}}')
        if fault is None:
            fault = Fault(body=json.dumps({"choices": [{"message": {"role": "assistant", "content": self._says}}]}))
        if fault.cut:
            handler.close_connection = True
            return
        data = fault.body.encode()
        handler.send_response(fault.status)
        for name, value in {"Content-Length": str(len(data)), **fault.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)
