"""What the dialog about versions works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.versions.store import VersionStore
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.document.differences import ReadingStyle
from desktop.document.file_menu import Documents
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.versions.keeper import VersionKeeper


@dataclass(frozen=True)
class VersionParts:
    """The open document, the store of versions, and what the window offers."""

    store: VersionStore
    keeper: VersionKeeper
    session: Session
    documents: Documents
    editor: ManuscriptEditor
    preferences: Preferences
    questions: Questions
    notifier: Notifier
    tasks: Tasks
    style: Callable[[], ReadingStyle]
