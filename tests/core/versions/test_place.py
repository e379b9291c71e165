"""The database is never put into a folder that is synchronised, where there is another."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.versions.place import place_for, settled_place, synced_by
from core.versions.store import FILE_NAME, VersionStore
from core.versions.version import Cause


@pytest.mark.parametrize(
    ("parts", "program"),
    [
        ("Dropbox/inkglow", "Dropbox"),
        ("Dropbox (Personal)/a/b", "Dropbox"),
        ("OneDrive - University/inkglow", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("Google Drive/x", "Google Drive"),
        (".local/share/inkglow", ""),
        ("dropboxes/x", ""),
    ],
)
def test_programs_are_known_by_their_folders(tmp_path: Path, parts: str, program: str) -> None:
    assert synced_by(tmp_path / parts, {}) == program


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".sync_1a2b.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
    ],
)
def test_programs_are_known_by_what_they_leave(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / "cloud" / "data").mkdir(parents=True)
    (tmp_path / "cloud" / marker).write_text("")
    assert synced_by(tmp_path / "cloud" / "data", {}) == program


def test_the_settings_of_dropbox_in_the_home_folder_are_no_marker(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert synced_by(tmp_path / ".local", {}) == ""


def test_a_synchronised_folder_is_left_for_the_usual_one_and_said(tmp_path: Path) -> None:
    usual, synced = tmp_path / "share", tmp_path / "cloud" / "inkglow"
    (tmp_path / "cloud").mkdir()
    environment = {"OneDrive": str(tmp_path / "cloud")}
    assert place_for(usual, usual, environment).notice == ""
    found = place_for(synced, usual, environment)
    assert found.folder == usual and "OneDrive" in found.notice and str(usual) in found.notice
    found = place_for(synced, synced, environment)
    assert found.folder == synced and "exclude" in found.notice


def test_versions_move_out_of_a_folder_that_is_synchronised_by_now(tmp_path: Path) -> None:
    usual, synced = tmp_path / "share", tmp_path / "cloud" / "inkglow"
    synced.mkdir(parents=True)
    store = VersionStore(synced / FILE_NAME)
    store.keep("/a.md", "One.", Cause.INTERVAL, datetime.now().astimezone())
    store.close()
    place = settled_place(synced, usual, {"OneDrive": str(tmp_path / "cloud")})
    moved = VersionStore(place.folder / FILE_NAME, place.notice)
    assert [moved.text(version) for version in moved.versions("/a.md")] == ["One."]
    assert list(synced.iterdir()) == [] and moved.take_notices() == ()


def test_the_other_folder_is_said_once_when_it_is_first_used(tmp_path: Path) -> None:
    place = place_for(tmp_path / "cloud", tmp_path / "share", {"OneDrive": str(tmp_path / "cloud")})
    for expected in ((place.notice,), ()):
        store = VersionStore(place.folder / FILE_NAME, place.notice)
        store.keep("/a.md", f"{expected}", Cause.INTERVAL, datetime.now().astimezone())
        assert store.take_notices() == expected
        store.close()
