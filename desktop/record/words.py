"""Sentences of the dialog about what the model wrote."""

from desktop.common.translation import tr

TITLE = tr("What the model wrote")
OFF = tr(
    "The record is switched off: what you take from the model now is not added to it. You can switch it on in the File "
    "menu."
)
WHERE = tr(
    "The record is kept in a file of Inkglow’s own on this computer, apart from your manuscript, and is sent nowhere."
)
EMPTY = tr(
    "Nothing is recorded for this text yet. When you accept a rewrite or an addition, Inkglow notes which model wrote "
    "it, and follows how much of it stays."
)
FOR_PUBLISHER = tr("For a publisher")
COPIED = tr("The paragraph for a publisher is on the clipboard.")


def report_name(document: str) -> str:
    """File name to suggest for the report on ``document``."""
    return tr("{name} – what the model wrote.md").format(name=document.rsplit(".", 1)[0])
