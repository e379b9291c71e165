"""Versions come back exactly, take little room, and nothing that goes wrong with their database loses a text."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import tracemalloc
import zlib
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.manuscript.boundaries import joined
from core.versions import database
from core.versions.database import SCHEMA
from core.versions.pieces import cut
from core.versions.store import VersionStore
from core.versions.version import Cause, key_of, untitled_key

NOW = datetime(2026, 11, 26, 14, 5).astimezone()
KEY = "/home/ada/novel.md"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> VersionStore:
    return VersionStore(tmp_path / "versions.sqlite")


def keep(store: VersionStore, text: str, minutes: int = 0, cause: Cause = Cause.INTERVAL, name: str = "") -> int:
    version = store.keep(KEY, text, cause, NOW + minutes * MINUTE, name)
    assert version is not None
    return version.number


def novel(changed: int = -1, paragraphs: int = 1500) -> str:
    lines = [
        f"In the year {n} the lamp at number {n * 7919 % 997} was lit by {n * 31 % 89} hands."
        for n in range(paragraphs)
    ]
    if changed >= 0:
        lines[changed] = "Nobody came."
    return "\n\n".join(lines)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(), min_size=1), min_size=1, max_size=4))
def test_any_text_comes_back_exactly(store: VersionStore, texts: list[str]) -> None:
    store.delete(version.number for version in store.versions(KEY))
    kept = [(store.keep(KEY, text, Cause.INTERVAL, NOW + n * MINUTE), text) for n, text in enumerate(texts)]
    for version, text in kept:
        assert version is None or store.text(version) == text
    newest = store.versions(KEY)
    last = next((text for text in reversed(texts) if text.strip()), None)
    assert (last is None and not newest) or store.text(newest[0]) == last


@given(data=st.binary(max_size=20_000))
def test_pieces_make_the_whole_again(data: bytes) -> None:
    data = data.replace(b"\x07", b"\n" * 3000)
    assert b"".join(cut(data)) == data


def test_an_edit_anywhere_changes_few_pieces() -> None:
    before = set(cut(novel().encode()))
    for changed in (0, 700, 1499):
        after = list(cut(novel(changed).encode()))
        assert len(after) > 10 and len(set(after) - before) <= 2


def test_a_version_of_a_novel_takes_a_small_part_of_the_first_ones_room(store: VersionStore) -> None:
    keep(store, novel())
    first = store.size()
    for n in range(20):
        keep(store, novel(changed=n * 70), n + 1)
    assert store.size() < 2.5 * first
    assert [store.text(version) for version in store.versions(KEY)] == [novel(n * 70) for n in reversed(range(20))] + [
        novel()
    ]


def test_an_unchanged_or_blank_text_makes_no_version(store: VersionStore) -> None:
    assert store.keep(KEY, " \n\n", Cause.CLOSED, NOW) is None and not store.file.exists()
    first = keep(store, "One.")
    assert store.keep(KEY, "One.", Cause.CLOSED, NOW + MINUTE) is None
    keep(store, "Two.", 2)
    keep(store, "One.", 3)  # it is back: a change
    assert [version.words for version in store.versions(KEY)] == [1, 1, 1]
    assert store.versions(KEY)[-1].number == first


def test_a_name_is_given_to_the_newest_version_where_the_text_is_the_same(store: VersionStore) -> None:
    first = keep(store, "One.")
    assert keep(store, "One.", 1, Cause.NAMED, "Draft 1") == first
    second = keep(store, "One.", 2, Cause.NAMED, "For Ben")
    assert [(each.number, each.name) for each in store.versions(KEY)] == [(second, "For Ben"), (first, "Draft 1")]
    store.name(first, " Draft one ")
    assert store.versions(KEY)[1].name == "Draft one"


def test_comments_and_names_of_files_are_no_words(store: VersionStore) -> None:
    keep(store, "# One\n\n<!-- status: draft -->\nIt rains, <!-- still --> here.\n")
    keep(store, joined([("first file.md", "# One\n\n<!-- a note -->\n"), ("2.md", "It rains.")]), 1)
    assert [version.words for version in store.versions(KEY)] == [3, 4]


def test_a_file_is_kept_as_it_is_on_disk(store: VersionStore, tmp_path: Path) -> None:
    file = tmp_path / "novel.txt"
    file.write_bytes("Caf\xe9\r\nau lait\r\n".encode("cp1252"))
    version = store.keep_file(file, Cause.REPLACED, NOW)
    assert version is not None and version.is_file and version.words == 3
    assert store.data(version) == file.read_bytes() and store.text(version) == "Café\nau lait\n"
    assert store.keep_file(file, Cause.REPLACED, NOW + MINUTE) is None
    file.write_bytes(bytes(range(256)))
    version = store.keep_file(file, Cause.REPLACED, NOW + MINUTE)
    assert version is not None and store.data(version) == bytes(range(256))
    with pytest.raises(FileProblem, match="not a text"):
        store.text(version)


def test_a_name_that_is_no_unicode_is_a_name_like_any_other(store: VersionStore, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    store.keep(key_of(path), "One.", Cause.INTERVAL, NOW)
    store.guard(path, NOW)
    [found] = store.documents()
    assert found.path == path and [store.text(each) for each in store.versions(found.key)] == ["One."]
    assert found.name == "caf?.md"


def test_guarding_a_file_raises_nothing_and_says_what_failed_once(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    store = VersionStore(tmp_path / "a file" / "versions.sqlite")
    store.guard(tmp_path / "a file", NOW)
    [sentence] = store.take_notices()
    assert sentence.startswith("No version could be kept") and store.take_notices() == ()


def test_the_database_is_for_its_owner_alone(store: VersionStore) -> None:
    keep(store, "One.")
    assert stat.S_IMODE(store.file.stat().st_mode) == 0o600
    assert [each.name for each in store.file.parent.iterdir()] == ["versions.sqlite"]  # no other file holds text


def test_deleted_text_is_gone_and_gives_its_room_back(store: VersionStore) -> None:
    shared = keep(store, "Kept.")
    small = store.size()
    number = keep(store, novel(), 1)
    assert store.size() > small + 10_000
    store.delete([number])
    assert [version.number for version in store.versions(KEY)] == [shared]
    assert store.size() <= small + 4096
    assert b"lit by" not in store.file.read_bytes()
    store.delete([shared])
    assert store.documents() == ()


def test_what_an_untitled_text_has_goes_to_its_file(store: VersionStore) -> None:
    untitled = untitled_key("1")
    store.keep(untitled, "\nIt was a dark night.\n", Cause.CLOSED, NOW)
    [found] = store.documents()
    assert (found.name, found.path, found.count) == ("It was a dark night.", None, 1)
    keep(store, "On disk.", -1)
    store.rename(untitled, KEY)
    [found] = store.documents()
    assert (found.key, found.name, found.path, found.count) == (KEY, "novel.md", Path(KEY), 2)
    assert store.text(store.versions(KEY)[0]) == "\nIt was a dark night.\n"


@pytest.mark.parametrize("content", [b"not a database at all, " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_set_aside_and_a_new_one_begun(store: VersionStore, content: bytes) -> None:
    store.file.write_bytes(content)
    keep(store, "One.")
    [aside] = store.file.parent.glob("versions damaged *.sqlite")
    assert aside.read_bytes() == content
    [sentence] = store.take_notices()
    assert aside.name in sentence
    assert [store.text(version) for version in store.versions(KEY)] == ["One."]


def test_what_one_window_sets_aside_the_other_leaves_too(store: VersionStore) -> None:
    keep(store, novel())
    content = store.file.read_bytes()
    store.file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    other = VersionStore(store.file)
    other.keep(KEY, "One.", Cause.INTERVAL, NOW + MINUTE)
    keep(store, "Two.", 2)  # its database has another name by now
    assert [other.text(version) for version in other.versions(KEY)] == ["Two.", "One."]
    store.file.unlink()  # by the writer
    keep(store, "Three.", 3)
    assert [other.text(version) for version in other.versions(KEY)] == ["Three."]
    assert len(list(store.file.parent.glob("versions damaged *.sqlite"))) == 1


def test_damage_inside_the_database_is_noticed_when_it_is_opened(store: VersionStore) -> None:
    for n in range(10):
        keep(store, novel(changed=n * 100), n)
    store.close()
    content = bytearray(store.file.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    store.file.write_bytes(content)
    keep(store, "One.")
    [aside] = store.file.parent.glob("versions damaged *.sqlite")
    assert aside.read_bytes() == content and len(store.take_notices()) == 1


def test_a_damaged_version_is_said_and_the_same_text_kept_again_is_sound(store: VersionStore) -> None:
    number = keep(store, novel())
    other = keep(store, "Other.", 1)
    with sqlite3.connect(store.file) as connection:
        connection.execute("UPDATE pieces SET data = zeroblob(10) WHERE id = 2")
    connection.close()
    damaged, sound = reversed(store.versions(KEY))
    assert (damaged.number, sound.number) == (number, other)
    with pytest.raises(FileProblem, match="damaged"):
        store.text(damaged)
    assert store.text(sound) == "Other."
    keep(store, novel(), 2)
    assert store.text(store.versions(KEY)[0]) == novel() == store.text(damaged)


def test_a_database_of_a_newer_inkglow_is_left_alone(store: VersionStore) -> None:
    keep(store, "One.")
    store.close()
    with sqlite3.connect(store.file) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    before = store.file.read_bytes()
    for work in (lambda: keep(store, "Two.", 1), lambda: store.versions(KEY)):
        with pytest.raises(FileProblem, match="newer Inkglow"):
            work()
    assert store.file.read_bytes() == before and len(list(store.file.parent.iterdir())) == 1


def test_a_full_disk_is_said_and_leaves_what_is_there(store: VersionStore) -> None:
    keep(store, "One.")
    store._connected().execute("PRAGMA max_page_count = 1")  # SQLite's own way to be out of room
    with pytest.raises(FileProblem, match="the disk is full"):
        keep(store, novel(), 1)
    assert [store.text(version) for version in store.versions(KEY)] == ["One."]
    keep(store, novel(), 2)  # connected anew, with room


def test_a_database_that_may_not_be_written_is_said(store: VersionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    other = VersionStore(store.file)
    keep(other, "One.")
    held = other._connected()
    held.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(database, "_WAIT_S", 0.0)
    with pytest.raises(FileProblem, match="another window is using their database"):
        keep(store, "Two.", 1)
    held.execute("ROLLBACK")
    keep(store, "Two.", 2)


def test_two_windows_write_to_one_database(store: VersionStore) -> None:
    other = VersionStore(store.file)
    keys = [untitled_key(str(n)) for n in range(2)]

    def work(mine: VersionStore, key: str) -> None:
        for n in range(20):
            mine.keep(key, f"Text {n}.", Cause.INTERVAL, NOW + n * MINUTE)

    threads = [threading.Thread(target=work, args=pair) for pair in zip((store, other), keys, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.versions(key)) for key in keys] == [20, 20]


def test_thinning_out_keeps_today_one_a_day_one_a_week_and_names(store: VersionStore) -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    ages = [0 * hour, hour, 2 * hour, day, day + hour, 2 * day, 60 * day, 61 * day, 62 * day, 100 * day]
    for n, age in enumerate(sorted(ages, reverse=True)):
        store.keep(
            KEY, f"Text {n}.", Cause.NAMED if age == 61 * day else Cause.INTERVAL, NOW - age, "A" * (age == 61 * day)
        )
    assert (NOW - 60 * day).isocalendar()[1] != (NOW - 100 * day).isocalendar()[1]
    store.thin_out(NOW)
    kept = {NOW - version.at for version in store.versions(KEY)}
    weeks = {(NOW - age).isocalendar()[:2] for age in ages if age >= 60 * day}
    assert kept >= {0 * hour, hour, 2 * hour, day, 2 * day, 61 * day} and day + hour not in kept
    assert {(NOW - age).isocalendar()[:2] for age in kept if age >= 60 * day} == weeks
    assert store.thin_out(NOW) == 0


@pytest.mark.parametrize(
    "damage",
    ["cause = 'other'", "at = 'x'", "at = 1e300", "words = 'x'", "digest = 7", "name = x'ff'"],
)
def test_a_damaged_row_hides_no_other_version(store: VersionStore, damage: str) -> None:
    number, other = keep(store, "The first."), keep(store, "The second.", 1)
    store.close()
    with closing(sqlite3.connect(store.file)) as opened, opened:
        opened.execute(f"UPDATE versions SET {damage} WHERE number = {number}")
    found = {version.number: version for version in store.versions(KEY)}
    assert store.text(found[other]) == "The second."
    assert [each.count for each in store.documents()]
    store.thin_out(NOW)
    assert store.text(store.versions(KEY)[0]) == "The second."


def test_a_piece_that_unpacks_to_all_memory_is_a_damaged_version(store: VersionStore) -> None:
    keep(store, "The first.")
    store.close()
    bomb = zlib.compress(bytes(200_000_000), 1)
    with closing(sqlite3.connect(store.file)) as opened, opened:
        opened.execute("UPDATE pieces SET data = ?", (bomb,))
    tracemalloc.start()
    with pytest.raises(FileProblem, match="damaged"):
        store.data(store.versions(KEY)[0])
    assert tracemalloc.get_traced_memory()[1] < 160_000_000
    tracemalloc.stop()
