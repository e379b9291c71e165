"""The short form: one session in which the model's process crashes and is stopped; then the window is killed."""

from __future__ import annotations

import pytest

from tests.faults.kill_worker import Sessions

CRASHES_WHILE_LOADING, STOPPED_WHILE_WRITING = 3, 5
"""Seeds of these, in one session."""


@pytest.mark.model
def test_the_window_survives_what_happens_to_the_models_process() -> None:
    sessions = Sessions()
    try:
        for seed in (CRASHES_WHILE_LOADING, STOPPED_WHILE_WRITING):
            sessions.attempt(seed)
        sessions.kill()
    finally:
        sessions.end()
