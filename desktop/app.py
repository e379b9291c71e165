"""The composition root: everything is built here once and handed down."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from core import paths, settings
from core.derivation import resumable
from core.engine.client import EngineClient
from core.engine.protocol import Engine
from core.errors import FileProblem
from core.manuscript import journal
from core.models import local as local_models
from core.models.download.client import Downloader
from core.models.library import ModelLibrary
from core.personal import own_attribute
from core.private_log import LOG_NAME, logged_to, uncaught_logged
from core.record import store as record_store
from core.score import cache as score_cache
from core.score.cache import ScoreStore
from core.spelling.speller import Dictionaries, EnchantDictionaries
from core.versions import store as version_store
from core.versions import takeover
from core.versions.place import VersionPlace, settled_place
from core.versions.store import VersionStore
from core.writing import log as writing_log
from core.writing.log import WritingLog
from desktop.common import messages
from desktop.common.application import make_application
from desktop.common.gui_thread_gc import collected_on_this_thread
from desktop.common.notice import COLOURS, NoticeBar
from desktop.common.one_window import OneWindow
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import keys_of, tr
from desktop.comparison.controller import Comparing
from desktop.curve.controller import CurveParts
from desktop.document.autosave import Autosave
from desktop.document.differences import ReadingStyle
from desktop.document.file_menu import Documents
from desktop.document.folder_files import FolderFiles
from desktop.document.line_ends import LineEnds
from desktop.document.lock import OpenElsewhere
from desktop.document.long_paragraphs import LongParagraphs
from desktop.document.places import Places
from desktop.document.session import Session, SessionFolders
from desktop.document.sync_copies import SyncCopies
from desktop.document.words import OF_NEWER_RELEASE, left_to_the_other, recovery_discarded, where_open
from desktop.editor.pasting import Pasting
from desktop.editor.text_edit import ManuscriptEditor
from desktop.engine.loader import ModelLoader
from desktop.exchange.controller import Exchange
from desktop.glow.controller import GlowController
from desktop.glow.overlay import GlowOverlay
from desktop.glow.phrase_finder import PhraseFinder
from desktop.glow.power import PowerSaving
from desktop.help.controller import Help
from desktop.learning.controller import LearningController, Planner
from desktop.models.controller import ModelFinder, Models
from desktop.models.downloads import Downloading, DownloadsController
from desktop.models.sharing import AttributeSharing
from desktop.personal.controller import OwnAttributes, OwnPlanner
from desktop.personal.mark_signs import MarkSigns
from desktop.personal.marking import Marking
from desktop.record.dialog import RecordDialogs
from desktop.record.recorder import Recorder
from desktop.rewrite.controller import RewriteController
from desktop.rewrite.varying import Varying
from desktop.settings import words as settings_words
from desktop.settings.options import Kept
from desktop.spelling.checker import Checker
from desktop.spelling.controller import Spelling
from desktop.spelling.menus import SpellingMenus
from desktop.versions.dialogs import VersionDialogs
from desktop.versions.keeper import VersionKeeper
from desktop.versions.parts import VersionParts
from desktop.window.dialogs import ModelDialogs
from desktop.window.learned import LearnedAttribute
from desktop.window.model_notices import ModelNotices
from desktop.window.opened_again import OpenedAgain
from desktop.window.qt_questions import QtQuestions
from desktop.window.window import Components, MainWindow
from desktop.writing.marks import TypedMarks
from desktop.writing.paragraphs import TypedParagraphs
from desktop.writing.parts import WritingParts

T = TypeVar("T")
_log = logging.getLogger(__name__)
_LONGEST_WAIT_S = 0.001
"""How long a thread may run Python code while the GUI thread waits for its turn; Python's own value is 5 ms."""


@dataclass(frozen=True)
class Folders:
    """Folders of the writer's data, and of the program's own resources."""

    config: Path
    data: Path
    cache: Path
    log: Path
    resources: Path
    unsynced: VersionPlace | None = None
    """For what a program that synchronises folders would damage, where that is another folder than ``data``."""

    @property
    def local(self) -> Path:
        """Folder of versions and locks."""
        return self.unsynced.folder if self.unsynced is not None else self.data

    @property
    def notice(self) -> str:
        """A sentence for the writer when versions are first kept there; may be empty."""
        return self.unsynced.notice if self.unsynced is not None else ""

    @property
    def journals(self) -> Path:
        """Unsaved texts."""
        return self.data / "journals"

    @property
    def attributes(self) -> Path:
        """Attributes of the writer's own."""
        return self.data / "attributes"

    @property
    def backups(self) -> Path:
        """Dated copies that earlier releases made of saved files."""
        return self.data / takeover.FOLDER_NAME

    @property
    def locks(self) -> Path:
        """Which documents are open."""
        return self.local / "locks"

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What is kept where, as the settings list it."""
        return (
            Kept(settings_words.KEPT_TEXTS, settings_words.KEPT_TEXTS_WHY, self.data),
            Kept(settings_words.KEPT_VERSIONS, settings_words.KEPT_VERSIONS_WHY, self.local),
            Kept(settings_words.KEPT_SETTINGS, settings_words.KEPT_SETTINGS_WHY, self.config),
            Kept(settings_words.KEPT_SCORES, settings_words.KEPT_SCORES_WHY, self.cache),
            Kept(settings_words.KEPT_LOG, settings_words.KEPT_LOG_WHY, self.log),
        )

    @property
    def record(self) -> Path:
        """What the model wrote in each document."""
        return self.data / record_store.FOLDER_NAME


def user_folders() -> Folders:
    """The folders of the person who started the program."""
    data = paths.data_folder()
    return Folders(
        paths.config_folder(),
        data,
        paths.cache_folder(),
        paths.log_folder(),
        paths.resources(),
        settled_place(data, paths.usual_data_folder()),
    )


def folders_in(home: Path) -> Folders:
    """All of the writer's folders in one, for a tour or a measurement that must not touch the real ones."""
    return Folders(home, home, home, home, paths.resources())


@dataclass(frozen=True)
class Start:
    """The arguments of the command line."""

    file: Path | None = None
    model: Path | None = None
    attribute: str = ""
    without_model: bool = False


def build(
    engine: Engine,
    folders: Folders,
    editor: ManuscriptEditor | None = None,
    plan: Planner = resumable.window_plan,
    own_plan: OwnPlanner = own_attribute.plan_for,
    library: ModelFinder | None = None,
    downloader: Downloading | None = None,
    questions: Questions | None = None,
    dictionaries: Dictionaries | None = None,
) -> MainWindow:
    """The whole window, connected, not yet shown and without a document. Needs a QApplication and a running loop.

    Without a ``library`` only the starter model and files that the writer chooses are known; without ``questions``,
    dialogs on the window ask; without ``dictionaries``, Enchant's are used.
    """
    editor = editor or ManuscriptEditor()
    tasks = Tasks(folders.log / LOG_NAME)
    preferences = Preferences(folders.config, tasks)
    notice = NoticeBar()

    def reading_style() -> ReadingStyle:
        return ReadingStyle(editor.theme, preferences.value.font_size)

    questions = questions or QtQuestions(editor, reading_style)
    Pasting(editor, tasks)
    TypedMarks(editor, preferences)
    TypedParagraphs(editor, preferences)
    glow = GlowController(engine, editor, store=ScoreStore(folders.cache / score_cache.FILE_NAME))
    overlay = GlowOverlay(editor, glow)
    phrases = PhraseFinder(engine, editor, glow)
    rewriting = RewriteController(engine, editor)
    versions = VersionStore(folders.local / version_store.FILE_NAME, folders.notice)
    session = Session(editor, SessionFolders(folders.journals, folders.locks, versions), questions, notice, tasks)
    writing = WritingParts(
        editor, session, WritingLog(folders.local / writing_log.FILE_NAME), preferences, notice, tasks
    )
    model = ModelLoader(engine, glow, rewriting, folders.attributes, notice)
    elsewhere = OpenElsewhere(session, folders.locks, tasks)
    sample = folders.resources / "sample" / "chapter.md"
    documents = Documents(session, questions, notice, preferences, tasks, sample, elsewhere)
    learner = LearningController(engine, tasks, folders.attributes, plan)
    marking = Marking(editor, folders.data, notice)
    signs = MarkSigns(editor, marking)
    own = OwnAttributes(engine, tasks, model, marking, questions, folders.attributes, own_plan)
    library = library or ModelLibrary(folders.resources, (), paths.starter_model())
    models = Models(model, learner, own, library, questions, notice, preferences, tasks)
    downloads = DownloadsController(downloader or Downloader(folders.data / "downloads", os.environ), tasks)
    comparing = Comparing(questions, notice, preferences)
    varying = Varying(engine, editor, notice)
    recorder = Recorder(session, editor, preferences, tasks, folders.record, folders.journals)
    rewriting.taken.connect(recorder.keep)
    varying.taken.connect(recorder.keep)
    keeper = VersionKeeper(versions, session, editor, preferences, notice, tasks)
    rewriting.accepting.connect(keeper.before_rewrite)
    varying.taking.connect(keeper.before_rewrite)
    dialogs = ModelDialogs(models, downloads, comparing, editor, notice, tasks)
    sharing = AttributeSharing(models, folders.attributes, questions, notice)
    exchange = documents.importer = Exchange(session, editor, documents, questions, notice, preferences, tasks)
    checker = Checker(dictionaries or EnchantDictionaries(), folders.data, QLocale.system().name())
    spelling = Spelling(editor, session, checker, preferences, notice, tasks)
    window = MainWindow(
        Components(
            editor,
            glow,
            overlay,
            phrases,
            rewriting,
            session,
            documents,
            model,
            models,
            dialogs,
            sharing,
            marking,
            preferences,
            tasks,
            signs,
            notice,
            ModelNotices(notice, models, dialogs, tasks),
            RecordDialogs(recorder, questions, tasks, editor),
            varying,
            elsewhere,
            VersionDialogs(
                VersionParts(
                    versions,
                    keeper,
                    session,
                    documents,
                    editor,
                    preferences,
                    questions,
                    notice,
                    tasks,
                    reading_style,
                )
            ),
            LineEnds(session, editor, notice, preferences, tasks),
            exchange,
            FolderFiles(session, editor, questions, notice),
            CurveParts(editor, glow, session, documents, preferences, questions, notice, tasks),
            SpellingMenus(spelling, editor, notice, tasks),
            writing,
            Help(folders.resources, folders.log / LOG_NAME, model, tasks),
            folders.kept,
        )
    )
    window.closed.connect(Places(editor, session, preferences, parent=window).remember)
    LearnedAttribute(models, dialogs, glow, editor, rewriting, notice, tasks, parent=window)
    saving = Autosave(session, editor, preferences, notice, tasks, window.outside_changes.check, parent=window)
    window.active_changed.connect(saving.on_active)
    LongParagraphs(editor, notice, parent=window)
    copies = SyncCopies(session, editor, questions, notice, preferences, tasks, parent=window)
    window.active_changed.connect(lambda active: copies.check_soon() if active else None)
    tasks.failed.connect(notice.tell)
    return window


async def open_first_document(window: MainWindow, folders: Folders, file: Path | None) -> None:
    """Open the first document: recovered text, else ``file``, else the last file; the welcome page the first time."""
    documents, preferences = window.parts.documents, window.parts.preferences
    await asyncio.to_thread(journal.remove_leftovers, folders.journals)
    left = await asyncio.to_thread(journal.orphans, folders.journals)
    taken = left.pop(0) if left and file is None else None
    for orphan, entry in reversed(left):
        offer_recovery(window, orphan, entry)
    if await asyncio.to_thread(journal.of_newer_release, folders.journals):
        window.notice.tell(OF_NEWER_RELEASE)

    def explain() -> None:
        keys = (keys_of(window.actions_by_name[name]) for name in ("glow", "why"))
        if not window.parts.model.without_model:
            window.notice.tell(messages.what_the_colours_are(*keys), about=COLOURS)

    if file is not None:
        if not preferences.value.seen_sample:
            explain()  # before the text is opened, so that a failure covers it
        preferences.change(seen_sample=True)
        await documents.open(file)
    elif taken is not None:
        await documents.recover(taken[1], taken[0])
    elif not preferences.value.seen_sample:
        preferences.change(seen_sample=True)
        window.welcome.open_page(explain)
    elif last := preferences.value.last_file:
        if (holder := await window.parts.elsewhere.holder(Path(last))) is not None:
            window.notice.tell(left_to_the_other(Path(last).name, where_open(holder)))
        else:
            await documents.open(Path(last))


def offer_recovery(window: MainWindow, orphan: Path, entry: journal.Entry) -> None:
    """Show a notice that unsaved text of another document was found, and offer to recover it."""
    documents, tasks, keeper = window.parts.documents, window.parts.tasks, window.parts.versions.parts.keeper
    name = entry.path.name if entry.path else tr("an untitled document")

    async def discard() -> None:
        if await keeper.keep_found(entry.text, entry.path, orphan.stem):
            window.notice.tell(recovery_discarded(name))
        await asyncio.to_thread(journal.discard, orphan)

    window.notice.tell(
        messages.found_unsaved(name),
        (tr("Recover"), lambda: tasks.start(documents.recover(entry, orphan))),
        (tr("Discard"), lambda: tasks.start(discard())),
        about=str(orphan),
    )


async def close(window: MainWindow, engine: Engine) -> None:
    """Stop everything in order, so that nothing is written after the loop has ended."""
    parts = window.parts
    parts.model.close()
    parts.exchange.cancel()
    await engine.close()  # first, because tasks that wait for the model are awaited below
    await parts.phrases.close()
    await parts.glow.close()
    await parts.models.learning.close()
    await parts.models.own.close()
    await parts.dialogs.downloads.close()
    await parts.rewriting.close()
    await parts.varying.close()
    await window.find_bar.searching.close()
    parts.spelling.spelling.close()
    parts.versions.parts.keeper.finish()
    await parts.writing.tally.keep()
    await parts.tasks.finish()
    await asyncio.to_thread(parts.versions.parts.store.close)
    try:
        await parts.preferences.save()
    except FileProblem as problem:  # nothing of the writer's, and what follows must be done
        _log.warning("The settings could not be saved: %s", problem)
    await parts.session.close()
    await parts.elsewhere.close()


def run_loop(application: QApplication, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run ``work`` on a Qt event loop that is asyncio's loop as well."""
    sys.setswitchinterval(_LONGEST_WAIT_S)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop, collected_on_this_thread():
        result: T = loop.run_until_complete(work())
    return result


def run(start: Start, one: OneWindow | None = None) -> int:
    """Open the editor and stay until it is closed. Returns the exit status. ``one``: later starts may come to it."""
    folders = user_folders()
    application = make_application()
    application.setQuitOnLastWindowClosed(False)

    async def main() -> None:
        closed = asyncio.get_running_loop().create_future()
        engine = _engine(settings.load(folders.config))
        library = ModelLibrary(folders.resources, local_models.roots(os.environ, Path.home()), paths.starter_model())
        window = build(engine, folders, library=library)
        window.closed.connect(lambda: None if closed.done() else closed.set_result(None))
        window.show()
        if one is not None and one.listens:
            OpenedAgain(window, one)
        await open_first_document(window, folders, start.file)
        window.parts.tasks.start(window.parts.marking.load())
        window.parts.tasks.start(window.parts.writing.tally.start())
        window.parts.tasks.start(window.parts.record.recorder.clean_up())
        known = window.parts.preferences.value.known_files()
        window.parts.tasks.start(window.parts.versions.parts.keeper.start(folders.backups, known))
        power = PowerSaving(window.parts.glow.save_power, window.parts.tasks, parent=window)
        window.closed.connect(power.stop)
        power.start()
        models = window.parts.models
        window.parts.tasks.start(models.load_first(start.model, start.attribute, without_model=start.without_model))
        await closed
        await close(window, engine)

    with logged_to(folders.log / LOG_NAME), uncaught_logged():
        run_loop(application, main)
    return 0


def _engine(saved: settings.Settings) -> EngineClient:
    layers = None if saved.gpu_layers < 0 else saved.gpu_layers
    return EngineClient(n_threads=saved.threads or None, n_gpu_layers=layers)
