"""The icon in the sizes that desktops ask for, drawn from ``resources/icons/inkglow.svg``.

``python -m tools.package.icons FOLDER`` runs in the environment that is packaged, which has Qt and Pillow.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.package.common import BUILD, ROOT, run

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
FOLDER = BUILD / "package" / "icons"
SOURCE = ROOT / "resources" / "icons" / "inkglow.svg"


def make_with(python: Path) -> None:
    """Draw the icons by the Python of the environment. Raises PackageProblem."""
    run([python, "-m", "tools.package.icons", FOLDER], "Drawing the icon", {"QT_QPA_PLATFORM": "offscreen"})


def draw(folder: Path) -> None:
    """Write a PNG of each size, an .ico for Windows and an .icns for macOS."""
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QIcon

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    icon = QIcon(str(SOURCE))
    for size in SIZES:
        picture = icon.pixmap(size, size)
        picture.scaled(size, size, mode=Qt.TransformationMode.SmoothTransformation).save(
            str(folder / f"inkglow-{size}.png")
        )
    del application
    largest = Image.open(folder / f"inkglow-{SIZES[-1]}.png")
    largest.save(folder / "inkglow.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(folder / "inkglow.icns")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
