"""Packages for Linux from the frozen tree: a .deb, and a .tar.gz that needs no installation; beside them the SBOM.

The same tree gives the same bytes: files carry the date of the last commit and belong to root.
"""

from __future__ import annotations

import datetime
import gzip
import os
import platform
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from tools.package import collect, icons
from tools.package.common import (
    BUILD,
    PACKAGES,
    ROOT,
    TREE,
    PackageProblem,
    folder_size,
    need,
    run,
    source_date,
    version,
)

LARGEST = 350_000_000
"""Bytes that a writer may have to download."""
LINUX = ROOT / "packaging" / "linux"
MAINTAINER = "The makers of Inkglow <inkglow@localhost>"
"""Overridden by INKGLOW_MAINTAINER: whoever gives packages to others must be reachable, for pandoc's source."""
DEPENDS = (
    "libc6 (>= 2.35)",
    "libstdc++6",
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libglib2.0-0t64 | libglib2.0-0",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
)
"""What is left to the system (``OF_THE_SYSTEM`` in common.py)."""
RECOMMENDS = (
    "libwayland-cursor0",
    "libwayland-egl1",
    "libcups2t64 | libcups2",
    "libenchant-2-2",
    "hunspell-en-us | hunspell-dictionary",
    "xdg-utils",
)
SCREENSHOTS = {
    "see-the-glow": "Each paragraph has the tint of its band",
    "see-the-changes": "A bolder passage, with its changes marked",
    "dark": "At night",
}
"""Pictures of the tour, by the end of their names, and what they show."""


def build() -> None:
    """Make all packages in ``dist``. Raises PackageProblem."""
    if not (TREE / "inkglow").exists():
        raise PackageProblem("There is no frozen tree; run `make package`, which makes it first.")
    need("desktop-file-validate", "desktop-file-utils")
    need("appstreamcli", "appstream")
    need("dpkg-deb", "dpkg")
    bill = collect.bill_file()
    collect.write_bill(TREE, bill)
    share = BUILD / "package" / "share"
    shutil.rmtree(share, ignore_errors=True)
    write_share(share)
    for made in (_deb(share, bill), _archive(share, bill)):
        size = made.stat().st_size
        print(f"{made.relative_to(ROOT)}: {size / 1e6:.0f} MB", flush=True)
        if size > LARGEST and not has_gpu_backend(TREE):
            raise PackageProblem(f"{made.name} is larger than {LARGEST / 1e6:.0f} MB.")


def has_gpu_backend(tree: Path) -> bool:
    """Whether llama.cpp in the tree was built for graphics cards; CUDA's libraries alone exceed the limit."""
    files = (tree / "_internal" / "llama_cpp" / "lib").glob("*ggml-*")
    return any(not file.name.partition("ggml-")[2].startswith(("base", "cpu")) for file in files)


def maintainer() -> str:
    """Name and address of whoever gives the packages to others."""
    return os.environ.get("INKGLOW_MAINTAINER", MAINTAINER)


def write_share(share: Path) -> None:
    """Write what belongs under ``share``: desktop entry, metadata, icons; checked. Raises PackageProblem."""
    (share / "applications").mkdir(parents=True)
    (share / "metainfo").mkdir()
    entry = shutil.copy(LINUX / "inkglow.desktop", share / "applications")
    run(["desktop-file-validate", entry], "Checking the desktop entry")
    metadata = share / "metainfo" / "org.inkglow.Inkglow.metainfo.xml"
    metadata.write_text(_metadata((LINUX / metadata.name).read_text("utf-8")), "utf-8")
    run(["appstreamcli", "validate", "--no-net", metadata], "Checking the AppStream metadata")
    for size in icons.SIZES:
        place = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(icons.FOLDER / f"inkglow-{size}.png", place / "inkglow.png")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(icons.SOURCE, scalable / "inkglow.svg")


def _metadata(template: str) -> str:
    date = datetime.datetime.fromtimestamp(source_date(), datetime.UTC).strftime("%Y-%m-%d")
    text = template.replace("@VERSION@", version()).replace("@DATE@", date)
    base = os.environ.get("INKGLOW_SCREENSHOTS", "").rstrip("/")
    shown: list[str] = []
    for end, caption in SCREENSHOTS.items() if base else ():
        chosen = "" if shown else ' type="default"'
        shown.append(f"<screenshot{chosen}><caption>{caption}</caption><image>{base}/{end}.png</image></screenshot>")
    text = text.replace("@SCREENSHOTS@", "\n    ".join(shown))
    if not shown:  # programs that show metadata fetch pictures from an address; without one there are none
        text = text.replace("  <screenshots>\n    \n  </screenshots>\n", "")
    ET.fromstring(text)
    return text


def _deb(share: Path, bill: Path) -> Path:
    root = BUILD / "package" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    library, documents = root / "usr" / "lib" / "inkglow", root / "usr" / "share" / "doc" / "inkglow"
    library.parent.mkdir(parents=True)
    run(["cp", "-al", TREE, library], "Copying the tree")  # links: the tree is half a gigabyte
    shutil.copytree(share, root / "usr" / "share")
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "inkglow").symlink_to("../lib/inkglow/inkglow")
    documents.mkdir(parents=True)
    shutil.copy(bill, documents / "sbom.cdx.json")
    (documents / "copyright").write_text(_copyright(), "utf-8")
    signed = f" -- {maintainer()}  {_rfc_date()}\n"
    log = f"inkglow ({version()}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n{signed}"
    (documents / "changelog.gz").write_bytes(gzip.compress(log.encode(), 9, mtime=0))
    shutil.copy(ROOT / "CHANGELOG.md", documents)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(folder_size(root)), "utf-8")
    _tidy(root)
    package = PACKAGES / f"inkglow_{version()}_{_architecture()}.deb"
    dated = {"SOURCE_DATE_EPOCH": str(source_date())}
    # gzip is read by every dpkg, and takes a tenth of the time of xz for a fifth more to download.
    run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z6", "--build", root, package], "Building the .deb", dated)
    return package


def _archive(share: Path, bill: Path) -> Path:
    name = f"{collect.names_of_packages()}-linux-{platform.machine()}"
    folder = BUILD / "package" / "archive" / name
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    run(["cp", "-al", TREE, folder / "inkglow"], "Copying the tree")
    shutil.copytree(share, folder / "share")
    shutil.copy(LINUX / "inkglow.sh", folder)
    shutil.copy(bill, folder / "sbom.cdx.json")
    shutil.copy(ROOT / "LICENSE", folder)
    readme = (LINUX / "README").read_text("utf-8")
    (folder / "README").write_text(
        readme.replace("@VERSION@", version()).replace("@MAINTAINER@", maintainer()), "utf-8"
    )
    _tidy(folder)
    archive = PACKAGES / f"{name}.tar.gz"
    options = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{source_date()}", "--format=gnu")
    tar = [need("tar", "tar"), *options, "-C", str(folder.parent), "-cf", "-", name]
    with archive.open("wb") as out, subprocess.Popen(tar, stdout=subprocess.PIPE) as packing:
        packed = subprocess.run([need("gzip", "gzip"), "-n", "-6"], check=False, stdin=packing.stdout, stdout=out)
    if packing.returncode or packed.returncode:
        raise PackageProblem(f"Packing {archive.name} failed.")
    return archive


def _tidy(folder: Path) -> None:
    """The usual permissions, whatever the umask of who builds."""
    run(["chmod", "-R", "u+rwX,go+rX,go-w", folder], "Setting permissions")


def _control(size: int) -> str:
    return (
        f"Package: inkglow\nVersion: {version()}\nArchitecture: {_architecture()}\nMaintainer: {maintainer()}\n"
        f"Installed-Size: {size // 1024}\nSection: editors\nPriority: optional\n"
        f"Depends: {', '.join(DEPENDS)}\nRecommends: {', '.join(RECOMMENDS)}\n"
        "Description: editor for novels that shows how creative the prose reads\n"
        " Each paragraph gets a tint that says how creative its prose reads beside\n"
        " published fiction, and a passage can be made bolder. A small language model\n"
        " comes with it and works on this computer; nothing is sent anywhere.\n"
        " .\n"
        f" pandoc is part of this package; for its source code write to the maintainer:\n {maintainer()}\n"
    )


def _copyright() -> str:
    return (
        "Inkglow is under the Apache License, version 2.0 (/usr/share/common-licenses/Apache-2.0).\n\n"
        "The package holds programs and data of others. Each one's licence is shown by Help, About Inkglow, and is in\n"
        "/usr/lib/inkglow/_internal (*.dist-info, resources/licences); sbom.cdx.json beside this file lists them all.\n"
        "Qt, PySide6 and shiboken6 are under the LGPL, version 3; pandoc is under the GPL, version 2 or later:\n\n"
        + (ROOT / "resources" / "licences" / "qt.txt").read_text("utf-8")
        + "\n"
        + (ROOT / "resources" / "licences" / "pandoc.txt").read_text("utf-8")
    )


def _architecture() -> str:
    return run(["dpkg", "--print-architecture"], "Asking dpkg").strip()


def _rfc_date() -> str:
    date = datetime.datetime.fromtimestamp(source_date(), datetime.UTC)
    return date.strftime("%a, %d %b %Y %H:%M:%S +0000")
