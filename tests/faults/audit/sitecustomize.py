"""Found by every Python process whose PYTHONPATH has this folder: notes each use of a network address.

``INKGLOW_AUDIT`` names the file: a line of JSON for each process that is watched, and one for each attempt.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

_ADDRESSES = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_NAMES = (
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "urllib.Request",
    "http.client.connect",
)
_INTERNET = (2, 10, 23, 30)  # AF_INET; AF_INET6 of Linux, Windows and macOS


def watch(file: str) -> None:
    """Watch this process from now on."""

    def note(**fields: object) -> None:
        line = json.dumps({"pid": os.getpid(), "program": sys.orig_argv, **fields}) + "\n"
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__":
            is_internet = int(arguments[1]) in _INTERNET
        elif event in _ADDRESSES:
            is_internet = isinstance(arguments[1], tuple)
        else:
            is_internet = event in _NAMES
        if is_internet:
            frames = [f"{each.filename}:{each.lineno}" for each in traceback.extract_stack()[-6:-1]]
            note(attempt=event, frames=frames)

    note(watched=True)
    sys.addaudithook(hook)


if "INKGLOW_AUDIT" in os.environ:
    watch(os.environ["INKGLOW_AUDIT"])
