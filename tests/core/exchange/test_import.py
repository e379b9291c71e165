"""What a writer gets from files that other programs wrote, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from core.errors import FileProblem
from core.exchange import packed
from core.exchange.importing import import_file
from core.exchange.job import Job
from core.exchange.packed import Package
from core.manuscript import document


def imported(folder: Path, name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    file = folder / name
    file.write_bytes(data)
    made = import_file(file, Job())
    return made.text, made.notes


def word_file() -> bytes:
    """A manuscript as writers have them: styles, spaces between scenes, marks by hand, a table, a comment."""
    written = docx.Document()
    written.add_paragraph("The Lamp", style="Title")
    written.add_paragraph("A tale of oil", style="Subtitle")
    written.add_heading("Chapter 1", 1)
    first = written.add_paragraph("“I don't know…” she said—and ")
    first.add_run("left").italic = True
    first.add_run(", ")
    underlined = first.add_run("truly")
    underlined.underline = True
    first.add_run(" (at 3* the price_of_it). ")
    first.add_run("Now").bold = True
    first.add_run("!")
    written.add_paragraph()
    written.add_paragraph("After an empty paragraph; «да», 你好.")
    written.add_paragraph("***").alignment = WD_ALIGN_PARAGRAPH.CENTER
    written.add_paragraph("1986. A year [sic], 5 # 6, C:\\lamp, a\tb.")
    written.add_paragraph("#").alignment = WD_ALIGN_PARAGRAPH.CENTER
    last = written.add_paragraph("* not a list")
    table = written.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    written.add_comment(last.runs, "Is this so?", "Ed")
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


MANUSCRIPT = """---
title: The Lamp
---

A tale of oil

# Chapter 1

“I don't know…” she said—and *left*, *truly* (at 3* the price_of_it). **Now**!

***

After an empty paragraph; «да», 你好.

***

1986. A year [sic], 5 # 6, C:\\lamp, a b.

***

* not a list

left | right
"""


def test_a_word_file_comes_in_without_damage_and_says_what_stayed_behind(tmp_path: Path) -> None:
    text, notes = imported(tmp_path, "Émile’s lamp.docx", word_file())
    assert text == MANUSCRIPT
    assert notes == ("1 table was turned into lines of text.", "1 comment was left out.")


def test_chapters_without_a_heading_style_become_headings(tmp_path: Path) -> None:
    lines = ("<b>Part One</b>", "<b>Chapter 1</b>", "He sat.", "<b>CHAPTER TWO: <i>Sea</i></b>", "Part of it.")
    page = "".join(f"<p>{line}</p>" for line in lines)
    text, notes = imported(tmp_path, "novel.html", page.encode())
    assert text == "# Part One\n\n## Chapter 1\n\nHe sat.\n\n## CHAPTER TWO: *Sea*\n\nPart of it.\n"
    assert notes == ("3 lines were taken for headings, such as “Chapter 2”.",)


def test_empty_paragraphs_between_all_paragraphs_are_no_scene_breaks(tmp_path: Path) -> None:
    written = docx.Document()
    for words in ("One.", "", "Two.", "", "Three.", "", "", "", "Four.", "", "Five."):
        written.add_paragraph(words)
    out = io.BytesIO()
    written.save(out)
    assert imported(tmp_path, "spaced.docx", out.getvalue())[0] == "One.\n\nTwo.\n\nThree.\n\n***\n\nFour.\n\nFive.\n"


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (
            rb"{\rtf1\ansi{\i He left}\'85 \u1055\'3f\u8220\'93no\u8221\'94 \b then\b0 .\par}",
            "*He left*… П“no” **then**.",
        ),
        (
            rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 T;}{\f1\fcharset204 C;}}"
            rb"\f1 \'cf\'f0\'e8\'e2\'e5\'f2, {\f0 caf\'e9}\'ee.\par}",
            "Привет, caféо.",
        ),
        (rb"{\rtf1\ansi\ansicpg932 \'82\'a0\'83A\par}", "あア"),
        (rb"{\rtf1\ansi\uc2 a\u8212--, b{\uc0\u233 t\u233 } \u-10179??\u-8704??c\par}", "a—, bété 😀c"),
        (rb"{\rtf1\ansi One.\par\pard\qc * * *\par\pard\ql \emdash No\line yes.\par}", "One.\n\n***\n\n—No  \nyes."),
    ],
)
def test_rtf_keeps_letters_of_every_script(tmp_path: Path, rtf: bytes, text: str) -> None:
    assert imported(tmp_path, "old.rtf", rtf)[0] == f"{text}\n"


def test_a_web_page_comes_in_without_its_furniture(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset=windows-1251><title>Лампа</title><style>p{}</style><script>alert(1)</script></head>"
        "<body><h2 class=x>Глава</h2><p style='color:red'><span>Он <i>ушёл</i>.<br>Да</span></p><hr>"
        "<p>A <a href='https://a.example/b'>link</a> and a <a href='#x'>jump</a>.<img src=x.png alt=pic></p>"
        "<blockquote><p>Quoted</p></blockquote><p>  <em> spaced </em>  <b></b>word</p></body></html>"
    )
    text, notes = imported(tmp_path, "page.htm", page.encode("cp1251"))
    assert text == (
        "---\ntitle: Лампа\n---\n\n## Глава\n\nОн *ушёл*.  \nДа\n\n***\n\nA [link](https://a.example/b) and a jump.\n\n"
        "> Quoted\n\n*spaced* word\n"
    )
    assert notes == ("1 picture was left out: a manuscript holds text only.",)


def zipped(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


DRM = b"<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>"
FONTS = b"<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "empty.docx is empty."),
        ("cut.docx", word_file()[:5000], "cut.docx is damaged: it cannot be unpacked."),
        ("other.docx", zipped({"a.txt": b"x"}), "other.docx is damaged, or it is not a Word file."),
        ("old.docx", OLE, "old.docx is an old Word file; save it as .docx in a word processor and import that."),
        (
            "locked.docx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "locked.docx is protected by a password; save it without one and import that.",
        ),
        (
            "locked.odt",
            zipped({"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"\1\2"}),
            "locked.odt is protected by a password; save it without one and import that.",
        ),
        (
            "shop.epub",
            zipped({"META-INF/encryption.xml": DRM}),
            "shop.epub has copy protection (DRM), so its text cannot be read.",
        ),
        ("fonts.epub", zipped({"META-INF/encryption.xml": FONTS}), "fonts.epub is damaged, or it is not an e-book."),
        ("no.rtf", b"plain words", "no.rtf is damaged, or it is not an RTF file."),
        ("blank.html", b"<html><body></body></html>", "blank.html has no text that could be imported."),
        (
            "picture.png",
            b"x",
            "picture.png cannot be imported; these can: .docx, .odt, .rtf, .epub, .html, .htm, .xhtml. Text files need "
            "no import: open them.",
        ),
    ],
)
def test_bad_files_are_named_in_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(FileProblem) as problem:
        imported(tmp_path, name, data)
    assert str(problem.value) == said


def test_what_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(FileProblem, match="is a folder"):
        import_file(tmp_path / "folder.docx", Job())
    with pytest.raises(FileProblem, match="There is no file"):
        import_file(tmp_path / "none.docx", Job())


def test_a_file_that_unpacks_to_too_much_is_refused_whatever_it_says_of_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "LARGEST_UNPACKED", 3_000_000)
    honest = zipped({"word/document.xml": bytes(4_000_000)})
    lying = honest.replace(struct.pack("<I", 4_000_000), struct.pack("<I", 4_000))
    for data, said in ((honest, "unpacks to more than"), (lying, "is damaged")):
        with pytest.raises(FileProblem, match=said):
            Package("bomb.docx", data)
    pictures = Package("pictures.docx", zipped({"word/media/big.png": bytes(4_000_000), "word/document.xml": b"<a/>"}))
    assert pictures.entries == {"word/media/big.png": b"", "word/document.xml": b"<a/>"}


def test_a_directory_of_very_many_files_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 200_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0)
    (tmp_path / "novel.docx").write_bytes(entry * count + end)
    tracemalloc.start()
    with pytest.raises(FileProblem, match="the limit for imports"):
        import_file(tmp_path / "novel.docx", Job())
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("inside", ["\\uc" + "9" * 5000 + " a", "\\f" + "9" * 5000 + " a", "\\u-" + "9" * 5000 + "?"])
def test_numbers_of_very_many_digits_in_rtf_are_read_over(tmp_path: Path, inside: str) -> None:
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi " + inside + "\\par A word.}")
    assert "A word." in import_file(tmp_path / "a.rtf", Job()).text


def test_a_page_nested_more_deeply_than_can_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<blockquote>" * 5_000 + "word")
    with pytest.raises(FileProblem, match=r"nested too deeply|took longer"):
        import_file(tmp_path / "a.html", Job())


def test_a_paragraph_longer_than_can_be_edited_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LONGEST_LINE", 1000)
    (tmp_path / "a.html").write_text("<p>" + "word " * 250 + "</p>")
    with pytest.raises(FileProblem, match="more than can be edited"):
        import_file(tmp_path / "a.html", Job())
