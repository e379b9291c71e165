"""What the menus do with notes: write one at the cursor or the selection, change and remove it, go to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from core.manuscript.boundaries import boundary_name
from core.manuscript.notes import LineChange, Note, with_new_note, with_other_words, without_note
from core.manuscript.paragraphs import Kind, Syntax
from desktop.common.notice import CURSOR, Notifier
from desktop.common.preferences import Preferences
from desktop.common.text_offsets import to_utf16
from desktop.common.theme import Theme
from desktop.editor.passages import selected_text
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.tracking import Tracked
from desktop.notes import words
from desktop.notes.box import WIDTH, NoteBox
from desktop.notes.found import FoundNotes
from desktop.notes.margin import NotesMargin

_QUOTED = 60
"""Characters of the selection that a note begins with, at most."""


@dataclass(frozen=True)
class _Being:
    """The note that is being written: ``note`` None for a new one."""

    paragraph_id: int
    note: Note | None
    line: str
    """The line of the note as it was."""


class Notes(QObject):
    """Belongs to the GUI thread."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        preferences: Preferences,
        notice: Notifier,
        reserved: Callable[[], int],
        parent: QObject,
    ) -> None:
        """``reserved`` gives the pixels beside the scroll bar that others need."""
        super().__init__(parent)
        self._editor, self._preferences, self._notice = editor, preferences, notice
        self.found = FoundNotes(editor, self)
        self.margin = NotesMargin(editor, self.found, reserved)
        self.box = NoteBox(editor)
        self._being: _Being | None = None
        self.margin.opened.connect(self.open)
        self.box.saved.connect(self._save)
        self.box.left.connect(self._leave)
        editor.text_leaving.connect(self._close)
        preferences.changed.connect(self.sync)
        self.sync()

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self.margin.apply(theme)

    def sync(self) -> None:
        """Show notes beside the text or in it, as the writer wants."""
        beside = self._preferences.value.notes_beside
        self._editor.hide_comments(beside)
        self.margin.set_wanted(beside)

    def show_beside(self, wanted: bool) -> None:
        """Show notes beside the text, or as they are in the file; remembered."""
        self._preferences.change(notes_beside=wanted)

    # -- commands

    def write(self) -> None:
        """Write a note at the cursor: on the selected words, or the one that is there already."""
        paragraph = self._paragraph()
        if paragraph is None:
            return
        cursor = self._editor.textCursor()
        selected = selected_text(cursor).strip()
        index = self._editor.tracked.index_at_line(paragraph.first)
        if selected and "\n" not in selected and paragraph.kind is not Kind.COMMENT:
            self._begin(paragraph, None, words.about(selected) if len(selected) <= _QUOTED else "")
            return
        place = self.found.place_of(index)
        notes = self.found.notes_of(paragraph) if paragraph.kind is Kind.COMMENT else self.found.shown_beside(place)
        if notes:
            self.open(notes[0])
        else:
            self._begin(paragraph, None, "")

    def open(self, note: Note) -> None:
        """Change a note."""
        paragraph = self._editor.tracked.at_line(note.line)
        if paragraph is not None:
            self._begin(paragraph, note, note.text)

    def go_on(self) -> None:
        """Go to the next paragraph that has a note."""
        tracked = self._editor.tracked
        places = self.found.places()
        if not places:
            self._notice.tell(words.NO_NOTES, about=CURSOR)
            return
        here = tracked.index_at_line(self._editor.textCursor().blockNumber())
        if here >= 0:
            here = self.found.place_of(here)
        index = next((each for each in places if each > here), places[0])
        block = self._editor.document().findBlockByNumber(tracked.paragraphs[index].first)
        self._editor.keeper.select(QTextCursor(block))
        self._editor.setFocus()
        if index <= here:
            self._notice.tell(words.WRAPPED, about=CURSOR)

    # -- inside

    def _paragraph(self) -> Tracked | None:
        """The paragraph that a note is to be written beside; says so where there is none."""
        tracked = self._editor.tracked
        if not self._has_comments():
            self._notice.tell(words.PLAIN_TEXT, about=CURSOR)
            return None
        line = self._editor.textCursor().blockNumber()
        paragraph = tracked.at_line(line)
        if paragraph is None:
            index = tracked.index_at_line(line)
            near = [tracked.paragraphs[each] for each in (index, index + 1) if 0 <= each < len(tracked.paragraphs)]
            paragraph = next((each for each in near if each.kind in _NOTED), None)
        if paragraph is None or paragraph.kind not in _NOTED:
            self._notice.tell(words.NO_PLACE, about=CURSOR)
            return None
        return paragraph

    def _has_comments(self) -> bool:
        """Whether the text at the cursor is Markdown: files of a folder differ."""
        tracked = self._editor.tracked
        if tracked.syntax is not Syntax.MARKDOWN:
            return False
        for index in range(tracked.index_at_line(self._editor.textCursor().blockNumber()), -1, -1):
            paragraph = tracked.paragraphs[index]
            if paragraph.kind is Kind.BOUNDARY:
                name = boundary_name(tracked.lines[paragraph.first]) or ""
                return not name.lower().endswith((".txt", ".text"))
        return True

    def _begin(self, paragraph: Tracked, note: Note | None, text: str) -> None:
        line = self._editor.tracked.lines[note.line if note is not None else paragraph.first]
        self._being = _Being(paragraph.id, note, line)
        index = self.found.place_of(self._editor.tracked.index_at_line(paragraph.first))
        area = self._editor.rect_of(self._editor.tracked.paragraphs[index].id)
        top = area.top() if area is not None else 0
        left = self.margin.x() if not self.margin.is_folded else self._editor.viewport().geometry().right() - WIDTH
        self.box.place(left, top)
        self.box.write(text, is_new=note is None)

    def _save(self, text: str) -> None:
        being = self._being
        tracked = self._editor.tracked
        paragraph = tracked.get(being.paragraph_id) if being is not None else None
        if being is None or paragraph is None:
            self._notice.tell(words.GONE)
            return
        note, lines = being.note, tracked.lines
        change: LineChange | None
        if note is None:
            change = with_new_note(tracked.paragraphs, tracked.index_at_line(paragraph.first), lines, text)
        else:
            line = next((each for each in range(paragraph.first, paragraph.last + 1) if lines[each] == being.line), -1)
            if line < 0:
                self._notice.tell(words.GONE)
                return
            note = Note(line, note.start, note.end, note.text)
            change = with_other_words(note, text) or without_note(note, lines)
        self._close()
        if change is not None:
            self._editor.change([self._as_text_change(change)])
        self._editor.setFocus()

    def _leave(self) -> None:
        self._close()
        self._editor.setFocus()

    def _close(self) -> None:
        self._being = None
        self.box.hide()

    def _as_text_change(self, change: LineChange) -> TextChange:
        document, lines = self._editor.document(), self._editor.tracked.lines
        start, end = (
            document.findBlockByNumber(line).position() + to_utf16(lines[line], column)
            for line, column in (change.first, change.last)
        )
        return TextChange(start, end, change.text)


_NOTED = (Kind.PROSE, Kind.HEADING, Kind.BREAK, Kind.COMMENT)
"""What a note can be written beside."""
