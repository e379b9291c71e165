"""Packaging for Linux: what goes into the tree, how it is made smaller, desktop integration, the archive's launcher."""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.package import environment, linux, roots, tree
from tools.package.collected import is_used, llama_libraries
from tools.package.common import ROOT, PackageProblem, need, pinned, version


@pytest.mark.parametrize(
    ("place", "used"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("libstdc++.so.6", False),
        ("libxcb.so.1", False),
        ("libxcb-cursor.so.0", True),
        ("pillow.libs/libfreetype-57f805ba.so.6.20.6", True),
        ("matplotlib/mpl-data/sample_data/msft.csv", False),
        ("matplotlib/mpl-data/matplotlibrc", True),
    ],
)
def test_the_tree_has_what_the_window_needs_and_leaves_out_the_rest_of_qt(place: str, used: bool) -> None:
    assert is_used(place) is used


def test_each_back_end_of_llama_cpp_is_taken_once_and_its_libraries_under_all_names(tmp_path: Path) -> None:
    names = ["libllama.so", "libllama.so.0", "libggml-base.so.0", "libggml-cpu-haswell.so", "libggml-cuda.so"]
    others = [
        "libggml-cpu-haswell.so.0",
        "libggml-cpu-haswell.so.0.25.3",
        "libggml-cuda.so.0",
        "libllama-common.so.0",
        "ggml.h",
    ]
    taken = llama_libraries(tmp_path / name for name in names + others)
    assert sorted(file.name for file in taken) == sorted(names)


def test_copies_of_a_library_become_links_to_one_file(tmp_path: Path) -> None:
    for name in ("libggml.so", "libggml.so.0", "libggml.so.0.25.3"):
        (tmp_path / name).write_bytes(b"the same")
    (tmp_path / "libllama.so").write_bytes(b"another")
    assert tree.link_copies(tmp_path) == 2
    files = [file for file in sorted(tmp_path.iterdir()) if not file.is_symlink()]
    assert [file.name for file in files] == ["libggml.so", "libllama.so"]
    assert (tmp_path / "libggml.so.0.25.3").read_bytes() == b"the same"
    assert not (tmp_path / "libggml.so.0").readlink().is_absolute()


def test_a_build_for_others_uses_nothing_of_this_processor() -> None:
    linux_build = environment.cmake_arguments(None, "linux").split()
    assert "-DGGML_NATIVE=OFF" in linux_build and "-DGGML_CPU_ALL_VARIANTS=ON" in linux_build
    assert "-DGGML_CPU_ALL_VARIANTS=ON" not in environment.cmake_arguments(None, "darwin")
    assert "-DGGML_CUDA=ON" in environment.cmake_arguments("cuda", "linux").split()
    assert environment.wheel_folder("cuda") != environment.wheel_folder(None)


def test_what_is_packaged_has_the_versions_that_were_tested() -> None:
    assert pinned("llama-cpp-python").startswith("llama-cpp-python==")
    with pytest.raises(PackageProblem, match=r"constraints\.txt has no version of nothing-such"):
        pinned("nothing-such")


def test_a_missing_tool_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageProblem, match="dpkg-deb is missing; on Debian: apt install dpkg"):
        need("dpkg-deb", "dpkg")


def test_the_desktop_entry_opens_texts_and_has_an_icon() -> None:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(linux.LINUX / "inkglow.desktop", "utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == "inkglow open %f"
    assert {"text/markdown", "text/plain"} <= set(entry["MimeType"].split(";"))
    app = (ROOT / "desktop" / "common" / "application.py").read_text("utf-8")
    assert f'setDesktopFileName("{entry["Icon"]}")' in app, "the window finds its icon by the entry's name"


def test_the_metadata_has_this_version_and_pictures_only_where_they_have_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    template = (linux.LINUX / "org.inkglow.Inkglow.metainfo.xml").read_text("utf-8")
    monkeypatch.delenv("INKGLOW_SCREENSHOTS", raising=False)
    metadata = ET.fromstring(linux._metadata(template))
    release = metadata.find("releases/release")
    assert release is not None and release.attrib == {"version": version(), "date": "2025-10-09"}
    assert metadata.find("screenshots") is None
    monkeypatch.setenv("INKGLOW_SCREENSHOTS", "https://example.org/pictures/")
    images = ET.fromstring(linux._metadata(template)).iter("image")
    assert next(image.text for image in images) == "https://example.org/pictures/see-the-glow.png"


def test_the_archives_launcher_starts_the_program_with_its_arguments(archive: Path) -> None:
    link = archive.parent / "link to it"
    link.symlink_to(archive / "inkglow.sh")
    done = subprocess.run([link, "score", "a b.md"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["score", "a b.md"]


def test_the_launcher_puts_itself_into_the_menu_and_out_again(archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment_of = {**os.environ, "XDG_DATA_HOME": str(data)}
    subprocess.run([archive / "inkglow.sh", "--add-to-menu"], env=environment_of, capture_output=True, check=True)
    lines = (data / "applications" / "inkglow.desktop").read_text("utf-8").splitlines()
    (command,) = (line.removeprefix("Exec=") for line in lines if line.startswith("Exec="))
    quoted, _, rest = command.removeprefix('"').partition('" ')
    assert "\\\\$HOME" in quoted, "a backslash is written twice"
    # As a desktop reads it: first the escapes of strings in general, then those within quotes, then percent signs.
    meant = quoted.replace("\\\\", "\\").replace("\\$", "$").replace("%%", "%")
    assert (meant, rest) == (str(archive / "inkglow.sh"), "open %f")
    assert not any(line.startswith("TryExec") for line in lines)
    assert (data / "icons" / "hicolor" / "scalable" / "apps" / "inkglow.svg").exists()
    subprocess.run([archive / "inkglow.sh", "--remove-from-menu"], env=environment_of, capture_output=True, check=True)
    left = {file.name for file in data.rglob("*") if file.is_file()}
    assert left <= {"mimeinfo.cache", "icon-theme.cache"}, "only the desktop's own lists stay"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The archive's folder, with a program that prints its arguments."""
    folder = tmp_path / "100% of $HOME" / "inkglow-1"
    (folder / "inkglow").mkdir(parents=True)
    program = folder / "inkglow" / "inkglow"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    (folder / "inkglow.sh").write_bytes((linux.LINUX / "inkglow.sh").read_bytes())
    (folder / "inkglow.sh").chmod(0o755)
    (folder / "share" / "applications").mkdir(parents=True)
    (folder / "share" / "applications" / "inkglow.desktop").write_bytes((linux.LINUX / "inkglow.desktop").read_bytes())
    scalable = folder / "share" / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    (scalable / "inkglow.svg").write_bytes((ROOT / "resources" / "icons" / "inkglow.svg").read_bytes())
    return folder


def test_what_the_system_must_have_is_what_the_window_asks_for() -> None:
    from desktop.common.qt_environment import OFFSCREEN_LIBRARIES

    depended = " ".join(linux.DEPENDS)
    for library, package in OFFSCREEN_LIBRARIES:
        assert package in depended or is_used(library), f"{library} is neither taken along nor depended on"


def test_the_packages_are_tried_with_all_that_was_promised() -> None:
    assert {step[0] for step in roots.STEPS} >= {"--version", "score", "rewrite", "export", "tour"}
    assert "Debian 12" in {system.title for system in roots.SYSTEMS}


def test_every_part_that_packages_carry_has_the_text_of_its_licence() -> None:
    from core.components import components, licence_text

    parts = {each.name: each for each in components() if each.within}
    assert set(parts) == {"pandoc", "Qt", "llama.cpp and ggml"}
    for part in parts.values():
        assert len(licence_text(part)) > 1000
    assert "GNU GENERAL PUBLIC LICENSE" in licence_text(parts["pandoc"])


def test_other_programs_get_their_own_libraries_and_children_set_theirs_anew(tmp_path: Path) -> None:
    """PyInstaller's start program sets the search path for libraries, and the browser must not inherit it."""
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").touch()
    names = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT")
    (tmp_path / "desktop" / "__main__.py").write_text(
        f"import json, os\ndef main(): print(json.dumps([os.environ.get(name) for name in {names}]))\n"
    )

    def started(**libraries: str) -> list[str | None]:
        command = [sys.executable, str(ROOT / "packaging" / "start.py")]
        environment_of = {"PYTHONPATH": str(tmp_path), **libraries}
        done = subprocess.run(command, env=environment_of, capture_output=True, text=True, check=True)
        found: list[str | None] = json.loads(done.stdout)
        return found

    assert started(LD_LIBRARY_PATH="/inside") == [None, None, "1"]
    assert started(LD_LIBRARY_PATH="/inside", LD_LIBRARY_PATH_ORIG="/own") == ["/own", None, "1"]


@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump reads libraries")
def test_libraries_that_nothing_needs_go_and_one_that_is_lacking_is_named(tmp_path: Path) -> None:
    """With Python's own module for ctypes, which needs libffi."""
    spec = importlib.util.find_spec("_ctypes")
    assert spec is not None and spec.origin is not None
    needed = next((name for name in tree.needed_by(Path(spec.origin)) if name.startswith("libffi")), "")
    if not needed:
        pytest.skip("this Python has libffi within")
    (tmp_path / "lib-dynload").mkdir()
    user = Path(shutil.copy(spec.origin, tmp_path / "lib-dynload"))
    assert tree.unresolved(tmp_path) == {needed: user.name}
    for name in (needed, "libunused.so.1"):
        shutil.copy(spec.origin, tmp_path / name)
    assert tree.drop_unneeded(tmp_path) == ["libunused.so.1"]
    assert not tree.unresolved(tmp_path)
    newest, name = tree.newest_glibc([user])
    assert newest >= (2, 2) and name == user.name
