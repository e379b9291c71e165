"""Tells the writer what is switched off in a very long paragraph, and why."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from core.manuscript.paragraphs import Syntax
from desktop.common.notice import DOCUMENT, Notifier
from desktop.common.translation import tr
from desktop.editor.highlighter import LONGEST_STYLED
from desktop.editor.text_edit import ManuscriptEditor

_PAUSE_MS = 1000
NOT_STYLED = tr(
    "A paragraph here has more than {n:,} characters. Italics and bold are not shown in it, "
    "so that typing stays quick; its text is saved as it is."
).format(n=LONGEST_STYLED)


class LongParagraphs(QObject):
    """One notice for each text. GUI thread."""

    def __init__(self, editor: ManuscriptEditor, notifier: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor, self._notifier = editor, notifier
        self._told = False
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._check)
        editor.text_replaced.connect(self._on_replaced)
        editor.paragraphs_changed.connect(self._on_changed)

    def _on_replaced(self) -> None:
        self._told = False
        self._later.start()

    def _on_changed(self) -> None:
        if not self._told:
            self._later.start()

    def _check(self) -> None:
        editor = self._editor
        if editor.syntax is Syntax.MARKDOWN and editor.longest_line > LONGEST_STYLED:
            self._told = True
            self._notifier.tell(NOT_STYLED, about=DOCUMENT)
