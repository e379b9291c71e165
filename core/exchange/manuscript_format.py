"""Standard manuscript format for Word: the document that pandoc takes styles, margins and page header from.

12-point serif, double spaced, first lines indented, one-inch margins; on each page but the first
“Surname / TITLE / page”; chapters begin on new pages.
"""

from __future__ import annotations

import io
import locale
import os
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

_INCH = 1440
"""In twentieths of a point, Word's unit."""
_DOUBLE = '<w:spacing w:before="0" w:after="0" w:line="480" w:lineRule="auto"/>'
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "PR"})
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_TITLE = 50
"""In the header, in characters."""
_FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}" w:eastAsia="{0}"/>'


@dataclass(frozen=True)
class PageHeader:
    """What the header of each page says before the page's number, and whether the first page is a title page."""

    words: str
    title_page: bool


def uses_letter_paper() -> bool:
    """Whether people here print on US Letter; everybody else prints on A4."""
    said = (os.environ.get(each) for each in ("LC_ALL", "LC_PAPER", "LANG"))
    name = next(filter(None, said), None) or locale.getlocale()[0] or ""
    return name.partition("_")[2][:2].upper() in _LETTER_COUNTRIES


def header_words(title: str, author: str) -> str:
    """“Surname / TITLE”; what is not known is left out."""
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    surname = author.split(",")[0].split()[-1:] if "," not in author else [author.split(",")[0].strip()]
    return " / ".join(filter(None, ["".join(surname), title.upper()]))


def page_header(words: str, page: int, *, title_page: bool) -> str:
    """The whole header of a page, counted from 0; a title page has none and is not counted."""
    if title_page and page == 0:
        return ""
    return " / ".join(filter(None, [words, str(page if title_page else page + 1)]))


def reference_docx(header: PageHeader, chapter_level: int, *, letter: bool) -> bytes:
    """The reference document; headings down to ``chapter_level`` begin new pages."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml"), ("rId3", "settings", "settings.xml")
        ),
        "word/document.xml": _document(header, letter=letter),
        "word/styles.xml": _styles(chapter_level),
        "word/header1.xml": _header(header.words),
        "word/settings.xml": f"{_HEAD}<w:settings {_NAMESPACES}/>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _document(header: PageHeader, *, letter: bool) -> str:
    width, height = (12240, 15840) if letter else (11906, 16838)
    margins = " ".join(f'w:{side}="{_INCH}"' for side in ("top", "right", "bottom", "left"))
    numbers = '<w:pgNumType w:start="0"/><w:titlePg/>' if header.title_page else ""
    return (
        f'{_HEAD}<w:document {_NAMESPACES}><w:body><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {margins} w:header="720" w:footer="720" w:gutter="0"/>'
        f"{numbers}</w:sectPr></w:body></w:document>"
    )


def _header(words: str) -> str:
    before = f'<w:r><w:t xml:space="preserve">{escape(words)} / </w:t></w:r>' if words else ""
    return (
        f'{_HEAD}<w:hdr {_NAMESPACES}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{before}'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
        "</w:r></w:p></w:hdr>"
    )


def _styles(chapter_level: int) -> str:
    centred = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    quoted = f'<w:ind w:left="{_INCH // 2}" w:right="{_INCH // 2}" w:firstLine="0"/>'
    high_on_page = f'<w:spacing w:before="{3 * _INCH}" w:after="480" w:line="480" w:lineRule="auto"/>'
    styles = [
        _style("Normal", "Normal", _DOUBLE, default=True, based_on=""),
        _style("BodyText", "Body Text", f'<w:ind w:firstLine="{_INCH // 2}"/>'),
        _style("FirstParagraph", "First Paragraph", based_on="BodyText", built_in=False),
        _style("Compact", "Compact", based_on="BodyText", built_in=False),
        _style("SceneBreak", "Scene Break", f"<w:keepNext/>{centred}", built_in=False),
        _style("Title", "Title", f"{high_on_page}{centred}"),
        _style("Author", "Author", centred, built_in=False),
        _style("Date", "Date", centred),
        _style("BlockText", "Block Text", quoted),
        _style("SourceCode", "Source Code", '<w:ind w:firstLine="0"/>', _FONT.format("Courier New"), built_in=False),
        _style("FootnoteText", "footnote text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'),
    ]
    for level in range(1, 7):
        new_page = f"<w:pageBreakBefore/>{high_on_page}" if level <= chapter_level else ""
        outline = f'{centred}<w:outlineLvl w:val="{level - 1}"/>'
        styles.append(
            _style(f"Heading{level}", f"heading {level}", f"<w:keepNext/>{new_page}{outline}", next_style="BodyText")
        )
    letters = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph '
        'Font"/></w:style>'
        + _character("VerbatimChar", "Verbatim Char", _FONT.format("Courier New"))
        + _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>')
        + _character("Hyperlink", "Hyperlink", "")
    )
    font = _FONT.format("Times New Roman")
    return (
        f"{_HEAD}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}"
        '<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault>'
        f"</w:docDefaults>{''.join(styles)}{letters}</w:styles>"
    )


def _style(
    style_id: str,
    name: str,
    paragraph: str = "",
    characters: str = "",
    *,
    based_on: str = "Normal",
    next_style: str = "",
    default: bool = False,
    built_in: bool = True,
) -> str:
    """A paragraph style; the order of the elements is fixed by the format."""
    is_default = ' w:default="1"' if default else "" if built_in else ' w:customStyle="1"'
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    following = f'<w:next w:val="{next_style}"/>' if next_style else ""
    return (
        f'<w:style w:type="paragraph"{is_default} w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{following}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def _character(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{properties}</w:rPr></w:style>'
    )


def _relations(*entries: tuple[str, str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{to}"/>' for name, kind, to in entries)
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/></Types>'
)
