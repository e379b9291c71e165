"""PDF through Qt: what it holds, page by page, and what is said when it holds something else."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from core.cli.main import app
from core.exchange import exporting, pdf_text
from core.exchange.exporting import ExportOptions, Ready
from core.exchange.formats import Format
from core.exchange.job import Job
from core.manuscript.paragraphs import Syntax
from desktop import __main__ as _program  # noqa: F401  # adds what the command line has of Qt
from desktop.exchange.pdf import make_pdf
from tests.core.exchange.test_export import TEXT

LONG = " ".join(["The office staff’s first affluent afterthought offered soft, efficient flights."] * 60)


def ready(text: str, *, plain: bool = False) -> Ready:
    return exporting.prepare(text, Syntax.MARKDOWN, ExportOptions(plain=plain), "ship.md")


def test_a_pdf_says_what_the_text_says_on_numbered_pages(qapp: QApplication) -> None:
    prepared = ready(TEXT.replace("The end.", LONG).replace("你好", "да"))  # not every machine has Chinese letters
    made = exporting.make(prepared, Format.PDF, Job(), make_pdf)
    assert made.differences == ()
    pages = [re.sub(r"\s+", " ", page) for page in pdf_text.pages_of(made.data)]
    assert pages[0].strip() == "The Ship: a novelAnn Beeabout 600 words"
    assert pages[1].startswith("One“Ja,” sagte er leise, «да» — да…") and pages[1].endswith(
        "Bee / THE SHIP: A NOVEL / 1"
    )
    assert pages[2].startswith("TwoThe office staff") and "afterthought offered soft" in pages[2], (
        "ligatures hide letters"
    )
    assert pages[3].endswith("/ 3") and pages[-1].startswith("Notes1. With a note.")
    joined = "".join(page.rpartition("Bee /")[0] for page in pages[2:-1])
    assert joined.count("efficient") == 60, "a line is drawn on two pages"


def test_a_plain_pdf_begins_with_the_text(qapp: QApplication) -> None:
    pages = pdf_text.pages_of(make_pdf(ready("Just words.\n", plain=True), Job()))
    assert [re.sub(r"\s+", " ", page) for page in pages] == ["Just words.SHIP / 1"]


def test_a_pdf_that_lacks_something_is_not_called_done(qapp: QApplication) -> None:
    prepared = ready("One is here.\n\nTwo is here.\n\nThree is here.\n")

    def losing(text: Ready, job: Job) -> bytes:
        return make_pdf(ready("One is here.\n\nThree is here.\n"), job)

    made = exporting.make(prepared, Format.PDF, Job(), losing)
    assert made.differences is not None
    assert [(each.number, each.what) for each in made.differences] == [
        (2, "is not in the PDF as it is in your text: “Two is here.”.")
    ]
    content = prepared.content
    extra = pdf_text.differences("One is here. And this. Two is here. Three is here. Bye.", content, ())
    assert [each.number for each in extra] == [2, 3]
    hebrew = ready("אחת\n\nTwo.").content
    assert pdf_text.differences("תחא Two.", hebrew, ()) == [], "a script that is drawn from right to left is left out"


def test_the_command_line_makes_a_pdf_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "novel.md").write_text("# One\n\nShe left.\n", "utf-8")
    out = tmp_path / "novel.pdf"
    done = CliRunner().invoke(app, ["export", str(tmp_path / "novel.md"), "--to", str(out)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("its words are those of your text; emphasis in a PDF cannot be compared.\n")
    assert out.read_bytes().startswith(b"%PDF")


def test_without_a_reader_of_pdfs_the_export_is_said_to_be_unchecked(qapp: QApplication, tmp_path: Path) -> None:
    prepared = ready("Words.")
    made = exporting.Export(make_pdf(prepared, Job()), None, 1, 1)
    said = exporting.done_sentence(made, tmp_path / "novel.pdf", Format.PDF)
    assert made.is_faithful and said.endswith(
        "was not compared with your text, because no reader of PDFs is installed."
    )
