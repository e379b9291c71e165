"""Which language the window speaks. It is chosen before the modules with sentences are imported, and stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

VARIABLE = "INKGLOW_LANGUAGE"
"""Environment variable that decides, whatever the settings say: ``en`` or ``de``."""
AS_SYSTEM = "system"
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Codes, and what speakers call their language."""


def chosen(environment: Mapping[str, str], setting: str) -> str:
    """The code of the language that the environment, the settings or the system ask for; else English."""
    for wanted in (environment.get(VARIABLE, ""), setting):
        if wanted in LANGUAGES:
            return wanted
    wished = (each.partition("-")[0] for each in QLocale.system().uiLanguages())
    return next((each for each in wished if each in LANGUAGES), "en")


def install(application: QCoreApplication, code: str, resources: Path) -> None:
    """Let ``application`` speak the language ``code``, Qt's own buttons and all numbers included.

    The English file holds only plurals. Without the files everything is in English.
    """
    for folder, name in (
        (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), f"qtbase_{code}"),
        (resources / "translations", f"inkglow_{code}"),
    ):
        translator = QTranslator(application)
        if translator.load(name, str(folder)):
            application.installTranslator(translator)
    if QLocale.system().language() is not QLocale(code).language():
        QLocale.setDefault(QLocale(code))
