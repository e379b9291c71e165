"""What is changed inside packed files that pandoc reads or has written: styles and times."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

_INDENT = "0.5in"
_DATED = ("docProps/core.xml", "meta.xml", "EPUB/content.opf")
"""Where these formats have the time at which a file was made."""
_ADDED_HEADING = re.compile(r'<h1[^>]*class="unnumbered"[^>]*>.*?</h1>\s*', re.DOTALL)
_BODY = f'fo:text-indent="{_INDENT}" fo:margin-top="0in" fo:margin-bottom="0in" fo:line-height="200%"'
_HEADING = 'fo:text-align="center" fo:margin-top="1in" fo:margin-bottom="0.5in" fo:keep-with-next="always"'
_STYLES = {
    "Text_20_body": _BODY,
    "First_20_paragraph": _BODY,
    "SceneBreak": 'fo:text-align="center" fo:text-indent="0in" fo:line-height="200%"',
    "Title": 'fo:text-align="center" fo:margin-top="3in" fo:margin-bottom="0.3in"',
}


def reference_odt(default: bytes, chapter_level: int) -> bytes:
    """pandoc's reference document ``default`` as a manuscript: double spaced, first lines indented.

    Headings down to ``chapter_level`` begin new pages.
    """
    new_page = {f"Heading_20_{level}": f'{_HEADING} fo:break-before="page"' for level in range(1, chapter_level + 1)}
    return _changed(default, {"styles.xml": lambda styles: _with_styles(styles, _STYLES | new_page)})


def finished_epub(epub: bytes, css: str, *, has_added_heading: bool) -> bytes:
    """An e-book that pandoc wrote, with another style sheet.

    Where a text does not begin with a heading of the first level, pandoc puts one with the title before it
    (``has_added_heading``); it is taken out again.
    """

    def without_heading(page: str) -> str:
        return _ADDED_HEADING.sub("", page, count=1) if has_added_heading else page

    changes = {"EPUB/styles/stylesheet1.css": lambda _: css, "EPUB/text/ch001.xhtml": without_heading}
    return _changed(epub, changes)


def dated(package: bytes, now: datetime) -> bytes:
    """A file that pandoc wrote with the time of now: in its sandbox it takes every time for the year 1970."""
    time = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _changed(package, dict.fromkeys(_DATED, lambda text: text.replace("1970-01-01T00:00:00Z", time)))


def _changed(package: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A package with some texts changed; a file named mimetype is stored as it is, as these formats demand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename in changes:
                data = changes[info.filename](data.decode("utf-8")).encode("utf-8")
            stored = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info.filename, data, stored)
    return out.getvalue()


def _with_styles(styles: str, wanted: Mapping[str, str]) -> str:
    for name, properties in wanted.items():
        made = (
            f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
            f'style:family="paragraph" style:parent-style-name="Standard" style:class="text"{_level(name)}>'
            f"<style:paragraph-properties {properties}/></style:style>"
        )
        old = re.compile(rf'<style:style\s+style:name="{name}"(?:[^>]*/>|.*?</style:style>)', re.DOTALL)
        styles, count = old.subn(made, styles, count=1)
        if not count:
            styles = styles.replace("</office:styles>", f"{made}</office:styles>", 1)
    return styles


def _level(name: str) -> str:
    level = name.removeprefix("Heading_20_")
    return f' style:default-outline-level="{level}"' if level != name else ""
