"""What stands before a passage while its states are read."""

from __future__ import annotations

from core.engine.protocol import ChatMessage

NEUTRAL_REQUEST = "Write one paragraph of a story."
"""What stands before a passage under the ``neutral`` recipe. Changing a word of it means a new recipe version."""


def neutral_context() -> tuple[ChatMessage, ...]:
    """The conversation whose answer the passage is taken to be, under the ``neutral`` recipe."""
    return (ChatMessage("user", NEUTRAL_REQUEST),)
