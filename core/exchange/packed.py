"""Look into packed files (.docx, .odt, .epub) before pandoc does: damaged, protected, or unpacking to too much.

Nothing is ever unpacked to disk. pandoc is given a package made anew, which holds the texts only.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from core.errors import FileProblem

LARGEST_UNPACKED = 192 * 1024 * 1024
MOST_ENTRIES = 20_000
_MEDIA = frozenset(
    f".{ending}"
    for ending in (
        *("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "svg", "emf", "wmf", "ico"),
        *("ttf", "otf", "woff", "woff2", "odttf", "mp3", "m4a", "mp4", "ogg", "wav", "bin", "vml", "js"),
    )
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of old Word files, and of new ones that a password protects."""
_ENTRY = b"PK\x01\x02"
"""The first bytes of an entry of a packed file's directory."""
_FONT_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways of scrambling fonts in e-books, which leave the text readable."""
_CHUNK = 1 << 20


class Package:
    """The entries of a packed file, read under bounds. Raises FileProblem where it cannot be used."""

    def __init__(self, name: str, data: bytes) -> None:
        """``name`` is the file's, for the sentences."""
        self._name = name
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise FileProblem("{name} is protected by a password; save it without one and import that.", name=name)
            raise FileProblem(
                "{name} is an old Word file; save it as .docx in a word processor and import that.", name=name
            )
        if data.count(_ENTRY) > 2 * MOST_ENTRIES:  # before they are all listed; packed files may be inside
            raise self._too_large()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = self._read(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise FileProblem("{name} is damaged: it cannot be unpacked.", name=name) from None
        except RuntimeError:  # zipfile's word for an entry that a password protects
            raise FileProblem(
                "{name} is protected by a password; save it without one and import that.", name=name
            ) from None

    def _read(self, archive: zipfile.ZipFile) -> dict[str, bytes]:
        infos = archive.infolist()
        if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos if _is_text(info)) > LARGEST_UNPACKED:
            raise self._too_large()
        entries: dict[str, bytes] = {}
        left = LARGEST_UNPACKED
        for info in infos:
            if not _is_text(info):
                entries[info.filename] = b""
                continue
            parts = []
            with archive.open(info) as stream:
                while part := stream.read(_CHUNK):
                    left -= len(part)
                    if left < 0:
                        raise self._too_large()
                    parts.append(part)
            entries[info.filename] = b"".join(parts)
        return entries

    def _too_large(self) -> FileProblem:
        limit = LARGEST_UNPACKED // (1024 * 1024)
        return FileProblem(
            "{name} unpacks to more than {limit} MB, the limit for imports.", name=self._name, limit=limit
        )

    def text(self, entry: str) -> str:
        """An entry as text; empty where there is none."""
        return self.entries.get(entry, b"").decode("utf-8", "replace")

    def packed(self) -> bytes:
        """A package with these entries, not compressed; pictures and fonts are empty."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.entries.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return out.getvalue()


def _is_text(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and PurePosixPath(info.filename).suffix.lower() not in _MEDIA


def check_protection(name: str, package: Package) -> None:
    """Raises FileProblem where a password or a shop's copy protection keeps the text from being read."""
    if "encryption-data" in package.text("META-INF/manifest.xml"):
        raise FileProblem("{name} is protected by a password; save it without one and import that.", name=name)
    ways = set(re.findall(r"EncryptionMethod[^>]*Algorithm=[\"']([^\"']+)", package.text("META-INF/encryption.xml")))
    if ways - _FONT_ONLY or "META-INF/sinf.xml" in package.entries:
        raise FileProblem("{name} has copy protection (DRM), so its text cannot be read.", name=name)
