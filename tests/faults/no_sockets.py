"""Run a program that the system ends as soon as it, or a process that it starts, makes an internet socket.

``python -m tests.faults.no_sockets PROGRAM …``: a filter of Linux (seccomp), which also sees what C libraries and
programs that are no Python do, and which every child inherits.
"""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import struct
import sys

_LOAD, _EQUALS, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Linux's number of the architecture, and of the system call ``socket``."""


def is_possible() -> bool:
    """Whether there is such a filter here."""
    return sys.platform.startswith("linux") and platform.machine() in _MACHINES


def forbid() -> None:
    """From now on this process, and all that it starts, is killed when it makes an internet socket. Raises OSError."""
    architecture, number = _MACHINES[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUALS, 0, 6, architecture),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_EQUALS, 0, 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_EQUALS, 1, 0, socket.AF_INET),
        (_EQUALS, 0, 1, socket.AF_INET6),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    forbid()
    os.execvp(sys.argv[1], sys.argv[1:])
