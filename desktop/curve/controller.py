"""What the menus do with the curve: the next passage of a band, the chapters compared, scores and curve as files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from core.attribute.calibration import Band
from core.files import write_atomically
from core.manuscript.outline import SCENE
from core.manuscript.paragraphs import Kind, LineRun, Syntax
from core.score import curve
from core.score.chapters import ChapterFigures, ScoredParagraph, compared, csv_of, scored_text_of
from core.score.scoring import NOT_SCORED, Score
from desktop.common import messages
from desktop.common.notice import CURSOR, EXCHANGE, Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.curve import words
from desktop.curve.dialog import ChaptersDialog
from desktop.curve.strip import CurveStrip
from desktop.document.file_menu import Documents
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController
from desktop.outline.sections import Sections


@dataclass(frozen=True)
class _Snapshot:
    """A text with its scores at one moment, to be worked on in a thread."""

    runs: tuple[LineRun, ...]
    lines: tuple[str, ...]
    syntax: Syntax
    scores: tuple[Score, ...]

    def paragraphs(self) -> list[ScoredParagraph]:
        return scored_text_of(self.runs, self.lines, self.syntax, self.scores)

    def compared(self) -> list[ChapterFigures]:
        return compared(self.paragraphs())


@dataclass(frozen=True)
class CurveParts:
    """What the curve needs."""

    editor: ManuscriptEditor
    glow: GlowController
    session: Session
    documents: Documents
    preferences: Preferences
    questions: Questions
    notice: Notifier
    tasks: Tasks


class Curve(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        parts: CurveParts,
        sections: Sections,
        has_model: Callable[[], bool],
        offer_model: Callable[[], None],
        tell_drafting: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parts, self._sections = parts, sections
        self._has_model, self._offer_model, self._tell_drafting = has_model, offer_model, tell_drafting
        self._window = parent
        self.strip = CurveStrip(parts.editor, parts.glow, self._headings)
        self._covered = False
        self.dialog: ChaptersDialog | None = None
        """The table of chapters while it is open."""
        parts.preferences.changed.connect(self.sync)
        self.sync()

    def sync(self) -> None:
        """Show the strip where it is wanted, and never without the glow."""
        value = self._parts.preferences.value
        self.strip.set_wanted(value.curve_visible and value.shows_scores and not self._covered)

    def cover(self, covered: bool) -> None:
        """Hide the strip for as long as the text has the whole screen."""
        self._covered = covered
        self.sync()

    def show(self, wanted: bool) -> None:
        """Show the strip or hide it; remembered."""
        preferences, notice = self._parts.preferences, self._parts.notice
        if wanted is preferences.value.curve_visible:
            return
        preferences.change(curve_visible=wanted)
        if wanted and preferences.value.drafting:
            self._tell_drafting()
        elif wanted and not preferences.value.glow_visible:
            notice.tell(messages.GLOW_OFF, about=CURSOR)
        elif wanted and not self.strip.has_room:
            notice.tell(words.TOO_NARROW, about=CURSOR)

    # -- going to a band

    def next_plain(self) -> None:
        """Go to the next plain passage."""
        self._go_to_next(Band.PLAIN)

    def next_vivid(self) -> None:
        """Go to the next vivid passage."""
        self._go_to_next(Band.VIVID)

    def _go_to_next(self, band: Band) -> None:
        editor, glow, notice = self._parts.editor, self._parts.glow, self._parts.notice
        if not self._may_ask():
            return
        paragraphs = editor.tracked.paragraphs
        here = editor.tracked.index_at_line(editor.textCursor().blockNumber())
        order = [*range(here + 1, len(paragraphs)), *range(here + 1)]

        def is_one(index: int) -> bool:
            found = glow.glow_of(paragraphs[index].id)
            return found is not None and found.score.band is band

        index = next((each for each in order if is_one(each)), None)
        if index is None:
            notice.tell(words.no_other(band), about=CURSOR)
            return
        view = editor.paragraph(paragraphs[index].id)
        assert view is not None
        cursor = QTextCursor(editor.document())
        cursor.setPosition(view.start)
        editor.keeper.select(cursor)
        editor.setFocus()
        if index == here:
            notice.tell(words.only_here(band), about=CURSOR)
        elif index < here:
            notice.tell(words.wrapped(band), about=CURSOR)

    def _may_ask(self) -> bool:
        """Whether there are scores to go by; says why not."""
        if self._parts.preferences.value.drafting:
            self._tell_drafting()
        elif not self._parts.glow.is_enabled:
            self._parts.notice.tell(messages.GLOW_OFF)
        elif not self._has_model():
            self._offer_model()
        else:
            return True
        return False

    # -- figures

    def compare_chapters(self) -> None:
        """Show the chapters in figures."""
        if self._may_ask():
            self._parts.tasks.start(self._compare())

    async def _compare(self) -> None:
        name, unread = self._parts.session.name, self._parts.glow.unread
        shown = self._parts.glow.shown
        figures = await asyncio.to_thread(self._snapshot().compared)
        if name != self._parts.session.name:
            return
        if self.dialog is None:
            self.dialog = ChaptersDialog(self._window)
            self.dialog.finished.connect(self._forget_dialog)
            self.dialog.save.clicked.connect(lambda: self._parts.tasks.start(self.save()))
        published = shown is None or shown.calibration.published is not None
        self.dialog.show_figures(name, figures, unread, published=published)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    async def save(self) -> None:
        """Save the scores as a table, or the curve as a picture, as the writer chooses. Raises FileProblem."""
        if not self._may_ask():
            return
        shown = self._parts.glow.shown
        name, snapshot = self._parts.session.name, self._snapshot()
        folder = self._parts.documents.usual_folder()
        path = await self._parts.questions.scores_path(
            folder / tr("{name} scores.csv", "name of a file").format(name=Path(name).stem)
        )
        if path is None:
            return
        published = shown is None or shown.calibration.published is not None
        title = f"{name}: {self._parts.glow.attribute}"
        against = "published fiction" if published else "reference passages"

        def write() -> None:
            paragraphs = snapshot.paragraphs()
            if path.suffix.lower() in curve.FORMATS:
                curve.draw(paragraphs, path, title, against)
            else:
                write_atomically(path, csv_of(paragraphs).encode("utf-8-sig", "replace"))

        await asyncio.to_thread(write)
        self._parts.notice.tell(words.saved(path.name), about=EXCHANGE)

    # -- inside

    def _snapshot(self) -> _Snapshot:
        tracked, glow = self._parts.editor.tracked, self._parts.glow
        runs: list[LineRun] = []
        scores: list[Score] = []
        for each in tracked.paragraphs:
            found = glow.glow_of(each.id) if each.kind is Kind.PROSE else None
            runs.append(LineRun(each.kind, each.first, each.last))
            scores.append(found.score if found is not None else NOT_SCORED)
        return _Snapshot(tuple(runs), tuple(tracked.lines), tracked.syntax, tuple(scores))

    def _headings(self) -> list[tuple[int, int, str]]:
        """Index of its paragraph, level and title of each heading and file."""
        found = self._sections.present()
        return [
            (section.start, section.level, found.title(index))
            for index, section in enumerate(found.sections)
            if section.level != SCENE
        ]

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
