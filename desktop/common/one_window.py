"""One window for a writer's files: a second start of the program hands its file to the first, and ends.

The first start holds a lock and listens on a local socket, both of this user and this data folder alone; the network
has no part in it. A request is one line of JSON, ``{"format": 1, "file": PATH or null}``. The answer is ``ok``, or
``no`` to a request of a newer release. Whoever gets no answer in time opens a window of its own, and so does every
start where the system lacks what sockets need.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, Signal

from core.paths import WINDOW_LOCK

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_FORMAT = 1
_LONGEST_PLACE = 100
"""Bytes of a socket's path that every system allows."""
_LONGEST_REQUEST = 64 * 1024
_CONNECT_MS = 500
_ANSWER_MS = 5000
_WAIT_S = 15.0
"""How long a start waits for another that has begun and does not listen yet."""


class OneWindow:
    """Which start of the program is the first, for those who share the folder ``data``. Blocks; before the event loop.

    The first holds a lock until :meth:`release` or the end of its process, however that ends.
    """

    def __init__(self, data: Path, runtime: str = "") -> None:
        """``runtime`` is the system's folder for sockets of this user; empty where it has none."""
        own = f"inkglow-{hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]}"
        places = [Path(folder) / own for folder in (runtime, str(data)) if folder and Path(folder).is_dir()]
        short = [str(place) for place in places if len(os.fsencode(place)) <= _LONGEST_PLACE]
        self.place = own if os.name == "nt" else next(iter(short), "")
        """The name of the socket; empty where it can have none."""
        self._lock = QLockFile(str(data / WINDOW_LOCK))
        self._lock.setStaleLockTime(0)  # only the end of its process makes it invalid, not its age

    def is_first(self, file: Path | None) -> bool:
        """Whether this start is to open a window. False: another has one, and opens ``file`` there."""
        if not self.place or not _has_sockets():
            return True
        until = time.monotonic() + _WAIT_S
        while time.monotonic() < until:
            if (answer := hand_over(self.place, file)) is not None:
                return not answer
            if self._lock.tryLock(0):
                return True
            time.sleep(0.05)
        return True

    def take_part(self) -> None:
        """This start opens a window in any case; where it is the only one, later starts hand their files to it."""
        if self.place and _has_sockets():
            self._lock.tryLock(0)

    @property
    def listens(self) -> bool:
        """Whether this start is the one that others hand their files to."""
        return self._lock.isLocked()

    def release(self) -> None:
        """Let the next start be the first."""
        self._lock.unlock()


def hand_over(place: str, file: Path | None) -> bool | None:
    """Ask whoever listens at ``place`` to open ``file``. Returns whether they do; None where nobody listens. Blocks."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(_CONNECT_MS):
        return None
    request = {"format": _FORMAT, "file": str(file.absolute()) if file is not None else None}
    socket.write(json.dumps(request).encode() + b"\n")
    socket.flush()
    until = time.monotonic() + _ANSWER_MS / 1000
    while not socket.canReadLine() and time.monotonic() < until:
        if not socket.waitForReadyRead(100) and socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            break
    return bytes(socket.readLine().data()).strip() == b"ok"


class LaterStarts(QObject):
    """Listens for what later starts are asked to open. Belongs to the GUI thread."""

    asked = Signal(object)
    """The Path to open, or None: the window is only to come to the front."""

    def __init__(self, place: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(place)  # what a crash left; nobody listens there, because we hold the lock
        self.listens = self._server.listen(place)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
        self._read()

    def _read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        for socket in self._server.findChildren(QLocalSocket):
            if socket.canReadLine():
                self._answer(socket, bytes(socket.readLine().data()))
            elif socket.bytesAvailable() > _LONGEST_REQUEST:
                socket.abort()

    def _answer(self, socket: QLocalSocket, line: bytes) -> None:
        try:
            request: dict[str, Any] = json.loads(line)
            known = int(request["format"]) <= _FORMAT
            file = Path(str(request["file"])) if request["file"] else None
        except (ValueError, KeyError, TypeError):
            known, file = False, None
        socket.write(b"ok\n" if known else b"no\n")
        socket.flush()
        socket.disconnectFromServer()
        if known:
            self.asked.emit(file)


def _has_sockets() -> bool:
    """Whether Qt's module for them can be loaded here: it needs a system library that the window does not."""
    try:
        import PySide6.QtNetwork  # noqa: F401
    except ImportError:
        return False
    return True
