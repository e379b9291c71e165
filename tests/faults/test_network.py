"""The short form: one session with every kind of process, and that an attempt would not go unnoticed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.faults import network, no_sockets
from tests.faults.report import Lost

pytestmark = pytest.mark.skipif(not no_sockets.is_possible(), reason="Linux on x86_64 or aarch64 is needed")

ASKS_BY_ITSELF = "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
"""Makes a socket as a C library would, which Python knows nothing of."""


@pytest.mark.model
def test_a_session_asks_the_network_for_nothing() -> None:
    network.attempt(1)


@pytest.mark.parametrize("family", [2, 10])
def test_a_process_that_makes_an_internet_socket_is_ended(family: int) -> None:
    code = ASKS_BY_ITSELF.replace("2", str(family), 1)
    done = subprocess.run([sys.executable, "-m", "tests.faults.no_sockets", sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGSYS


def test_sockets_within_the_machine_are_allowed() -> None:
    code = "import socket; a, b = socket.socketpair(); a.send(b'x'); print(b.recv(1))"
    assert network.watched("-c", code) == "b'x'\n"


@pytest.mark.parametrize("code", ["import socket; socket.getaddrinfo('localhost', 80)", ASKS_BY_ITSELF])
def test_an_attempt_is_a_loss(code: str) -> None:
    with pytest.raises(Lost):
        network.watched("-c", code)


def test_a_process_that_was_not_watched_is_noticed() -> None:
    with pytest.raises(Lost, match=r"core\.search\.worker"):
        network.watched("-c", "pass", must_run=("core.search.worker",))
