import os
from pathlib import Path

import pytest

from core.manuscript.conflict_copies import conflict_copies, is_conflict_copy

COPIES = (
    "My novel (Ann's conflicted copy 2024-05-01).md",
    "My novel (conflicted copy 2024-05-01 134501).md",
    "My novel (In Konflikt stehende Kopie von Ann 2024-05-01).md",
    "My novel (Copie en conflit de Ann 2024-05-01).md",
    "My novel (Case Conflict).md",
    "My novel (Ann's Case Conflict 1).md",
    "My novel (SFConflict ann@example.org 2024-05-01-13-45-01).md",
    "My novel.sync-conflict-20240501-134501-ABCDEF7.md",
    "My novel_conflict-20240501-134501.md",
)
OTHERS = (
    "My novel.md",
    "My novel (2).md",
    "My novel 2.md",
    "My novel (the conflict).md",
    "My novel - conflict 2024-05-01.md",
    "My novel (Ann's conflicted copy 2024-05-01).txt",
    "Another novel (Ann's conflicted copy 2024-05-01).md",
    "My novel-DESKTOP.md",
)


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_known_by_their_names(tmp_path: Path, name: str) -> None:
    for each in (name, *OTHERS):
        (tmp_path / each).touch()
    assert conflict_copies(tmp_path / "My novel.md", "LAPTOP") == (tmp_path / name,)
    assert is_conflict_copy(tmp_path / name) and not any(is_conflict_copy(Path(each)) for each in OTHERS[:-3])


def test_onedrives_are_known_by_this_machines_name_and_the_newest_is_first(tmp_path: Path) -> None:
    names = ("My novel-LAPTOP.md", "My novel-laptop-2.md", "My novel-DESKTOP.md", "My novel-LAPTOP-draft.md")
    for age, each in enumerate(names):
        (tmp_path / each).touch()
        os.utime(tmp_path / each, (1000 - age, 1000 - age))
    found = conflict_copies(tmp_path / "My novel.md", "LAPTOP")
    assert [each.name for each in found] == ["My novel-LAPTOP.md", "My novel-laptop-2.md"]
    assert conflict_copies(tmp_path / "nowhere" / "x.md") == ()
