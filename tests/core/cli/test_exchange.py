"""``inkglow export`` and ``inkglow import`` as a shell sees them, in this process."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.main import app
from core.exchange.job import Job
from core.exchange.pandoc import Pandoc

NOVEL = "---\nauthor: Ann Bee\n---\n# One\n\nShe *left*.\n\n***\n\nHe stayed.\n"


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    file = tmp_path / "Émile.md"
    file.write_bytes(NOVEL.replace("\n", "\r\n").encode("cp1252"))
    return file


def said(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def test_export_and_import_give_the_text_back(novel: Path, tmp_path: Path) -> None:
    file, back = tmp_path / "Émile.docx", tmp_path / "back.md"
    status, out, problem = said("export", novel, "--to", file, "--title", "A stay")
    assert (status, out, problem) == (
        0,
        "Wrote Émile.docx: 5 words in 4 paragraphs. Read back, all of them are as in your text.\n",
        "",
    )
    assert said("import", file, "--out", back) == (0, "Wrote back.md: 5 words.\n", "")
    assert (
        back.read_text("utf-8")
        == "---\ntitle: A stay\nauthor: Ann Bee\n---\n\n# One\n\nShe *left*.\n\n***\n\nHe stayed.\n"
    )


def test_nothing_is_written_over_without_being_asked_to(novel: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.odt"
    taken.write_bytes(b"mine")
    assert said("export", novel, "--to", taken) == (1, "", "inkglow: taken.odt exists; --force replaces it.\n")
    assert taken.read_bytes() == b"mine"
    assert said("export", novel, "--to", taken, "--force", "--plain")[0] == 0
    status, _, problem = said("import", taken, "--out", novel)
    assert (status, problem) == (1, "inkglow: Émile.md exists; --force replaces it.\n")
    assert zipfile.is_zipfile(taken)


def test_an_export_that_lost_something_is_refused_and_says_what(
    novel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Pandoc.write

    def losing(self: Pandoc, tree: dict[str, list[object]], *rest: object) -> bytes:
        return write(self, {**tree, "blocks": tree["blocks"][:-1]}, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Pandoc, "write", losing)
    out = tmp_path / "novel.html"
    status, _, problem = said("export", novel, "--to", out)
    assert status == 1 and not out.exists()
    assert "Paragraph 4 is missing: “He stayed.”." in problem
    assert "novel.html was not written: read back, it differs from your text in 2 places." in problem
    status, _, problem = said("export", novel, "--to", out, "--keep")
    assert status == 1 and out.exists() and "was written, but it differs" in problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "novel.mobi",
            "novel.mobi does not end in a known format; these are: .docx, .epub, .odt, .html, .pdf.",
        ),
        ("none/novel.docx", "There is no folder "),
        ("folder.odt", "folder.odt is a folder; name a file to write."),
    ],
)
def test_what_cannot_be_written_is_said(novel: Path, tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder.odt").mkdir()
    status, out, complaint = said("export", novel, "--to", tmp_path / name)
    assert (status, out) == (1, "") and problem in complaint


def test_a_manuscript_is_not_imported_as_a_word_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Words.</p>", "utf-8")
    assert "the ending .md" in said("import", page, "--out", tmp_path / "page.docx")[2]
    assert said("import", tmp_path / "novel.md", "--out", tmp_path / "x.md")[2].startswith(
        "inkglow: novel.md cannot be"
    )


def test_without_pandoc_the_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.exchange.pandoc._installed", lambda: None)
    page = tmp_path / "page.html"
    page.write_text("<p>Words.</p>", "utf-8")
    assert "run `make setup` again" in said("import", page, "--out", tmp_path / "page.md")[2]
    assert not (tmp_path / "page.md").exists() and Job().cancelled is False


def test_a_folder_is_exported_in_its_order_as_one_text(tmp_path: Path) -> None:
    folder = tmp_path / "The sea"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: First\nauthor: Ann Bee\n---\nOne.[^1]\n\n[^1]: Mine.\n", "utf-8")
    (folder / "b.md").write_text("---\ntitle: Second\n---\nTwo.[^1]\n\n[^1]: Other.\n", "utf-8")
    out = tmp_path / "sea.html"
    assert said("export", folder, "--to", out)[0] == 0
    page = out.read_text("utf-8")
    assert "<title>The sea</title>" in page and page.index("One.") < page.index("Two.") < page.index("Mine.")
    assert "Other." in page and "a.md" not in page and "Second" not in page
