"""Two documents, slow disks, crashes: nothing of one document reaches another, and nothing typed is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.errors import FileProblem
from core.manuscript import document, journal
from core.versions.version import Cause
from desktop.app import open_first_document
from desktop.common import messages
from desktop.common.questions import Unsaved
from desktop.rewrite.attempt import RewriteState
from tests.desktop.conftest import TEXT, Desk, until


class Gate:
    """Holds a function that runs in a thread until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def holding(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, which begins only once the gate is open."""

        def held(*values: Any, **named: Any) -> Any:
            assert threading.current_thread() is not threading.main_thread()
            self.reached.set()
            assert self._open.wait(25)
            return function(*values, **named)

        return held

    def open(self) -> None:
        """Let everything through from now on."""
        self._open.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of different texts."""
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_text("The text of A, which is long enough to be a passage of its own.\n")
    other.write_text("Something else entirely stands in B.\n\nIt has two paragraphs, both of them quite plain.\n")
    return one, other


def trigger(desk: Desk, name: str) -> None:
    desk.window.actions_by_name[name].trigger()


async def finished(desk: Desk) -> None:
    await desk.window.parts.tasks.finish()


# -- a save that is still running


@pytest.mark.parametrize("how", ["open", "new", "open at once"])
def test_a_late_save_never_changes_which_file_another_document_is(
    desk: Desk, two: tuple[Path, Path], gate: Gate, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    a, b = two
    window, session = desk.window, desk.window.parts.session
    before = b.read_text()
    desk.questions.unsaved_answer = Unsaved.DISCARD
    desk.run(session.open(a))
    monkeypatch.setattr(document, "save", gate.holding(document.save))

    async def switch() -> None:
        QTest.keyClicks(window.parts.editor, "Typed. ")
        trigger(desk, "save")
        await until(gate.reached.is_set)
        QTest.keyClicks(window.parts.editor, "Given up. ")
        if how == "open at once":  # as a part would that asks nobody
            await session.open(b)
        else:
            window.parts.tasks.start(window.parts.documents.open(b) if how == "open" else window.parts.documents.new())
        gate.open()
        await finished(desk)
        assert session.path == (None if how == "new" else b)
        assert session.name == ("Untitled" if how == "new" else "b.md")
        assert not session.modified
        if how != "new":
            QTest.keyClicks(window.parts.editor, "More. ")
            trigger(desk, "save")
            await finished(desk)

    desk.run(switch())
    assert a.read_text().startswith("Typed. The text of A") and "Given up" not in a.read_text()
    assert b.read_text() == (before if how == "new" else f"More. {before}")


def test_a_document_waits_for_its_own_save_before_it_asks(
    desk: Desk, two: tuple[Path, Path], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    desk.run(desk.window.parts.session.open(a))
    monkeypatch.setattr(document, "save", gate.holding(document.save))

    async def switch() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Typed. ")
        trigger(desk, "save")
        await until(gate.reached.is_set)
        desk.window.open_dropped(b)
        gate.open()
        await finished(desk)

    desk.run(switch())
    assert desk.questions.asked == []
    assert desk.window.parts.session.path == b
    assert a.read_text().startswith("Typed. ")


def test_what_is_typed_while_the_next_document_is_read_is_asked_about(
    desk: Desk, two: tuple[Path, Path], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    desk.run(desk.window.parts.session.open(a))
    monkeypatch.setattr(document, "load", gate.holding(document.load))

    async def switch() -> None:
        desk.window.open_dropped(b)
        await until(gate.reached.is_set)
        QTest.keyClicks(desk.window.parts.editor, "Typed meanwhile. ")
        gate.open()
        await finished(desk)

    desk.run(switch())
    assert desk.questions.asked == ["unsaved"]  # which is answered by going back
    assert desk.window.parts.session.path == a
    assert desk.window.parts.editor.text().startswith("Typed meanwhile. ")


def test_closing_waits_for_a_save_and_saves_what_was_typed_meanwhile(
    desk: Desk, two: tuple[Path, Path], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _ = two
    window = desk.window
    desk.run(window.parts.session.open(a))
    monkeypatch.setattr(document, "save", gate.holding(document.save))
    desk.questions.unsaved_answer = Unsaved.SAVE

    async def close() -> None:
        QTest.keyClicks(window.parts.editor, "One. ")
        window.close()
        await until(gate.reached.is_set)
        QTest.keyClicks(window.parts.editor, "Two. ")
        window.close()
        assert window.isVisible()
        gate.open()
        await finished(desk)

    desk.run(close())
    assert not window.isVisible()
    assert desk.questions.asked == ["unsaved"]
    assert a.read_text().startswith("One. Two. ")


def test_a_save_that_fails_keeps_window_and_text(
    desk: Desk, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    window = desk.window
    desk.run(window.parts.session.open(a))
    desk.questions.unsaved_answer = Unsaved.SAVE

    def full(path: Path, text: str, like: object) -> None:
        raise FileProblem(f"{path.name} could not be saved: No space left on device. The file on disk is unchanged.")

    async def close() -> None:
        QTest.keyClicks(window.parts.editor, "Typed. ")
        with monkeypatch.context() as patched:
            patched.setattr(document, "save", full)
            window.close()
            await finished(desk)
            assert window.isVisible() and "could not be saved" in window.notice.words
            window.open_dropped(b)
            await finished(desk)
        assert window.parts.session.path == a and window.parts.session.modified
        assert window.parts.editor.text().startswith("Typed. ")
        trigger(desk, "save")
        await finished(desk)
        assert window.notice.words == ""  # it was saved after all

    desk.run(close())
    assert a.read_text().startswith("Typed. ")


def test_a_document_that_is_gone_is_not_saved_under_the_name_asked_for(
    desk: Desk, two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    session = desk.window.parts.session
    desk.run(session.open(a))
    answer: asyncio.Future[Path] = desk.run(_future())

    async def asked(_suggestion: Path) -> Path:
        return await answer

    monkeypatch.setattr(desk.questions, "save_path", asked)

    async def switch() -> None:
        trigger(desk, "save-as")
        await asyncio.sleep(0)
        await session.open(b)
        answer.set_result(tmp_path / "c.md")
        await finished(desk)

    desk.run(switch())
    assert session.path == b
    assert not (tmp_path / "c.md").exists()


async def _future() -> asyncio.Future[Path]:
    return asyncio.get_running_loop().create_future()


# -- a rewrite belongs to its document


@pytest.mark.parametrize("how", ["open", "new", "sample", "recover"])
def test_a_rewrite_goes_with_its_document(desk: Desk, two: tuple[Path, Path], how: str) -> None:
    a, b = two
    window, rewriting, documents = desk.window, desk.window.parts.rewriting, desk.window.parts.documents
    desk.run(window.parts.session.open(a))
    desk.run(desk.load())
    desk.put_cursor(0)
    entry = journal.Entry("What a crash left of another text.\n", None, 0.0)
    ways: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
        "open": lambda: documents.open(b),
        "new": documents.new,
        "sample": documents.open_sample,
        "recover": lambda: documents.recover(entry, b.with_suffix(".json")),
    }

    async def switch() -> None:
        window.rewrites.more_creative()
        await until(lambda: not rewriting.state.is_running)
        assert window.card.isVisible()
        await ways[how]()
        text = window.parts.editor.text()
        assert rewriting.passage is None and not window.card.isVisible()
        QTest.keyClick(window.parts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        window.card.replace_anyway.click()
        await asyncio.sleep(0)
        assert window.parts.editor.text().replace("\n", "") == text.replace("\n", "")
        window.parts.editor.document().setModified(False)
        await documents.open(a)
        desk.put_cursor(0)
        window.rewrites.more_creative()
        assert rewriting.attempts == ()  # they were another document's, be it one of the same text

    desk.run(switch())
    assert a.read_text().startswith("The text of A")


def test_another_document_stops_the_rewrite_under_way(desk: Desk, two: tuple[Path, Path]) -> None:
    a, b = two
    window, rewriting = desk.window, desk.window.parts.rewriting
    desk.run(window.parts.session.open(a))
    desk.run(desk.load())
    desk.put_cursor(0)
    desk.engine._gate = asyncio.Event()  # which is never set: only a cancelled rewrite ends

    async def switch() -> None:
        window.rewrites.more_creative()
        await until(lambda: bool(desk.engine.requests))
        await window.parts.documents.open(b)
        assert rewriting.state is RewriteState.IDLE
        await rewriting.close()

    desk.run(switch())
    assert window.parts.editor.text() == b.read_text()


# -- endings of other formats


@pytest.mark.parametrize("name", ["novel.docx", "novel.ODT", "novel.md.pdf", "novel.epub", "novel.html"])
def test_another_formats_ending_is_replaced_and_said(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.questions.path = tmp_path / name

    async def save() -> None:
        trigger(desk, "save-as")
        await finished(desk)

    desk.run(save())
    assert desk.window.parts.session.path == tmp_path / "novel.md"
    assert (tmp_path / "novel.md").read_text("utf-8") == TEXT
    assert not (tmp_path / name).exists()
    assert desk.window.notice.words.endswith("your text is saved as novel.md.")
    assert Path(name).suffix in desk.window.notice.words


@pytest.mark.parametrize("agreed", [True, False])
def test_a_file_of_the_name_chosen_instead_is_replaced_only_when_agreed(
    desk: Desk, tmp_path: Path, agreed: bool
) -> None:
    (tmp_path / "novel.md").write_text("older\n")
    (tmp_path / "novel.docx").write_bytes(b"PK\0\0")
    desk.questions.path, desk.questions.replace = tmp_path / "novel.docx", agreed

    async def save() -> None:
        trigger(desk, "save-as")
        await finished(desk)

    desk.run(save())
    assert desk.questions.asked == ["save", "replace file novel.md"]
    assert (tmp_path / "novel.docx").read_bytes() == b"PK\0\0"
    assert (tmp_path / "novel.md").read_text("utf-8") == (TEXT if agreed else "older\n")
    assert desk.window.parts.session.path == (tmp_path / "novel.md" if agreed else None)
    if agreed:
        desk.run(save())  # onto itself: nobody is asked again
        assert desk.questions.asked[2:] == ["save"]
        assert desk.versions(tmp_path / "novel.md") == [(Cause.REPLACED, "older\n")]


def test_the_source_of_a_page_keeps_its_ending(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Text.</p>\n")
    desk.questions.path = tmp_path / "copy.html"
    desk.run(desk.window.parts.session.open(tmp_path / "page.html"))
    desk.run(desk.window.parts.documents.save_as())
    assert (tmp_path / "copy.html").read_text() == "<p>Text.</p>\n"


# -- what is said of a document


def test_what_was_said_of_a_document_goes_with_it(desk: Desk, two: tuple[Path, Path]) -> None:
    a, b = two
    window = desk.window
    desk.run(window.parts.session.open(a))
    a.write_text("theirs\n")
    desk.run(window.outside_changes.check())
    assert "a.md" in window.notice.words
    window.notice.tell("Something else.")
    assert window.notice.words == "Something else."
    desk.run(window.parts.documents.open(b))
    assert window.notice.words == "Something else."
    window.notice.end()
    assert window.notice.words == ""


def test_recovered_is_said_until_it_is_saved(desk: Desk, tmp_path: Path) -> None:
    left(desk, tmp_path / "novel.md", "What the power cut took.\n")

    async def recover() -> None:
        await open_first_document(desk.window, desk.folders, None)
        assert desk.window.notice.words == messages.RECOVERED
        await finished(desk)
        assert desk.window.notice.words == messages.RECOVERED
        trigger(desk, "save")
        await finished(desk)

    desk.questions.path = tmp_path / "novel.md"
    desk.run(recover())
    assert desk.window.notice.words == ""
    assert (tmp_path / "novel.md").read_text() == "What the power cut took.\n"
    assert journal.files(desk.folders.journals) == []


def test_every_text_a_crash_left_is_offered(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        left(desk, tmp_path / f"{name}.md", f"Text {name}.\n")
    said: list[str] = []

    async def recover() -> None:
        await open_first_document(desk.window, desk.folders, tmp_path / "missing.md")
        while desk.window.notice.words:
            said.append(desk.window.notice.words)
            desk.window.notice.end()

    desk.run(recover())
    assert said[0] == f"There is no file {tmp_path / 'missing.md'}."
    assert sorted(said[1:]) == sorted(messages.found_unsaved(f"{name}.md") for name in ("one", "two", "three"))


def left(desk: Desk, path: Path, text: str) -> None:
    """What a program leaves that ended without closing."""
    lost = journal.Journal(desk.folders.journals)
    lost.write(text, path)
    lost.release()


# -- the journal


def test_a_text_that_came_back_is_kept_until_the_journal_holds_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(desk, tmp_path / "novel.md", "What the power cut took.\n")

    def full(self: journal.Journal, text: str, path: Path | None) -> None:
        raise FileProblem("x.json could not be saved.")

    async def recover() -> None:
        with monkeypatch.context() as patched:
            patched.setattr(journal.Journal, "write", full)
            await open_first_document(desk.window, desk.folders, None)
            await finished(desk)
        assert desk.window.parts.editor.text() == "What the power cut took.\n"
        assert desk.window.notice.words == messages.JOURNAL_FAILED
        assert [entry.text for _, entry in journal.orphans(desk.folders.journals)] == ["What the power cut took.\n"]
        QTest.keyClicks(desk.window.parts.editor, "More. ")
        await until(lambda: not journal.orphans(desk.folders.journals))
        await desk.window.parts.session.unsaved.update()

    desk.run(recover())
    desk.window.parts.session.unsaved.journal.release()
    assert journal.orphans(desk.folders.journals)[0][1].text == "More. What the power cut took.\n"


def test_a_late_journal_never_brings_back_a_text_that_was_given_up(
    desk: Desk, two: tuple[Path, Path], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, b = two
    desk.questions.unsaved_answer = Unsaved.DISCARD
    monkeypatch.setattr(journal.Journal, "write", gate.holding(journal.Journal.write))

    async def switch() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Given up. ")
        await until(gate.reached.is_set)
        await desk.window.parts.documents.open(b)
        gate.open()
        await finished(desk)

    desk.run(switch())
    assert journal.files(desk.folders.journals) == []


def test_the_journal_is_cleared_beside_the_windows_thread(
    desk: Desk, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[threading.Thread] = []
    clear = journal.Journal.clear

    def noted(self: journal.Journal) -> None:
        cleared.append(threading.current_thread())
        clear(self)

    monkeypatch.setattr(journal.Journal, "clear", noted)

    async def journalled() -> None:
        QTest.keyClicks(desk.window.parts.editor, "x")
        await until(lambda: bool(journal.files(desk.folders.journals)))

    async def work() -> None:
        desk.window.parts.session.unsaved.later.setInterval(0)
        desk.questions.unsaved_answer = Unsaved.DISCARD
        await journalled()
        await desk.window.parts.documents.open(two[0])
        await until(lambda: not journal.files(desk.folders.journals))
        await journalled()
        await desk.window.parts.documents.save()
        assert not journal.files(desk.folders.journals)
        await finished(desk)

    desk.run(work())
    assert len(cleared) >= 2
    assert threading.main_thread() not in cleared
