"""What a command reads: how a file was decoded is said, offsets are those of the file."""

from pathlib import Path

from core.cli.reading import read_manuscript


def test_how_a_file_was_decoded_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Où est-elle, Zoë?\r\nElle est là.\r\n\r\nIci.".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("Où?".encode())
    single, folder = read_manuscript(tmp_path / "a.txt"), read_manuscript(tmp_path)
    assert "Windows-1252" in single.notice and "Windows-1252" in folder.notice
    assert read_manuscript(tmp_path / "b.txt").notice == ""
    assert [(name, each.text, each.start) for name, each in folder.paragraphs] == [
        ("a.txt", "Où est-elle, Zoë?\nElle est là.", 0),
        ("a.txt", "Ici.", 35),
        ("b.txt", "Où?", 0),
    ]
    assert [each for _, each in single.paragraphs] == [each for _, each in folder.paragraphs[:2]]
