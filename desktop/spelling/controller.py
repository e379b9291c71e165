"""Checks the spelling of the paragraphs in view after a pause, and does what the writer decides about a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from core.errors import Superseded
from core.manuscript.paragraphs import Kind
from core.spelling.choices import DocumentChoices
from core.spelling.speller import NoSpelling
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.document.session import Session
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.spelling import words
from desktop.spelling.checker import Checked, Checker, Situation, Task
from desktop.spelling.underlines import Place, Underlines

_PAUSE, _SCROLL_PAUSE = 500, 80
"""Milliseconds before paragraphs are checked: after the last key, and after scrolling."""
_CHECKED_KINDS = (Kind.PROSE, Kind.HEADING)
_LONGEST = 50_000
"""Characters of a paragraph that is checked, at most: a longer one is no prose."""
_AT_ONCE = 100
"""Paragraphs checked at once when the next unknown word is looked for."""
_SPELLING = "spelling"


class Spelling(QObject):
    """Belongs to the GUI thread. What was checked counts only while paragraph, document and language are the same."""

    checked = Signal()
    """Paragraphs in view have been checked."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        session: Session,
        checker: Checker,
        preferences: Preferences,
        notice: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._session, self._checker = editor, session, checker
        self._preferences, self._notice, self._tasks = preferences, notice, tasks
        self._situation: Situation | None = None
        self._language = ""
        """The language that a dictionary was opened for."""
        self._epoch = 0
        """Raised whenever other words count as known: what was checked before is of no use then."""
        self._checked: dict[int, Checked] = {}
        self._is_checking = self._is_on = self._typing = False
        self._path = session.path
        self.underlines = Underlines(editor)
        self.tag = ""
        """The dictionary in use; empty for none."""
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._begin)
        editor.paragraphs_changed.connect(self._on_paragraphs)
        editor.visible_changed.connect(self._on_visible)
        editor.text_replaced.connect(self._on_document)
        editor.caret_moved.connect(self._on_cursor)
        session.about_to_replace.connect(self._on_replacing)
        session.changed.connect(self._on_session)
        preferences.changed.connect(self._on_preferences)
        self._on_preferences()

    @property
    def is_on(self) -> bool:
        """Whether words are checked while one writes."""
        return self._is_on

    @property
    def is_idle(self) -> bool:
        """Whether no check is due or under way."""
        self._editor.settle()
        return not self._later.isActive() and not self._is_checking

    @property
    def situation(self) -> Situation:
        """What words are checked against now; nothing before :meth:`load`."""
        return self._situation or Situation()

    @property
    def is_loaded(self) -> bool:
        """Whether :attr:`situation` is that of the document."""
        return self._situation is not None

    async def load(self) -> Situation:
        """Read what was chosen for the document, if that has not been done. Raises FileProblem, and Superseded."""
        if self._situation is None:
            path = self._session.path
            situation = await self._checker.load(self._key())
            if path != self._session.path:
                raise Superseded("another document has been opened")
            self._situation = self._situation or situation
        return self._situation

    # -- what the writer does

    def set_on(self, wanted: bool) -> None:
        """Check words from now on, or not; what is missing for it is said again."""
        if wanted != self._preferences.value.spelling:
            self._preferences.change(spelling=wanted, spelling_lack="")

    def place_at_caret(self) -> Place | None:
        """The unknown word at the caret."""
        return self.underlines.at(self._editor.textCursor().position()) if self._is_on else None

    async def suggestions(self, word: str) -> list[str]:
        """Words that may be meant."""
        return await self._checker.suggest(word, tuple(self._editor.tracked.lines))

    def replace(self, place: Place, word: str) -> None:
        """Put another word there, as one undo step, and the caret after it."""
        start, end = place.cursor.selectionStart(), place.cursor.selectionEnd()
        self._editor.change([TextChange(start, end, word)])
        cursor = self._editor.textCursor()
        cursor.setPosition(start + len(word))
        self._editor.setTextCursor(cursor)

    async def add(self, chosen: Sequence[str]) -> None:
        """Add to the writer's own words. Raises FileProblem."""
        self._take_words(await self._checker.add(chosen))

    async def remove(self, chosen: Collection[str]) -> None:
        """Remove from the writer's own words. Raises FileProblem."""
        self._take_words(await self._checker.remove(chosen))

    async def ignore(self, word: str) -> None:
        """Do not mark a word in this document any more. Raises FileProblem."""
        document = (await self.load()).document
        await self._choose(replace(document, ignored=document.ignored | {word}))

    async def heed(self, words_again: Collection[str]) -> None:
        """Mark words in this document again that were ignored. Raises FileProblem."""
        document = (await self.load()).document
        await self._choose(replace(document, ignored=document.ignored - frozenset(words_again)))

    async def choose_language(self, tag: str) -> None:
        """Check this document in another language; empty for that of front matter or system. Raises FileProblem."""
        await self._choose(replace((await self.load()).document, language=tag))

    async def languages(self) -> tuple[str, ...]:
        """The tags of all dictionaries; none where Enchant is missing."""
        try:
            return await self._checker.languages()
        except NoSpelling:
            return ()

    async def names(self) -> list[tuple[str, int]]:
        """Words of the text that are taken for names, with how often they occur; none without a dictionary."""
        await self._prepare()
        return await self._checker.names(tuple(self._editor.tracked.lines), self.situation) if self.tag else []

    async def next_unknown(self) -> Place | None:
        """The next unknown word after the caret, or from the beginning; None where there is none."""
        await self._prepare()
        if not self.tag:
            return None
        caret, epoch = self._editor.textCursor().selectionEnd(), self._epoch
        ids = self._editor.paragraph_ids()
        line = self._editor.textCursor().blockNumber()
        first = max(0, self._editor.tracked.index_at_line(line))
        order = [*ids[first:], *ids[:first], *ids[first : first + 1]]
        for begin in range(0, len(order), _AT_ONCE):
            tasks = self._tasks_for(order[begin : begin + _AT_ONCE])
            found = await self._checker.check(tasks, tuple(self._editor.tracked.lines), self.situation)
            if epoch != self._epoch:
                return None
            for number, checked in enumerate(found):
                tracked = self._editor.tracked.get(checked.id)
                if tracked is None or tracked.revision != checked.revision:
                    continue
                block = self._editor.document().findBlockByNumber(tracked.first).position()
                for word in checked.unknown:
                    is_behind = begin == number == 0 and block + word.start < caret and checked.id == order[0]
                    if not word.is_name and not is_behind:
                        return Place(self._cursor(block + word.start, block + word.end), word)
        return None

    def close(self) -> None:
        """End the thread."""
        self._later.stop()
        self._is_on = False
        self._checker.close()

    # -- inside: when to check

    def _on_preferences(self) -> None:
        if self._preferences.value.spelling != self._is_on:
            self._is_on = self._preferences.value.spelling
            self._forget()
            self._language = ""
            if self._is_on:
                self._later.start(0)
        else:
            self._on_visible()  # the colours may be others

    def _on_replacing(self, by_another_document: bool) -> None:
        if by_another_document:
            self._situation = None

    def _on_document(self) -> None:
        self._language = self.tag = ""
        self._forget()
        self._typing = False
        if self._is_on:
            self._later.start(_SCROLL_PAUSE)

    def _on_session(self) -> None:
        """A document that gets a name takes along what was chosen for it."""
        if self._session.path != self._path:
            self._path = self._session.path
            chosen = self._situation
            if self._path is not None and chosen is not None and chosen != Situation(chosen.words):
                self._tasks.start_where_possible(lambda: self._checker.keep(self._key(), chosen))

    def _on_paragraphs(self, changes: ParagraphChanges) -> None:
        for paragraph_id in changes.removed:
            self._checked.pop(paragraph_id, None)
        if self._is_on:
            self._typing = True
            self._later.start(_PAUSE)

    def _on_visible(self) -> None:
        if self._is_on and not self._later.isActive():
            self._later.start(_SCROLL_PAUSE)

    def _on_cursor(self) -> None:
        if self._is_on and self.underlines.left_spared(self._editor.textCursor().position()):
            self._typing = False
            self._show()

    # -- inside: checking

    def _begin(self) -> None:
        if not self._is_on:
            return
        if self._is_checking:
            self._later.start(_SCROLL_PAUSE)
            return
        self._is_checking = self._tasks.start_where_possible(self._check) is not None

    async def _check(self) -> None:
        try:
            await self._prepare()
            epoch = self._epoch
            tasks = [task for task in self._tasks_for(self._editor.visible_ids()) if not self._is_checked(task)]
            if self.tag and self._is_on and tasks:
                lines = tuple(self._editor.tracked.lines)
                found = await self._checker.check(tasks, lines, self.situation)
                if epoch == self._epoch:
                    self._checked |= {checked.id: checked for checked in found}
            if epoch == self._epoch and self.tag and self._is_on:
                self._show()
                self.checked.emit()
        finally:
            self._is_checking = False

    async def _prepare(self) -> None:
        """Read what was chosen, and open the dictionary of the text's language; say once what is missing."""
        wanted = self._checker.wanted(await self.load(), self._editor.tracked.lines)
        if wanted == self._language:
            return
        self._language = wanted
        try:
            tag = await self._checker.use(wanted)
        except NoSpelling as problem:
            self.tag = ""
            self._forget()
            self._say(problem)
            return
        if tag != self.tag:
            self.tag = tag
            self._forget()
        if self._preferences.value.spelling_lack:
            self._preferences.change(spelling_lack="")

    def _say(self, problem: NoSpelling) -> None:
        lack = f"{problem.lack.value} {problem.language}".strip()
        if self._preferences.value.spelling_lack != lack:
            self._preferences.change(spelling_lack=lack)
            self._notice.tell_later(words.lack(problem, language_name(problem.language)), about=_SPELLING)

    def _tasks_for(self, ids: Sequence[int]) -> list[Task]:
        tracker = self._editor.tracked
        known = (tracker.get(each) for each in ids)
        tasks = (
            Task(tracked.id, tracked.revision, tracker.raw_text(tracked))
            for tracked in known
            if tracked is not None and tracked.kind in _CHECKED_KINDS
        )
        return [task for task in tasks if len(task.text) <= _LONGEST]

    def _is_checked(self, task: Task) -> bool:
        checked = self._checked.get(task.id)
        return checked is not None and checked.revision == task.revision

    def _show(self) -> None:
        caret = self._editor.textCursor()
        spared = caret.position() if self._typing and not caret.hasSelection() else None
        self.underlines.show(self._checked, spared)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- inside: what was chosen

    async def _choose(self, document: DocumentChoices) -> None:
        situation = replace(self.situation, document=document)
        self._take(situation)
        if self._session.path is not None:
            await self._checker.keep(self._key(), situation)

    def _take_words(self, known: frozenset[str]) -> None:
        if self._situation is not None:
            self._take(replace(self._situation, words=known))

    def _take(self, situation: Situation) -> None:
        self._situation = situation
        self._forget()
        if self._is_on:
            self._later.start(0)

    def _forget(self) -> None:
        """Forget what was found."""
        self._epoch += 1
        self._checked = {}
        self.underlines.clear()

    def _key(self) -> str:
        return "" if self._session.path is None else str(self._session.path.absolute())


def language_name(tag: str) -> str:
    """A language in its own words, such as “Deutsch (Österreich)”; the tag where Qt does not know it."""
    locale = QLocale(tag)
    if locale.language() is QLocale.Language.C:
        return tag
    name = locale.nativeLanguageName() or QLocale.languageToString(locale.language())
    return f"{name} ({locale.nativeTerritoryName()})" if "_" in tag and locale.nativeTerritoryName() else name
