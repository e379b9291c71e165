"""Run the packages in bare systems: roots made by debootstrap, an ordinary user, no Python, no compiler, no network.

Needs to be root, because debootstrap and chroot do; nothing outside ``build/package/roots`` is changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.package.common import BUILD, PACKAGES, ROOT, PackageProblem, need, run, version
from tools.package.linux import DEPENDS

ROOTS = BUILD / "package" / "roots"
_USER = "novelist"
_LONGEST_S = 1800.0
"""Seconds for one command in a root: the tour takes minutes where the processor is busy."""


@dataclass(frozen=True)
class System:
    """A system to test in. ``mirror`` names the variable with its archive's address; empty: this machine's own."""

    suite: str
    title: str
    mirror: str = ""


SYSTEMS = (
    System("bookworm", "Debian 12"),
    System("trixie", "Debian 13"),
    System("jammy", "Ubuntu 22.04", "UBUNTU_MIRROR"),
)
STEPS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("models", "devices"),
    ("score", "novel.md"),
    ("rewrite", "novel.md", "--paragraph", "2"),
    ("export", "novel.md", "--to", "novel.docx"),
    ("export", "novel.md", "--to", "novel.epub"),
    ("export", "novel.md", "--to", "novel.pdf"),
    ("tour", "--out", "tour"),
)


def test(only: Sequence[str] | None = None) -> None:
    """Test the .deb and the archive in every system that can be had. Raises PackageProblem."""
    if os.geteuid() != 0:
        raise PackageProblem("Testing packages makes systems of its own, which needs root; run it as root.")
    for tool, package in (("debootstrap", "debootstrap"), ("unshare", "util-linux"), ("chroot", "coreutils")):
        need(tool, package)
    deb, archive = _packages()
    tested = []
    for system in SYSTEMS:
        if only and system.suite not in only:
            continue
        mirror = os.environ.get(system.mirror, "") if system.mirror else _own_mirror()
        if not mirror:
            print(f"{system.title}: left out, because {system.mirror} names no archive.", flush=True)
            continue
        root = prepare(system, mirror)
        tested += [_try(system, root, file) for file in (deb, archive)]
    if not tested:
        raise PackageProblem("No system was tested.")
    report = BUILD / "package" / "test.json"
    report.write_text(json.dumps(tested, indent=1) + "\n", "utf-8")
    print(f"All passed; times are in {report.relative_to(ROOT)}.", flush=True)


def prepare(system: System, mirror: str) -> Path:
    """A root with the packages that ours depends on and nothing else; made once and kept."""
    root = ROOTS / system.suite
    ready = root / "etc" / "inkglow-root-ready"
    if ready.exists():
        return root
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    print(f"{system.title}: making a bare system …", flush=True)
    run(["debootstrap", "--variant=minbase", system.suite, root, mirror], f"debootstrap of {system.title}")
    # Only this installation uses the network.
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    environment = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    wanted = [each.split(" (")[0] for each in DEPENDS if "|" not in each]
    wanted += [_first_known(root, each.split(" | ")) for each in DEPENDS if "|" in each]
    install = ["chroot", str(root), "apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
    run(install, f"Installing what Inkglow depends on in {system.title}", environment)
    run(["chroot", root, "useradd", "--create-home", _USER], "Making a user")
    for forbidden in ("python3", "gcc", "cc"):
        if shutil.which(forbidden, path=f"{root}/usr/bin:{root}/bin"):
            raise PackageProblem(f"{system.title} has {forbidden}, so the test would prove less than it should.")
    ready.touch()
    return root


def _try(system: System, root: Path, package: Path) -> dict[str, object]:
    home = root / "home" / _USER
    shutil.rmtree(home / "try", ignore_errors=True)
    (home / "try").mkdir()
    shutil.copy(ROOT / "resources" / "sample" / "chapter.md", home / "try" / "novel.md")
    program = _install(root, home / "try", package)
    run(["chroot", root, "chown", "-R", f"{_USER}:{_USER}", f"/home/{_USER}"], "Giving the user a home")
    times = {}
    for step in STEPS:
        began = time.monotonic()
        output = _in_root(root, [program, *step], f"{system.title}, {package.suffix}: inkglow {' '.join(step)}")
        times[" ".join(step)] = round(time.monotonic() - began, 1)
        if step == ("--version",) and version() not in output:
            raise PackageProblem(f"{package.name} says it is {output.strip()}, not {version()}.")
    _check(home / "try")
    taken = ", ".join(f"{name.split()[0]} {seconds:.0f} s" for name, seconds in times.items())
    print(f"{system.title}, {package.name}: passed ({taken})", flush=True)
    if package.suffix == ".deb":
        run(["chroot", root, "dpkg", "--purge", "inkglow"], "Removing the .deb")
    shutil.rmtree(home / "try")
    return {"system": system.title, "package": package.name, "seconds": times}


def _install(root: Path, folder: Path, package: Path) -> str:
    """Install the .deb, or unpack the archive in the user's folder; the program's path inside the root."""
    if package.suffix == ".deb":
        shutil.copy(package, root / "tmp" / package.name)
        run(["chroot", root, "dpkg", "--install", f"/tmp/{package.name}"], "Installing the .deb")
        (root / "tmp" / package.name).unlink()
        return "/usr/bin/inkglow"
    run(["tar", "-xzf", package, "-C", folder], "Unpacking the archive")
    (unpacked,) = (each for each in folder.iterdir() if each.is_dir())
    return f"/home/{_USER}/try/{unpacked.name}/inkglow.sh"


def _in_root(root: Path, command: Sequence[str], what: str) -> str:
    """Run a command as the user, with /proc and /dev but without any network."""
    inside = (
        f'mount -t proc none "{root}/proc" && mount --rbind /dev "{root}/dev" && exec chroot --userspec={_USER} "$@"'
    )
    environment = ["env", "-i", f"HOME=/home/{_USER}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", f"PWD=/home/{_USER}/try"]
    # chroot starts in /, and only a shell can change that for an ordinary user.
    shell = ["sh", "-c", f'cd /home/{_USER}/try && exec "$@"', "sh"]
    return run(
        [
            "unshare",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "sh",
            "-c",
            inside,
            "sh",
            root,
            *environment,
            *shell,
            *command,
        ],
        what,
        timeout_s=_LONGEST_S,
    )


def _check(folder: Path) -> None:
    for name in ("novel.docx", "novel.epub", "novel.pdf"):
        if not (folder / name).stat().st_size:
            raise PackageProblem(f"{name} is empty.")
    tour = json.loads((folder / "tour" / "tour.json").read_text("utf-8"))
    failed = [step["name"] for step in tour["steps"] if not step["ok"]]
    if failed or not tour["steps"]:
        raise PackageProblem(f"These steps of the tour failed: {', '.join(failed)}.")


def _packages() -> tuple[Path, Path]:
    deb, archive = sorted(PACKAGES.glob(f"*{version()}*.deb")), sorted(PACKAGES.glob(f"*{version()}*.tar.gz"))
    if not deb or not archive:
        raise PackageProblem("There are no packages of this version in dist; run `make package` first.")
    return deb[-1], archive[-1]


def _own_mirror() -> str:
    """The archive that this machine installs Debian's packages from."""
    if shutil.which("apt-get") is None:
        return os.environ.get("DEBIAN_MIRROR", "")
    listed = run(["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE) $(ORIGIN)"], "Asking apt for its archive")
    for line in listed.splitlines():
        site, _, of = line.partition(" ")
        if of.endswith("Debian") and "security" not in site:
            return os.environ.get("DEBIAN_MIRROR", site)
    return os.environ.get("DEBIAN_MIRROR", "")


def _first_known(root: Path, names: Sequence[str]) -> str:
    for name in names:
        known = subprocess.run(
            ["chroot", str(root), "apt-cache", "show", "--no-all-versions", name], capture_output=True, check=False
        )
        if known.returncode == 0 and known.stdout:
            return name
    raise PackageProblem(f"The system has none of {', '.join(names)}.")
