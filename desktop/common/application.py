"""The QApplication, made before any module with sentences is imported: these are translated as they are imported."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core import paths, settings
from desktop.common import language


def make_application(code: str = "") -> QApplication:
    """The QApplication of this process, with its name and icon, in the language ``code``.

    Without a code the environment, the settings and the system decide, in this order.
    """
    existing = QApplication.instance()
    application = existing or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Inkglow")
    application.setDesktopFileName("inkglow")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "inkglow.svg")))
    if existing is None:
        wanted = code or language.chosen(os.environ, settings.load(paths.config_folder()).language)
        language.install(application, wanted, paths.resources())
    return application
