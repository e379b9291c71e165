"""Sentences of the dialog about what the model wrote."""

TITLE = "What the model wrote"
OFF = (
    "The record is switched off: what you take from the model now is not added to it. You can switch it on in the File "
    "menu."
)
WHERE = (
    "The record is kept in a file of Inkglow’s own on this computer, apart from your manuscript, and is sent nowhere."
)
EMPTY = (
    "Nothing is recorded for this text yet. When you accept a rewrite or an addition, Inkglow notes which model wrote "
    "it, and follows how much of it stays."
)
FOR_PUBLISHER = "For a publisher"
COPIED = "The paragraph for a publisher is on the clipboard."


def report_name(document: str) -> str:
    """File name to suggest for the report on ``document``."""
    return f"{document.rsplit('.', 1)[0]} – what the model wrote.md"
