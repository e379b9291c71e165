"""Import, export and printing of the open document."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.errors import FileProblem
from core.exchange import exporting
from core.exchange.exporting import Export, ExportOptions, ExportOrder, Ready
from core.exchange.formats import Format
from core.exchange.importing import Imported, can_import
from core.exchange.job import Job
from core.exchange.markdown_reader import title_and_author
from core.manuscript.paragraphs import Syntax
from desktop.common.notice import DOCUMENT, EXCHANGE, Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import ExportChoice, Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.document.file_menu import Documents
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.exchange import background, words
from desktop.exchange.preview import PreviewDialog

OPENED_AS_TEXT = frozenset({".html", ".htm", ".xhtml", ".rtf"})
"""Formats that can be imported and are text files as well, so that their source can be opened."""


class Exchange:
    """Belongs to the GUI thread, inside a running asyncio loop. The work is done in a child process."""

    def __init__(
        self,
        session: Session,
        editor: ManuscriptEditor,
        documents: Documents,
        questions: Questions,
        notifier: Notifier,
        preferences: Preferences,
        tasks: Tasks,
        *,
        export: Callable[[ExportOrder, Job], Export] = background.export,
        import_file: Callable[[Path, Job], Imported] = background.import_file,
    ) -> None:
        self._session = session
        self._editor = editor
        self._documents = documents
        self._questions = questions
        self._notifier = notifier
        self._preferences = preferences
        self._tasks = tasks
        self._export = export
        self._import = import_file
        self._job: Job | None = None
        self._closing_words = ""
        """What is said when the window is to be closed during an export; empty once it was said."""
        self._importing = False
        self.preview: PreviewDialog | None = None
        """The preview while it is open."""

    # -- import

    async def choose_import(self) -> None:
        """Import the file that the writer picks, as a new document."""
        path = await self._questions.import_source(self._folder)
        if path is not None:
            await self.import_path(path)

    async def may_import(self, path: Path) -> bool | None:
        """A file is to be opened: whether to import it instead; None where neither is wanted.

        False without a question for a file that no import is for.
        """
        if not can_import(path) or await asyncio.to_thread(path.is_dir):
            return False
        as_text = path.suffix.lower() in OPENED_AS_TEXT
        wanted = await self._questions.import_instead(path.name, may_open=as_text)
        return wanted if wanted or as_text else None

    async def import_path(self, path: Path) -> None:
        """Import ``path`` as a new document, after the open one may be closed."""
        made: Imported | None = None

        async def read() -> str:
            nonlocal made
            with self._working(words.working(True, path)) as job:
                self._importing = True
                try:
                    made = await asyncio.to_thread(self._import, path, job)
                finally:
                    self._importing = False
            return made.text

        await self._documents.open_made(read, f"{path.stem}.md", path.parent)
        if made is not None:
            self._notifier.tell(words.imported(path.name, made.n_words, made.notes), about=DOCUMENT)

    # -- export

    async def export(self) -> None:
        """Export the document as it is now, as the writer chooses. Raises FileProblem."""
        text, syntax, name = self._editor.text(), self._editor.syntax, self._session.name
        preferences = self._preferences.value
        title, author = title_and_author(text) if syntax is Syntax.MARKDOWN else ("", "")
        shown = ExportChoice(
            _format_named(preferences.export_format),
            ExportOptions(title or exporting.title_from(name), author or preferences.author, False),
        )
        choice = await self._questions.export_choice(shown)
        if choice is None:
            return
        self._preferences.change(author=choice.options.author, export_format=choice.wanted.value)
        path = await self._questions.export_to(
            self._folder / f"{exporting.title_from(name)}{choice.wanted.value}", choice.wanted
        )
        if path is None:
            return
        if self._session.path is not None and await asyncio.to_thread(_is_same, path, self._session.path):
            raise FileProblem(words.own_file(path.name))
        order = ExportOrder(text, syntax, name, choice.wanted, choice.options)
        with self._working(words.working(False, path)) as job:
            self._closing_words = words.still_writing(path.name)
            try:
                made = await asyncio.to_thread(self._export, order, job)
            finally:
                self._closing_words = ""
        if not made.is_faithful:
            wanted = await self._questions.keep_unfaithful(
                path.name, words.unfaithful(path.name, made.differences or ())
            )
            if not wanted:
                self._notifier.tell(words.discarded(path.name), about=EXCHANGE)
                return
        await asyncio.to_thread(made.write, path)
        if made.is_faithful:
            said = exporting.done_sentence(made, path, choice.wanted)
            self._notifier.tell(" ".join(map(worded, [said, *made.notes])), about=EXCHANGE)

    # -- printing

    async def show_preview(self, parent: QWidget) -> None:
        """Show the document on pages, from where it can be printed. Raises FileProblem."""
        ready = await self._ready()
        if self.preview is not None:
            self.preview.close()
        self.preview = PreviewDialog(ready, self._tasks, self._notifier, parent)
        self.preview.finished.connect(self._forget_preview)
        self.preview.show()
        await self.preview.lay_out()

    async def print_document(self, parent: QWidget) -> None:
        """Ask for a printer and print the document. Raises FileProblem."""
        await self.show_preview(parent)
        if self.preview is not None:
            self.preview.print_button.click()

    async def _ready(self) -> Ready:
        text, syntax, name = self._editor.text(), self._editor.syntax, self._session.name
        options = ExportOptions("", self._preferences.value.author, False)
        return await asyncio.to_thread(exporting.prepare, text, syntax, options, name)

    def _forget_preview(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None

    # -- work

    @property
    def busy(self) -> bool:
        """Whether an import or export is running."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop what is running."""
        if self._job is not None:
            self._job.cancel()

    def may_close(self) -> bool:
        """Whether the window may be closed, the first time not while a file is being written: a notice says so.

        An import is stopped, because closing waits while the document is being replaced.
        """
        if self._importing:
            self.cancel()
        if self._job is None or not self._closing_words:
            return True
        sentence, self._closing_words = self._closing_words, ""
        self._notifier.tell(sentence, (tr("Cancel"), self._job.cancel), about=EXCHANGE)
        return False

    @property
    def _folder(self) -> Path:
        return self._documents.usual_folder()

    @contextmanager
    def _working(self, sentence: str) -> Iterator[Job]:
        """One job at a time, with a notice that can cancel it. Raises FileProblem while another one runs."""
        if self._job is not None:
            raise FileProblem(words.BUSY)
        job = self._job = Job()
        self._notifier.tell(sentence, (tr("Cancel"), job.cancel), about=EXCHANGE)
        try:
            yield job
        finally:
            self._job = None
            self._notifier.withdraw_about(EXCHANGE)


def _is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file. Blocks."""
    try:
        return path.resolve() == other.resolve()
    except OSError:
        return False


def _format_named(ending: str) -> Format:
    try:
        return Format(ending)
    except ValueError:
        return Format.DOCX
