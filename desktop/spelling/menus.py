"""Suggestions in the context menu and by a key, the menu of languages, and the dialog of words."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from desktop.common.labels import literal
from desktop.common.notice import CURSOR, Notifier
from desktop.common.tasks import Tasks
from desktop.editor.text_edit import ManuscriptEditor
from desktop.spelling import words
from desktop.spelling.controller import Spelling, language_name
from desktop.spelling.dialog import WordsDialog
from desktop.spelling.underlines import Place


class SpellingMenus(QObject):
    """What the window shows of spelling besides the underlines. GUI thread."""

    def __init__(
        self,
        spelling: Spelling,
        editor: ManuscriptEditor,
        notice: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.spelling, self._editor, self._notice, self._tasks = spelling, editor, notice, tasks
        self._languages: tuple[str, ...] | None = None
        self.menu: QMenu | None = None
        """The suggestions that the key has opened last."""
        self.dialog: WordsDialog | None = None
        """The dialog of words while it is open."""
        editor.fill_context_menu(self.fill)

    def fill(self, menu: QMenu) -> None:
        """Put suggestions for the unknown word at the caret on top of ``menu``; nothing where there is none."""
        place = self.spelling.place_at_caret()
        if place is not None:
            self._fill(menu, place)

    async def go_to_next(self) -> None:
        """Show suggestions for the unknown word at the caret, or for the next one if that word is selected already."""
        cursor = self._editor.textCursor()
        place = self.spelling.place_at_caret()
        if place is not None and not place.unknown.is_name and not cursor.hasSelection():
            self._editor.setTextCursor(place.cursor)
        else:
            place = await self.spelling.next_unknown()
            if place is None:
                if self.spelling.tag:
                    self._notice.tell(words.NO_MISTAKE, about=CURSOR)
                return
            self._editor.keeper.select(place.cursor)
        self._open(place)

    def fill_languages(self, menu: QMenu) -> None:
        """The languages that there are dictionaries for, the one chosen for this document ticked."""
        menu.clear()
        chosen = self.spelling.situation.document.language
        self._add_language(menu, words.BY_ITSELF, "", chosen)
        menu.addSeparator()
        if self._languages is None or not self.spelling.is_loaded:
            menu.addAction(words.LOOKING_FOR_LANGUAGES).setEnabled(False)
            self._tasks.start_where_possible(lambda: self._find_languages(menu))
        elif not self._languages:
            menu.addAction(words.NO_LANGUAGES).setEnabled(False)
        for tag in self._languages or ():
            self._add_language(menu, literal(language_name(tag)), tag, chosen)

    def show_words(self) -> None:
        """Show the writer's own words, and the names in this text."""
        if self.dialog is None:
            self.dialog = WordsDialog(self.spelling, self._tasks, self._editor.window())
            self.dialog.finished.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    # -- inside

    def _open(self, place: Place) -> None:
        menu = QMenu(self._editor)
        menu.setAccessibleName(words.suggestions_for(place.unknown.word))
        self._fill(menu, place)
        self.menu = menu
        menu.popup(self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft()))

    def _fill(self, menu: QMenu, place: Place) -> None:
        first = menu.actions()[0] if menu.actions() else None
        note = QAction(words.LOOKING, menu)
        note.setEnabled(False)
        label = words.is_name(place.unknown.word) if place.unknown.is_name else words.add(place.unknown.word)
        add, ignore = QAction(label, menu), QAction(words.IGNORE, menu)
        word = place.unknown.word
        add.triggered.connect(lambda _checked=False: self._tasks.start(self.spelling.add([word])))
        ignore.triggered.connect(lambda _checked=False: self._tasks.start(self.spelling.ignore(word)))
        separator = QAction(menu)
        separator.setSeparator(True)
        for action in (note, add, ignore, separator):
            menu.insertAction(first, action) if first is not None else menu.addAction(action)
        self._tasks.start_where_possible(lambda: self._suggest(menu, note, place))

    async def _suggest(self, menu: QMenu, note: QAction, place: Place) -> None:
        found = await self.spelling.suggestions(place.unknown.word)
        if not isValid(menu) or not isValid(note):
            return
        for number, word in enumerate(found, start=1):
            action = QAction(f"&{number}  {literal(word)}", menu)
            action.triggered.connect(lambda _checked=False, word=word: self.spelling.replace(place, word))
            menu.insertAction(note, action)
            if number == 1 and menu.activeAction() is None:
                menu.setActiveAction(action)
        if found:
            menu.removeAction(note)
        else:
            note.setText(words.NO_SUGGESTIONS)

    def _add_language(self, menu: QMenu, label: str, tag: str, chosen: str) -> None:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(tag == chosen)
        action.triggered.connect(lambda _checked=False: self._tasks.start(self.spelling.choose_language(tag)))

    async def _find_languages(self, menu: QMenu) -> None:
        self._languages = await self.spelling.languages()
        await self.spelling.load()
        if isValid(menu):
            self.fill_languages(menu)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
