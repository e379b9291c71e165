"""The models dialog: what is here, what can be had, whether it fits; downloads from click to use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.errors import DownloadProblem
from core.models.download.client import DownloadProgress
from core.models.download.wire import Stage
from desktop.common import messages
from desktop.models import words as model_words
from desktop.models.dialog import ModelsDialog
from tests.desktop.conftest import Desk, until

HERE = Path("/models/my-own.Q5_K_M.gguf")


async def opened(desk: Desk) -> ModelsDialog:
    desk.window.actions_by_name["models"].trigger()
    dialog = desk.window.parts.dialogs.choice
    assert dialog is not None
    await until(lambda: dialog.list.count() > 0)
    return dialog


async def choose(dialog: ModelsDialog, words: str) -> None:
    for row in range(dialog.list.count()):
        if dialog.list.item(row).text().startswith(words):
            dialog.list.setCurrentRow(row)
            QApplication.sendPostedEvents()  # which show the new labels
            return
    raise AssertionError(f"{words} is not in the list")


def said(dialog: ModelsDialog) -> str:
    return "\n".join(label.text() for label in dialog.page.findChildren(QLabel) if label.isVisibleTo(dialog))


def click(button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_here_comes_first_then_llama_3_then_the_others(desk: Desk) -> None:
    desk.library.files = [HERE]

    async def look() -> None:
        dialog = await opened(desk)
        lines = [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())]
        assert lines[:4] == [messages.MODELS_HERE, "my-own.Q5_K_M", messages.MODELS_TO_DOWNLOAD, "Llama 3 8B Instruct"]
        assert len(lines) >= 10
        await choose(dialog, "Llama 3 8B Instruct")
        words = said(dialog)
        assert "about 4.9 GB" in words and "Meta Llama 3 Community License" in words
        assert "It needs about" in words and messages.LEARNS_FIRST in words
        assert desk.downloader.begun == []  # looking asks nobody

    desk.run(look())


def test_a_model_on_this_machine_is_used_in_place(desk: Desk) -> None:
    desk.library.files = [HERE]

    async def use() -> None:
        dialog = await opened(desk)
        await choose(dialog, "my-own")
        assert "/models" in said(dialog) and "follows instructions" in said(dialog)
        click(dialog.page.main_button)
        await until(lambda: desk.engine.model is not None and desk.engine.model.path == HERE)
        await until(lambda: dialog.page.main_button.text() == "In use")
        assert not dialog.page.main_button.isEnabled()

    desk.run(use())
    assert desk.window.parts.preferences.value.model == str(HERE)


@pytest.mark.parametrize("anyway", [False, True])
def test_what_does_not_fit_is_asked_about_before_anything_is_unloaded(desk: Desk, anyway: bool) -> None:
    desk.library.files, desk.library.free, desk.questions.load = [HERE], 4_000_000_000, anyway

    async def use() -> None:
        dialog = await opened(desk)
        await choose(dialog, "my-own")
        click(dialog.page.main_button)
        await until(lambda: bool(desk.questions.asked))
        if anyway:
            await until(lambda: desk.engine.model is not None)

    desk.run(use())
    [asked] = desk.questions.asked
    assert "GB short" in asked and "would" in asked
    assert (desk.engine.model is not None) is anyway


def test_a_download_is_started_paused_gone_on_with_checked_and_offered(desk: Desk) -> None:
    downloads = desk.window.parts.dialogs.downloads

    async def download() -> None:
        dialog = await opened(desk)
        await choose(dialog, "Llama 3 8B Instruct")
        page, steps = dialog.page, desk.downloader.steps
        click(page.main_button)
        await until(lambda: desk.downloader.begun == ["llama-3-8b-q4"])
        assert page.main_button.text() == "Pause"
        steps.put_nowait(DownloadProgress(Stage.DOWNLOADING, 1_000_000_000, 4_900_000_000, 8e6, 480.0))
        await until(lambda: "1.0 GB of 4.9 GB" in page.progress.text())
        assert "8 MB a second" in page.progress.text() and "about 8 minutes left" in page.progress.text()
        click(page.main_button)
        await until(lambda: page.main_button.text() == "Resume")
        assert page.progress.text() == "Paused at 1.0 GB of 4.9 GB."
        click(page.main_button)
        steps.put_nowait(DownloadProblem("The connection was cut."))
        await until(lambda: "The connection was cut. Paused at" in page.progress.text())
        click(page.main_button)
        steps.put_nowait(DownloadProgress(Stage.CHECKING, 2_450_000_000, 4_900_000_000))
        await until(lambda: page.progress.text() == "Checking what has arrived, 50%")
        desk.library.files = [HERE]
        steps.put_nowait(DownloadProgress(Stage.DONE, 4_900_000_000, 4_900_000_000, path=HERE))
        await until(lambda: dialog.list.item(1).text().startswith("my-own"))
        assert dialog.list.currentRow() == 1
        assert "has been downloaded and checked" in desk.window.notice.words
        use = next(b for b in desk.window.notice.findChildren(QPushButton) if b.text() == "Use it")
        QTest.mouseClick(use, Qt.MouseButton.LeftButton)
        await until(lambda: desk.engine.model is not None and desk.engine.model.path == HERE)

    desk.run(download())
    assert len(desk.downloader.begun) == 3
    assert not downloads.state(desk.library.catalogue()[0]).running


def test_a_download_can_be_cancelled(desk: Desk) -> None:
    async def cancel() -> None:
        dialog = await opened(desk)
        await choose(dialog, "Llama 3 8B Instruct")
        click(dialog.page.main_button)
        await until(lambda: desk.downloader.begun != [])
        click(dialog.page.discard_button)
        await until(lambda: dialog.page.main_button.text() == "Download")
        assert not dialog.page.discard_button.isVisible()
        assert desk.downloader.kept is None

    desk.run(cancel())


def dropped(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop_event(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(200, 200)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_dropping_a_model_uses_it_and_a_manuscript_opens(desk: Desk, tmp_path: Path) -> None:
    manuscript = tmp_path / "dropped.md"
    manuscript.write_text("A dropped page.\n", "utf-8")
    parts = desk.window.parts

    data = [dropped(HERE), dropped(tmp_path / "a.png"), dropped(manuscript)]  # Qt's events only point at it

    async def drop() -> None:
        parts.editor.dropEvent(drop_event(data[0]))
        await until(lambda: desk.engine.model is not None and desk.engine.model.path == HERE)
        assert str(HERE) not in parts.editor.text()
        desk.window.dropEvent(drop_event(data[1]))
        parts.editor.document().setModified(False)
        desk.window.dropEvent(drop_event(data[2]))
        await until(lambda: parts.session.name == "dropped.md")

    desk.run(drop())


def test_what_is_no_model_is_one_sentence_and_nothing_is_unloaded(desk: Desk) -> None:
    desk.run(desk.load())
    desk.questions.path = Path("/texts/chapter.txt")

    async def choose_wrong() -> None:
        desk.window.actions_by_name["model"].trigger()
        await until(lambda: "is no model" in desk.window.notice.words)

    desk.run(choose_wrong())
    assert desk.window.parts.model.ready is not None


@pytest.mark.parametrize(
    ("quantisation", "words"),
    [
        ("Q4_K_M", "usual choice"),
        ("Q8_0", "as good as"),
        ("IQ2_XS", "worse"),
        ("F16", "the original"),
        ("", "Not stated"),
    ],
)
def test_precision_is_said_in_plain_words(quantisation: str, words: str) -> None:
    assert words in model_words.precision(quantisation)
