"""What the File menu does to the document: each step asks the writer first where something could be lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.actions import literal
from desktop.dialogs.questions import Questions
from desktop.preferences import Preferences
from desktop.session import Session
from desktop.tasks import Tasks


class Documents:
    """Belongs to the GUI thread, inside a running asyncio loop. ``sample`` is the sample chapter's file."""

    def __init__(self, session: Session, preferences: Preferences, tasks: Tasks, sample: Path) -> None:
        self._session = session
        self._preferences = preferences
        self._tasks = tasks
        self.sample = sample
        self._questions: Questions | None = None
        session.opened.connect(self._remember)

    def ask_with(self, questions: Questions) -> None:
        """Who asks the writer: dialogs on the window, or a test's answers. Needed before anything else here."""
        self._questions = questions

    @property
    def questions(self) -> Questions:
        """Who asks the writer."""
        assert self._questions is not None
        return self._questions

    async def may_close(self) -> bool:
        """Whether the document may go: saved, or given up by the writer. Raises FileProblem."""
        return await self._session.may_close(self.questions)

    async def new(self) -> None:
        """An empty untitled document."""
        if await self.may_close():
            self._session.new()

    async def choose(self) -> None:
        """Open what the writer picks."""
        folder = self._session.path.parent if self._session.path else Path.home()
        path = await self.questions.open_path(folder)
        if path is not None:
            await self.open(path)

    async def open(self, path: Path) -> None:
        """Open a text file in place of the document, once that may go. Raises FileProblem."""
        if await self.may_close():
            await self._session.open(path)

    async def open_sample(self) -> None:
        """Open the sample chapter as a new document that asks for a name when it is saved."""
        if await self.may_close():
            self._session.new(self.sample.read_text("utf-8"), "Sample chapter")

    async def save(self) -> None:
        """Save, asking for a name where there is none. Raises FileProblem."""
        await self._session.save(self.questions)

    async def save_as(self) -> None:
        """Save under a name the writer chooses. Raises FileProblem."""
        await self._session.save_as(self.questions)

    def fill_recent(self, menu: QMenu) -> None:
        """List the files opened lately."""
        menu.clear()
        for name in self._preferences.value.recent_files:
            path = Path(name)
            action = QAction(literal(f"{path.name}  –  {path.parent}"), menu)
            action.triggered.connect(lambda _checked=False, path=path: self._tasks.start(self.open(path)))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _remember(self, path: Path) -> None:
        preferences = self._preferences
        preferences.change(last_file=str(path), recent_files=preferences.value.with_recent(path))
