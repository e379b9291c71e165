"""A folder of texts is read and saved as one manuscript, and its files stay what they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.manuscript import document, folder, opening
from core.manuscript.boundaries import BOUNDARY, boundary_line, joined, parted
from core.manuscript.order_list import ORDER_FILE, OrderList
from core.manuscript.paragraphs import Syntax
from core.manuscript.stored import Saved


def make(root: Path, **texts: str | bytes) -> Path:
    """A folder with files; ``a__b`` stands for ``a/b``, and a name without ending gets ``.md``."""
    for key, text in texts.items():
        name = key.replace("__", "/")
        path = root / (name if "." in name else f"{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def names(of: folder.StoredFolder) -> list[str]:
    return [name for name, _ in of.files]


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def keep_nothing(_path: Path) -> None:
    """Keeps no old content."""


def save(of: folder.StoredFolder, text: str) -> tuple[folder.StoredFolder, str]:
    saved: Saved = of.save(text, keep_nothing)
    assert isinstance(saved.stored, folder.StoredFolder)
    return saved.stored, saved.problem


def test_files_come_in_natural_order_with_folders_among_them(tmp_path: Path) -> None:
    for name in ("10 end.md", "2 middle/b.md", "2 middle/a.txt", "1 start.md", "Ä.md", "b.md", "A.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    for name in (".hidden.md", "picture.png", "README", "notes.docx", ".git/x.md", ORDER_FILE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = folder.load(tmp_path)
    assert names(found) == ["1 start.md", "2 middle/a.txt", "2 middle/b.md", "10 end.md", "A.md", "b.md", "Ä.md"]
    assert found.text.split("\n")[:2] == [boundary_line("1 start.md"), "1 start.md"]
    assert found.notice == ""


def test_the_list_file_orders_and_leaves_out(tmp_path: Path) -> None:
    make(tmp_path, one="1", two="2", three="3", draft="4", zoo="5")
    lines = [
        "# Mine",
        "",
        "three.md",
        " # a comment",
        "  one.md ",
        "gone.md",
        "three.md",
        "# not in the manuscript: draft.md",
    ]
    listing = "".join(f"{line}\r\n" for line in lines).encode()
    (tmp_path / ORDER_FILE).write_bytes(listing)
    found = folder.load(tmp_path)
    assert names(found) == ["three.md", "one.md", "two.md", "zoo.md"]
    assert "gone.md is listed" in found.notice
    save(found, found.text)
    assert (tmp_path / ORDER_FILE).read_bytes() == listing


@pytest.mark.parametrize("name", ["#1.md", " a.md", "./.md", "# not in the manuscript: x.md", "ä b/é.md"])
def test_any_name_can_be_listed(name: str) -> None:
    order = OrderList().changed(["z.md", name], (), ())
    assert order.names == ("z.md", name)
    assert order.left_out == frozenset()
    assert order.arranged([name, "a.md", "z.md"]) == ["z.md", name, "a.md"]


def test_comments_keep_their_place_in_a_new_order() -> None:
    order = OrderList(("# My book", "a.md", "# second", "b.md", "unread.md", "c.md", "", "# the end", ""))
    changed = order.changed(["c.md", "b.md", "new.md"], ["a.md"], ["unread.md"])
    assert changed.lines == (
        *("# My book", "c.md", "# second", "b.md", "unread.md", "new.md", "", "# the end"),
        "# not in the manuscript: a.md",
    )


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1), unique=True))
def test_any_names_have_one_natural_order(found: list[str]) -> None:
    assert OrderList().arranged(found) == OrderList().arranged(found[::-1])


TEXTS = st.text(
    st.one_of(st.sampled_from("ab \n\r"), st.characters(exclude_characters=[BOUNDARY], exclude_categories=["Cc", "Cs"]))
)
ENCODED = st.tuples(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])).map(
    lambda pair: pair[0].encode(pair[1], "replace")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(ENCODED, min_size=2, max_size=4), st.data())
def test_only_what_was_edited_is_written(
    tmp_path_factory: pytest.TempPathFactory, files: list[bytes], data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("folder")
    for number, content in enumerate(files):
        (root / f"{number}.md").write_bytes(content)
    stored = folder.load(root)
    before = contents(root)
    stored, problem = save(stored, stored.text)
    assert contents(root) == before and not problem
    parts = parted(stored.text)
    edited = data.draw(st.integers(0, len(parts) - 1))
    parts[edited] = (parts[edited][0], parts[edited][1] + "\nEdited.")
    stored, problem = save(stored, joined(parts))
    after = contents(root)
    assert not problem and [name for name in after if after[name] != before.get(name)] == [parts[edited][0]]
    assert stored.text == joined(parts) == folder.load(root).text
    assert not stored.changed_outside()


def test_a_new_order_writes_the_list_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, a="1\r\n", b="2", c="3")
    stored = folder.load(tmp_path)
    before = contents(tmp_path)
    parts = parted(stored.text)
    stored, _ = save(stored, joined([parts[2], parts[0], parts[1]]))
    assert contents(tmp_path).items() - before.items() == {(ORDER_FILE, (tmp_path / ORDER_FILE).read_bytes())}
    assert (tmp_path / ORDER_FILE).read_text().split("\n")[1:] == ["c.md", "a.md", "b.md", ""]
    assert names(folder.load(tmp_path)) == names(stored) == ["c.md", "a.md", "b.md"]
    save(stored, joined(parts))  # back in the natural order: the list that is there now says so
    assert names(folder.load(tmp_path)) == ["a.md", "b.md", "c.md"]


def test_the_natural_order_needs_no_list_file(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="2")
    stored = folder.load(tmp_path)
    save(stored, stored.text.replace("1", "one"))
    assert set(contents(tmp_path)) == {"a.md", "b.md"}


def test_a_file_that_is_no_longer_in_the_text_stays_on_disk(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="2", c="3")
    stored = folder.load(tmp_path)
    a, b, c = parted(stored.text)
    stored, _ = save(stored, joined([a, c]))
    assert (tmp_path / "b.md").read_text() == "2"
    assert "# not in the manuscript: b.md" in (tmp_path / ORDER_FILE).read_text()
    assert names(folder.load(tmp_path)) == ["a.md", "c.md"]
    assert not stored.changed_outside()
    stored, _ = save(stored, joined([a, b, c]))  # undo brought it back
    assert names(folder.load(tmp_path)) == ["a.md", "b.md", "c.md"]
    assert "not in the manuscript" not in (tmp_path / ORDER_FILE).read_text()


def test_a_new_file_is_made_in_its_place(tmp_path: Path) -> None:
    make(tmp_path, a="1", c="3")
    stored = folder.load(tmp_path)
    a, c = parted(stored.text)
    stored, problem = save(stored, joined([a, ("new/b.md", "two"), c]))
    assert not problem and (tmp_path / "new/b.md").read_text() == "two"
    assert names(folder.load(tmp_path)) == ["a.md", "new/b.md", "c.md"]


def test_a_file_of_the_folder_that_joins_the_manuscript_keeps_its_bytes(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="zwei\r\n")
    (tmp_path / ORDER_FILE).write_text("# not in the manuscript: b.md\n")
    stored = folder.load(tmp_path)
    (a,) = parted(stored.text)
    save(stored, joined([a, ("b.md", "zwei\n")]))
    assert (tmp_path / "b.md").read_bytes() == b"zwei\r\n"


def test_a_vanished_file_is_written_again(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="2")
    stored = folder.load(tmp_path)
    (tmp_path / "b.md").unlink()
    assert stored.changed_outside()
    stored, _ = save(stored, stored.text)
    assert (tmp_path / "b.md").read_text() == "2"
    assert not stored.changed_outside()


def test_only_what_another_program_changed_and_this_text_would_replace_is_overwritten(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="2")
    stored = folder.load(tmp_path)
    (tmp_path / "b.md").write_text("theirs")
    text = stored.text.replace("\n1\n", "\none\n")
    assert stored.changed_outside() and not stored.overwritten(text)
    stored, _ = save(stored, text)
    assert (tmp_path / "b.md").read_text() == "theirs"
    assert stored.changed_outside()
    assert stored.overwritten(text + " mine") == "b.md"
    kept: list[str] = []
    stored.save(text + " mine", lambda path: kept.append(path.read_text()))
    assert kept == ["theirs"]


def test_a_new_file_and_a_new_list_are_changes_by_others(tmp_path: Path) -> None:
    make(tmp_path, a="1", b="2")
    stored = folder.load(tmp_path)
    assert not stored.changed_outside()
    make(tmp_path, c="3")
    first = stored.changed_outside()
    assert first
    (tmp_path / ORDER_FILE).write_text("b.md\n")
    assert stored.changed_outside() not in ({}, first)
    reloaded = stored.reload()
    assert names(reloaded) == ["b.md", "a.md", "c.md"] and not reloaded.changed_outside()


def broken_link(root: Path) -> None:
    (root / "link.md").symlink_to(root / "link.md")


def not_readable(root: Path) -> None:
    make(root, secret="x")
    (root / "secret.md").chmod(0)
    if os.access(root / "secret.md", os.R_OK):
        pytest.skip("this user may read everything")


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda root: make(root, **{"data.txt": b"\0\1\2" * 40}), "data.txt"),
        (lambda root: make(root, marked=f"Text\n{BOUNDARY}x\n"), "marked.md"),
        (lambda root: (root / "two\nlines.md").write_text("x"), "two�lines.md"),
        (broken_link, "link.md"),
        (lambda root: (root / "a (Ann's conflicted copy 2024-05-01).md").write_text("x"), "conflicted copy"),
        (not_readable, "secret.md"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_sentence(
    tmp_path: Path, spoil: Callable[[Path], object], name: str
) -> None:
    make(tmp_path, a="1")
    spoil(tmp_path)
    stored = folder.load(tmp_path)
    assert names(stored) == ["a.md"]
    assert name in stored.notice
    before = {path.name for path in tmp_path.iterdir()}
    save(stored, stored.text)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert not stored.changed_outside()


def test_links_are_read_once_and_loops_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, a="1", sub__b="2")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "z.md").symlink_to(tmp_path / "a.md")
    assert names(folder.load(tmp_path)) == ["a.md", "sub/b.md"]


@pytest.mark.parametrize("make_it", [lambda root: None, lambda root: make(root, **{"a.png": b"\0"})])
def test_a_folder_without_texts_is_refused(tmp_path: Path, make_it: Callable[[Path], object]) -> None:
    make_it(tmp_path)
    with pytest.raises(FileProblem, match="no Markdown or plain-text files"):
        folder.load(tmp_path)


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, a="12345", b="67890")
    monkeypatch.setattr(folder, "LARGEST_FILE", 9)
    with pytest.raises(FileProblem, match="16 MB together"):
        folder.load(tmp_path)
    monkeypatch.setattr(folder, "MOST_FILES", 1)
    with pytest.raises(FileProblem, match="too many files"):
        folder.load(tmp_path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="There is no folder"):
        folder.load(tmp_path / "none")
    with pytest.raises(FileProblem, match="There is no file"):
        opening.load(tmp_path / "none")


def test_a_file_that_cannot_be_saved_does_not_keep_the_others_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, a="1", b="2", c="3")
    stored = folder.load(tmp_path)
    whole = document.save

    def failing(path: Path, text: str, like: document.Loaded | None = None) -> document.Loaded:
        if path.name == "b.md":
            raise FileProblem("b.md could not be saved: the disk is full.")
        return whole(path, text, like)

    monkeypatch.setattr(document, "save", failing)
    edited = joined([(name, f"{text} edited") for name, text in parted(stored.text)])
    now, problem = save(stored, edited)
    assert problem == "b.md could not be saved: the disk is full."
    assert [path.read_text() for path in sorted(tmp_path.glob("*.md"))] == ["1 edited", "2", "3 edited"]
    assert now.text == stored.text.replace("1", "1 edited").replace("3", "3 edited")
    assert not now.changed_outside()
    monkeypatch.undo()
    assert save(now, edited)[1] == ""
    assert (tmp_path / "b.md").read_text() == "2 edited"


@pytest.mark.parametrize("name", ["/etc/passwd.md", "../out.md", ""])
def test_a_text_never_names_a_file_outside_of_the_folder(tmp_path: Path, name: str) -> None:
    stored = folder.load(make(tmp_path / "in", a="1"))
    with pytest.raises(FileProblem, match="Save as"):
        stored.save(joined([(name, "x")]), keep_nothing)
    with pytest.raises(FileProblem, match="Save as"):
        stored.save("no boundary", keep_nothing)
    assert contents(tmp_path) == {"in/a.md": b"1"}


def test_a_notice_says_where_plain_text_looks_otherwise_among_markdown(tmp_path: Path) -> None:
    make(tmp_path, a="# A", **{"b.txt": "One.\nTwo.\n", "c.txt": "Three.\n"})
    make(tmp_path, **{"d.txt": b"F\xfcnf.", "e.txt": b"S\xe4chs."})
    notice = folder.load(tmp_path).notice
    assert "but saved as plain text: b.txt." in notice
    assert "d.txt is not UTF-8" in notice and "too: e.txt." in notice


def test_a_folder_of_plain_text_is_plain_text_and_one_file_is_one(tmp_path: Path) -> None:
    root = make(tmp_path, **{"a.txt": "x", "b.txt": "y"})
    assert opening.load(root).syntax is Syntax.PLAIN
    assert opening.load(root / "a.txt").files[0][1].text == "x"


def test_names_in_the_list_that_no_file_can_have_are_said_on_one_short_line(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("A text.")
    (tmp_path / "inkglow-order.txt").write_text("a\0b\nx\u2028y\n" + "z" * 100_000 + "\none.md\n")
    notice = folder.load(tmp_path).notice
    assert notice.isprintable() and len(notice) < 300
