"""The window fits the screen, whatever was remembered."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from core import paths, settings
from core.engine.fake import ScriptedEngine
from core.settings import Settings
from desktop import app
from desktop.common.on_screen import FRAME
from desktop.window.geometry import THIN_FRAME, fitted
from desktop.window.window import FIRST_SIZE, MainWindow
from tests.desktop.conftest import Run

SCREENS = {
    "1366 x 768": QRect(0, 0, 1366, 768),
    "1280 x 720": QRect(0, 0, 1280, 720),
    "a second one": QRect(1920, 200, 1366, 700),
}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize(
    "wanted",
    [
        QRect(0, 0, *FIRST_SIZE),
        QRect(-200, -300, 5000, 4000),
        QRect(9000, 9000, 900, 600),
        QRect(-9000, 100, 900, 600),
        QRect(1000, 500, 900, 600),
    ],
)
def test_what_does_not_fit_is_moved_and_made_smaller_only_where_it_must(screen: QRect, wanted: QRect) -> None:
    found = fitted(wanted, screen)
    too_large = wanted.width() > screen.width() or wanted.height() > screen.height()
    assert screen.contains(found.marginsAdded(FRAME if too_large else THIN_FRAME))
    assert found.size() == wanted.size().boundedTo(screen.marginsRemoved(FRAME).size())
    assert fitted(found, screen) == found


def test_what_fits_stays_where_the_writer_put_it() -> None:
    for put in (QRect(2, 20, *FIRST_SIZE).adjusted(0, 0, 0, -60), QRect(2, 22, 683, 744), QRect(100, 100, 900, 600)):
        assert fitted(put, SCREENS["1366 x 768"]) == put


@contextmanager
def window_on(run: Run, folder: Path, geometry: str) -> Iterator[MainWindow]:
    """A window as it first opens where ``geometry`` is remembered."""
    folders = app.Folders(folder, folder, folder, folder, paths.resources())
    settings.save(folder, Settings(geometry=geometry))
    engine = ScriptedEngine([])

    async def build() -> MainWindow:
        window = app.build(engine, folders)
        window.show()
        return window

    window: MainWindow = run(build())
    yield window
    run(app.close(window, engine))
    window.hide()
    window.deleteLater()


def remembered(place: QRect, state: Qt.WindowState = Qt.WindowState.WindowNoState) -> str:
    other = QWidget()
    other.setGeometry(place)
    other.setWindowState(state)
    return base64.b64encode(other.saveGeometry().data()).decode()


def test_the_first_window_fits_the_screen(run: Run, tmp_path: Path) -> None:
    with window_on(run, tmp_path, "") as window:
        available = window.screen().availableGeometry()
        assert available.width() < FIRST_SIZE[0]  # the offscreen platform's screen is small
        assert window.size() == QSize(*FIRST_SIZE).boundedTo(available.marginsRemoved(FRAME).size())


def test_dialogs_fit_the_screen(run: Run, tmp_path: Path) -> None:
    with window_on(run, tmp_path, "") as window:
        available = window.screen().availableGeometry().marginsRemoved(FRAME).size()

        async def opened(name: str) -> QSize:
            before = set(window.findChildren(QDialog))
            window.actions_by_name[name].trigger()
            dialog = next(each for each in window.findChildren(QDialog) if each not in before)
            size = dialog.size()
            dialog.close()
            return size

        for name in ("versions", "usage", "compare", "models"):  # each is wider than the screen, or as wide
            size = run(opened(name))
            assert size == size.boundedTo(available), name


@pytest.mark.parametrize(
    "place", [QRect(0, 30, 3000, 2000), QRect(5000, 4000, 780, 500), QRect(-3000, -2000, 780, 500)]
)
def test_a_remembered_place_that_the_screen_has_not_is_left(run: Run, tmp_path: Path, place: QRect) -> None:
    with window_on(run, tmp_path, remembered(place)) as window:
        assert window.screen().availableGeometry().contains(window.frameGeometry())


def test_a_remembered_place_is_taken_again(run: Run, tmp_path: Path) -> None:
    place = QRect(10, 50, 770, 600)
    with window_on(run, tmp_path, remembered(place)) as window:
        assert window.geometry() == place


@pytest.mark.parametrize("nonsense", [base64.b64encode(b"nonsense").decode(), "abc", "é"])
def test_nonsense_remembered_is_no_reason_not_to_open(run: Run, tmp_path: Path, nonsense: str) -> None:
    with window_on(run, tmp_path, nonsense) as window:
        assert window.screen().availableGeometry().contains(window.frameGeometry())


def test_a_maximised_window_opens_maximised(run: Run, tmp_path: Path) -> None:
    with window_on(run, tmp_path, remembered(QRect(10, 50, 770, 600), Qt.WindowState.WindowMaximized)) as window:
        assert window.isMaximized()
