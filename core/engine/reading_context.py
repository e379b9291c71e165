"""The conversation before a passage while its states are read."""

from __future__ import annotations

from core.engine.protocol import ChatMessage

NEUTRAL_REQUEST = "Write one paragraph of a story."
"""The request before a passage under the ``neutral`` readout. Any change of it needs a new readout version."""


def neutral_context() -> tuple[ChatMessage, ...]:
    """The conversation to which the passage is read as the answer, under the ``neutral`` readout."""
    return (ChatMessage("user", NEUTRAL_REQUEST),)
