"""A hub on this machine: two servers, as the real one has (the hub itself and the host that sends the files)."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    host: str
    method: str
    path: str
    range: str
    authorization: str


@dataclass
class Behaviour:
    """What the hub has, and how it misbehaves. ``cuts``: after how many bytes to drop the first answers."""

    data: bytes
    sha256: str = ""
    claimed_size: int | None = None
    status: int = 200
    error_code: str = ""
    needs_token: str = ""
    cuts: list[int] = field(default_factory=list)
    reset: bool = False
    ignores_range: bool = False
    bytes_per_second: float = 0.0

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.data).hexdigest()


class Hub:
    """``with Hub(Behaviour(data)) as hub``: serves inside the block; ``url`` is for HF_ENDPOINT."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.requests: list[Request] = []
        self.sent = 0
        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), self._handler(name)) for name in ("hub", "files")]
        self.url, self.files_url = (f"http://127.0.0.1:{server.server_port}" for server in self._servers)

    def __enter__(self) -> Hub:
        for server in self._servers:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def of(self, host: str, method: str) -> list[Request]:
        """The requests of one kind, in order."""
        return [request for request in self.requests if (request.host, request.method) == (host, method)]

    def _handler(self, host: str) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                self._answer()

            def do_GET(self) -> None:
                self._answer()

            def _answer(self) -> None:
                headers = self.headers
                hub.requests.append(
                    Request(host, self.command, self.path, headers.get("Range", ""), headers.get("Authorization", ""))
                )
                with contextlib.suppress(ConnectionError):
                    hub._redirect(self) if host == "hub" else hub._send_file(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler

    def _redirect(self, handler: BaseHTTPRequestHandler) -> None:
        """What the hub answers: where the file is, and what is known of it."""
        behaviour = self.behaviour
        token = handler.headers.get("Authorization", "")
        status, code = behaviour.status, behaviour.error_code
        if behaviour.needs_token and token != f"Bearer {behaviour.needs_token}":
            status, code = 401, "GatedRepo"
        handler.send_response(302 if status == 200 else status)
        if status == 200:
            size = len(behaviour.data) if behaviour.claimed_size is None else behaviour.claimed_size
            handler.send_header("Location", f"{self.files_url}/{behaviour.sha256}")
            handler.send_header("X-Repo-Commit", COMMIT)
            handler.send_header("X-Linked-Etag", f'"{behaviour.sha256}"')
            handler.send_header("X-Linked-Size", str(size))
        elif code:
            handler.send_header("X-Error-Code", code)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def _send_file(self, handler: BaseHTTPRequestHandler) -> None:
        """What the host of the files answers: the bytes, or those from where the range begins."""
        behaviour, data = self.behaviour, self.behaviour.data
        wanted = handler.headers.get("Range", "")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and not behaviour.ignores_range else 0
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(data) - start))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        handler.end_headers()
        end = start + behaviour.cuts.pop(0) if behaviour.cuts else len(data)
        for piece in self._pieces(data[start:end]):
            handler.wfile.write(piece)
            self.sent += len(piece)
        if end < len(data):
            handler.close_connection = True
            if behaviour.reset:
                time.sleep(0.3)  # what was sent arrives before the reset does
                handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                handler.connection.close()

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        speed = self.behaviour.bytes_per_second
        size = 64 * 1024 if speed else max(1, len(data))
        for start in range(0, len(data), size):
            yield data[start : start + size]
            if speed:
                time.sleep(size / speed)
