"""Write a PDF through Qt."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from core.errors import FileProblem
from core.exchange.exporting import Ready
from core.exchange.job import Job
from desktop.exchange.pages import Pages, page_layout

_RESOLUTION = 600


def make_pdf(ready: Ready, job: Job) -> bytes:
    """The text as a PDF. Needs a QGuiApplication. Raises FileProblem, Superseded. Blocks, for seconds with a novel."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout())
    writer.setTitle(ready.content.title)
    writer.setAuthor(ready.content.author)
    writer.setCreator("Inkglow")
    pages = Pages(ready, writer)
    for _ in pages.lay_out():
        job.check()
    painter = QPainter()
    if not painter.begin(writer):
        raise FileProblem("The PDF could not be written.")
    try:
        for page in range(pages.count):
            job.check()
            if page:
                writer.newPage()
            pages.paint(painter, page)
    finally:
        painter.end()
    return bytes(buffer.data().data())
