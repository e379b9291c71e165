"""Import, export and preview in the real window; the child process is real in one test of each."""

from __future__ import annotations

import asyncio
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from core.errors import FileProblem, Superseded
from core.exchange import pdf_text
from core.exchange.comparison import Difference
from core.exchange.exporting import Export, ExportOptions, ExportOrder
from core.exchange.formats import Format
from core.exchange.importing import Imported
from core.exchange.job import Job
from core.manuscript.paragraphs import Syntax
from core.settings import Settings
from desktop.common.drops import dropped_file
from desktop.common.questions import ExportChoice
from desktop.document.differences import ReadingStyle
from desktop.exchange import background, wire
from desktop.exchange.controller import Exchange
from desktop.exchange.dialog import ExportDialog
from desktop.exchange.preview import PreviewDialog
from desktop.window.qt_questions import QtQuestions
from tests.desktop.conftest import Desk, until


def word_file(folder: Path) -> Path:
    written = docx.Document()
    written.add_heading("One", 1)
    paragraph = written.add_paragraph("She ")
    paragraph.add_run("left").italic = True
    path = folder / "Lamp.docx"
    written.save(str(path))
    return path


def exchange_of(desk: Desk) -> Exchange:
    return desk.window.parts.exchange


def test_a_word_file_that_is_opened_becomes_a_manuscript_and_goes_out_as_one(desk: Desk, tmp_path: Path) -> None:
    source, parts = word_file(tmp_path), desk.window.parts
    desk.questions.replace = True
    out = desk.questions.path = tmp_path / "back.docx"
    desk.questions.export = ExportChoice(Format.DOCX, ExportOptions("Lamp", "Ann Bee"))

    async def work() -> None:
        await parts.documents.open(source)
        assert parts.editor.text() == "# One\n\nShe *left*\n"
        assert parts.session.name == "Lamp.md" and parts.session.modified and parts.session.path is None
        assert desk.window.notice.words.startswith("Lamp.docx was imported: 3 words.")
        desk.window.actions_by_name["export-text"].trigger()
        await until(out.exists)
        await until(lambda: "Read back, all of them" in desk.window.notice.words)

    desk.run(work())
    assert desk.questions.asked == [
        "import Lamp.docx instead",
        "export 'Lamp' by '' as .docx",
        "export to Lamp.docx",
    ]
    assert [each.text for each in docx.Document(str(out)).paragraphs][-2:] == ["One", "She left"]
    saved = parts.preferences.value
    assert (saved.author, saved.export_format) == ("Ann Bee", ".docx")


def test_an_imported_text_is_suggested_to_be_saved_beside_its_source(desk: Desk, tmp_path: Path) -> None:
    suggested: list[Path] = []

    async def save_path(suggestion: Path) -> Path | None:
        suggested.append(suggestion)
        return None

    desk.questions.save_path = save_path  # type: ignore[method-assign]
    exchange_of(desk)._import = lambda path, job: Imported("Words.\n", 1, ("1 comment was left out.",))

    async def work() -> None:
        desk.questions.path = tmp_path / "Lamp.odt"
        await exchange_of(desk).choose_import()
        assert desk.window.notice.words.endswith("as a manuscript. 1 comment was left out.")
        await desk.window.parts.documents.save()

    desk.run(work())
    assert suggested == [tmp_path / "Lamp.md"]


def test_an_import_that_is_not_wanted_leaves_the_document(desk: Desk, tmp_path: Path) -> None:
    text, page = desk.window.parts.editor.text(), tmp_path / "page.html"
    page.write_text("<p>Source</p>", "utf-8")

    async def work() -> None:
        await desk.window.parts.documents.open(tmp_path / "none.docx")
        assert desk.window.parts.editor.text() == text and desk.window.notice.words == ""
        await desk.window.parts.documents.open(page)
        assert desk.window.parts.editor.text() == "<p>Source</p>", "its source, as the writer wants"

    desk.run(work())


def test_a_file_that_cannot_be_imported_is_said_and_the_document_stays(desk: Desk, tmp_path: Path) -> None:
    broken, text = tmp_path / "broken.docx", desk.window.parts.editor.text()
    broken.write_bytes(b"PK nothing")

    async def work() -> None:
        await exchange_of(desk).import_path(broken)

    desk.run(work())
    assert desk.window.notice.words == "broken.docx is damaged: it cannot be unpacked."
    assert desk.window.parts.editor.text() == text and not exchange_of(desk).busy


def test_an_export_that_differs_is_written_only_if_the_writer_agrees(desk: Desk, tmp_path: Path) -> None:
    out = desk.questions.path = tmp_path / "novel.odt"
    made = Export(b"file", (Difference(2, "is missing: “She left.”."),), 3, 9)
    exchange_of(desk)._export = lambda order, job: made

    async def work() -> None:
        await exchange_of(desk).export()
        assert not out.exists() and desk.window.notice.words == "novel.odt was not written."
        desk.questions.replace = True
        await exchange_of(desk).export()

    desk.run(work())
    assert "Paragraph 2 is missing: “She left.”." in desk.questions.asked[2]
    assert out.read_bytes() == b"file"


def test_cancel_in_the_notice_ends_the_process_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "novel.docx"
    jobs: list[Job] = []

    def slow(order: ExportOrder, job: Job) -> Export:
        jobs.append(job)
        command = ["sleep", "600"]
        job.run(command, b"", 600, None, with_children=True)
        raise AssertionError

    exchange_of(desk)._export = slow

    async def work() -> None:
        desk.window.actions_by_name["export-text"].trigger()
        await until(lambda: bool(jobs) and jobs[0]._child is not None)
        with pytest.raises(FileProblem, match="still running"):
            await exchange_of(desk).export()
        (button,) = [each for each in desk.window.notice.findChildren(QPushButton) if each.text() == "Cancel"]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await until(lambda: not exchange_of(desk).busy)

    desk.run(work())
    assert jobs[0].cancelled and not (tmp_path / "novel.docx").exists() and desk.window.notice.words == ""


def test_the_window_is_closed_during_an_export_only_when_asked_twice(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "novel.docx"
    jobs: list[Job] = []
    closed: list[bool] = []
    desk.window.closed.connect(lambda: closed.append(True))

    def slow(order: ExportOrder, job: Job) -> Export:
        jobs.append(job)
        job.run(["sleep", "600"], b"", 600, None)
        raise AssertionError

    exchange_of(desk)._export = slow

    async def work() -> None:
        desk.window.actions_by_name["export-text"].trigger()
        await until(lambda: bool(jobs) and jobs[0]._child is not None)
        desk.window.close()
        await until(lambda: "novel.docx is still being written" in desk.window.notice.words)
        assert not jobs[0].cancelled and not closed
        desk.window.close()
        await until(lambda: bool(closed))
        exchange_of(desk).cancel()
        await until(lambda: not exchange_of(desk).busy)

    desk.run(work())


def test_an_export_does_not_replace_the_manuscript_itself(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Source.</p>")
    desk.run(desk.window.parts.session.open(page))
    desk.questions.path = tmp_path / "." / "page.html"
    with pytest.raises(FileProblem, match="the file of your manuscript"):
        desk.run(exchange_of(desk).export())
    assert page.read_text() == "<p>Source.</p>"


def test_closing_the_window_ends_an_import(desk: Desk, tmp_path: Path) -> None:
    jobs: list[Job] = []
    closed: list[bool] = []
    desk.window.closed.connect(lambda: closed.append(True))

    def slow(path: Path, job: Job) -> Imported:
        jobs.append(job)
        job.run(["sleep", "600"], b"", 600, None)
        raise AssertionError

    exchange_of(desk)._import = slow

    async def work() -> None:
        desk.window.parts.tasks.start(exchange_of(desk).import_path(tmp_path / "novel.docx"))
        await until(lambda: bool(jobs) and jobs[0]._child is not None)
        desk.window.close()
        await until(lambda: bool(closed))

    desk.run(work())
    assert jobs[0].cancelled


def test_the_preview_shows_what_is_printed(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    text = "# One\n\n" + "\n\n".join(["A lamp stood on the sill of every window."] * 60) + "\n\n# Two\n\nThe end.\n"
    out = tmp_path / "printed.pdf"

    async def work() -> None:
        parts.session.new(text, "Lamp")
        desk.window.actions_by_name["preview"].trigger()
        await until(lambda: parts.exchange.preview is not None and parts.exchange.preview.pages.count == 4)
        preview = parts.exchange.preview
        assert isinstance(preview, PreviewDialog)
        assert preview.place.text() == "Page 1 of 4" and not preview.earlier.isEnabled()
        QTest.keyClick(preview.view, Qt.Key.Key_End)
        assert preview.place.text() == "Page 4 of 4" and not preview.later.isEnabled()
        preview.earlier.click()
        assert (preview.view.page, preview.place.text()) == (2, "Page 3 of 4")
        picture = preview.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        middle = [picture.pixelColor(x, picture.height() // 4).lightness() for x in range(picture.width())]
        assert max(middle) == 255 and min(middle) < 120, "no dark words on white paper"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        await preview.print_on(printer)
        preview.close()
        await until(lambda: parts.exchange.preview is None)

    desk.run(work())
    pages = pdf_text.pages_of(out.read_bytes())
    assert len(pages) == 4 and pages[3].startswith("Two") and "".join(pages).count("lamp") == 60
    assert desk.window.notice.words == "The text was sent to the printer."


def test_the_dialog_says_what_it_was_told_and_what_was_changed(desk: Desk) -> None:
    shown = ExportChoice(Format.EPUB, ExportOptions("Lamp", "Ann Bee", True))
    dialog = ExportDialog(shown, desk.window)
    assert dialog.choice == shown and "e-readers" in dialog.about.text()
    dialog.format.setCurrentIndex(dialog.format.findData(Format.PDF))
    dialog.title.setText(" The lamp ")
    dialog.title_page.click()
    assert dialog.choice == ExportChoice(Format.PDF, ExportOptions("The lamp", "Ann Bee", False))
    dialog.deleteLater()


def test_the_questions_as_dialogs(desk: Desk) -> None:
    real = QtQuestions(desk.window.parts.editor, lambda: ReadingStyle(desk.window.theme, 13.0))

    async def shown() -> QMessageBox:
        await until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        return box

    async def work() -> None:
        for may_open, pressed, answer in (
            (True, "Import it", True),
            (True, "Open its source", False),
            (False, "Import it", True),
            (False, "Cancel", False),
        ):
            asked = asyncio.ensure_future(real.import_instead("page.html", may_open=may_open))
            box = await shown()
            assert box.text() == "page.html is not a text file, but it can be imported."
            (button,) = [each for each in box.buttons() if each.text().replace("&", "") == pressed]
            button.click()
            assert await asked is answer
        asked = asyncio.ensure_future(real.keep_unfaithful("novel.docx", "Paragraph 2 is missing."))
        box = await shown()
        assert "Paragraph 2" in box.text()
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert await asked is False, "the Return key writes nothing"

    desk.run(work())


def test_files_of_other_programs_can_be_dropped(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Novel.DOCX"))])
    assert dropped_file(mime) == tmp_path / "Novel.DOCX"


def test_what_the_child_is_told_and_what_it_says_are_the_same_on_both_sides(tmp_path: Path) -> None:
    order = ExportOrder("é\n\ud800", Syntax.PLAIN, "a.txt", Format.HTML, ExportOptions("T", "A", True))
    assert wire.order_from(wire.order_bytes(order)) == order
    assert wire.order_from(wire.order_bytes(tmp_path)) == tmp_path
    for made in (
        Export(b"\n{data}\x00", (Difference(1, "é"),), 3, 4, ("note",)),
        Export(b"", None, 1, 1),
        Imported("text\n", 1, ("note",)),
    ):
        assert wire.made_from(wire.made_bytes(made)) == made
    with pytest.raises(FileProblem, match=r"^It is broken\.$"):
        wire.made_from(wire.made_bytes(FileProblem("It is broken.")))


def test_a_child_that_dies_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("core.child_process.command", lambda *_: ["false"])
    with pytest.raises(FileProblem, match=r"ended unexpectedly\. Your text is as it was"):
        background.import_file(tmp_path / "a.docx", Job())
    monkeypatch.setattr("core.child_process.command", lambda *_: [str(tmp_path / "none")])
    with pytest.raises(FileProblem, match="could not be started"):
        background.import_file(tmp_path / "a.docx", Job())
    cancelled = Job()
    cancelled.cancel()
    with pytest.raises(Superseded):
        background.import_file(tmp_path / "a.docx", cancelled)


def test_an_unknown_format_in_the_settings_is_the_usual_one(desk: Desk) -> None:
    assert Settings().export_format == Format.DOCX.value
    desk.window.parts.preferences.change(export_format=".xyz")
    desk.questions.path = None
    desk.run(exchange_of(desk).export())
    assert desk.questions.asked[0].endswith("as .docx")


def test_the_window_goes_on_while_the_child_works(desk: Desk, tmp_path: Path) -> None:
    desk.questions.path = tmp_path / "novel.html"

    async def work() -> None:
        loop = asyncio.get_running_loop()

        def waiting(order: ExportOrder, job: Job) -> Export:
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(10)  # only a loop that runs can answer
            return Export(b"page", (), 1, 1)

        exchange_of(desk)._export = waiting
        await exchange_of(desk).export()

    desk.run(work())
    assert (tmp_path / "novel.html").read_bytes() == b"page"
