"""Texts, pages and packed files that are made to be trouble: too deep, too long, too many, or no text at all."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

from tests.faults.hostile_gguf import mutated

_WORDS = [
    "the",
    "lamp",
    "and",
    "a",
    "sea",
    "of",
    "wandering",
    "stars",
    "that",
    "said",
    "nothing",
    "to",
    "her",
    "when",
    "it",
    "rained",
]
_MARKS = (
    *("*", "**", "***", "_", "__", "~~", "`", "```", "~~~", "[", "](", ")", "![", "[^", "^[", "<", ">", "</", "<!--"),
    *(
        "-->",
        "&",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "\\",
        "|",
        "#",
        "######",
        "---",
        "===",
        "> ",
        "- ",
        "1. ",
        "\t",
        "    ",
    ),
    *("“", "”", "‘", "’", '"', "'", "«", "»", "„", "$", "$$", "{", "}", "{.a}", ":::", "\n", "\n\n", "\r", "\r\n"),
    *("\0", "\x0b", "\x0c", "\x1b", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff"),
    *(
        "\ufffd",
        "\ufdd4",
        "\ufdd7",
        "\uffff",
        "\U0010ffff",
        "e\u0301",
        "\u0301",
        "👩‍👩‍👧",
        "\ue0f0",
        "CHAPTER IV.",
        "* * *",
    ),
    *("http://a.b/c?d", "a@b.cd", "<a href='", "---\ntitle: x\n", "%", "^", "[a]: b\n", "<div>", "<script>", "]]>"),
)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def words(rng: Random, count: int) -> str:
    """That many words."""
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def _sizes(rng: Random) -> int:
    return rng.choice((10, 1_000, 10_000, 100_000, 400_000))


def _repeated(rng: Random) -> str:
    """One mark, or a few, very often."""
    unit = "".join(rng.choice(_MARKS) for _ in range(rng.choice((1, 1, 2, 3))))
    count = _sizes(rng)
    return (unit * count)[: rng.choice((999_000, 2_000_000))]


def _nested(rng: Random) -> str:
    """Opened very often, and closed as often or not at all."""
    opened, closed = rng.choice(
        (
            *(("[", "]"), ("(", ")"), ("*a **b ", "** *"), ("![", "](x)"), ("<!--", "-->"), ("<b>", "</b>")),
            *(("> ", ""), ("- ", ""), ("“", "”"), ("[^", "]"), ("{", "}"), ("<", ">"), ("_", "_"), ("`", "`")),
        )
    )
    depth = rng.choice((1_000, 10_000, 100_000))
    return opened * depth + "word" + (closed * depth if rng.random() < 0.5 else "")


def _deep_lines(rng: Random) -> str:
    """Headings, quotes and lists 10,000 deep; each line deeper than the one before."""
    mark = rng.choice(("#", "> ", "  - ", ">", "\t", "1. ", "* "))
    if rng.random() < 0.5:
        return "\n".join(f"{mark * depth} word" for depth in range(1, rng.choice((300, 1_000))))
    return "\n".join(f"{mark * 10_000} word {number}\n" for number in range(rng.choice((1, 20))))


def _many_lines(rng: Random) -> str:
    line = rng.choice(
        ("", "#", "# a", "---", "***", ">", "> a", "```", "<!-- a -->", "a", "- a", "[^1]: a", "a\n===", "\t")
    )
    return f"{line}\n{rng.choice(('', chr(10)))}" * rng.choice((10_000, 100_000))


def _tokens(rng: Random) -> str:
    """Marks and words in any order."""
    return "".join(
        rng.choice(_MARKS) if rng.random() < 0.5 else f" {rng.choice(_WORDS)} " for _ in range(min(40_000, _sizes(rng)))
    )


def _one_line(rng: Random) -> str:
    unit = rng.choice(
        ("a", "a ", "word, ", "“a” ", "*a* ", "- ", ". ", "a. B", "ﬀ", "你", "\u0301", "a\u200b", "1", "IV. ")
    )
    return unit * (rng.choice((100_000, 990_000, 1_100_000)) // len(unit))


def _bidi(rng: Random) -> str:
    return "".join(rng.choice(_BIDI) + rng.choice(("a", "ש", "ع", " ", "\n")) for _ in range(min(100_000, _sizes(rng))))


def _accents(rng: Random) -> str:
    return "Z" + "".join(chr(rng.randrange(0x300, 0x370)) for _ in range(rng.choice((1_000, 200_000)))) + "algo\n"


def _numbers(rng: Random) -> str:
    digits = rng.choice("19٣²") * rng.choice((10, 5_000, 100_000))
    return rng.choice(
        (f"{digits}. a\n", f"Chapter {digits}\n", f"[^{digits}]\n", f"Page {digits} of {digits}\n", f"&#{digits};")
    )


def _front_matter(rng: Random) -> str:
    inside = rng.choice(
        ("title: [" * 5000, "a: &a [*a, *a]", "title: |\n" + "  x\n" * 5000, "\0", "title: " + "x" * 99_999)
    )
    return f"---\n{inside}\n{rng.choice(('---', '...', ''))}\n{words(rng, 200)}"


_TEXTS: tuple[Callable[[Random], str], ...] = (
    *(_repeated, _nested, _deep_lines, _many_lines, _tokens, _tokens, _one_line, _bidi, _accents, _numbers),
    _front_matter,
)


def text(rng: Random) -> str:
    """A text of characters, some of which no text should have."""
    return rng.choice(_TEXTS)(rng)


def text_file(rng: Random) -> bytes:
    """The bytes of a file that calls itself a text."""
    match rng.randrange(8):
        case 0:
            encoding = rng.choice(("utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-7", "shift_jis"))
            mark = rng.choice((b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
            return mark + text(rng).encode(encoding, "replace")
        case 1:
            return mutated(rng, text(rng).encode("utf-8", "surrogatepass"), 40)
        case 2:
            return rng.randbytes(rng.choice((1, 100, 10_000, 1_000_000)))
        case 3:  # too large: on one line, of line ends, of nothing
            return rng.choice((b"a", b"\n", b"\0", b"a b\n", b"\xff")) * rng.choice(
                (15_900_000, 17_000_000, 100_000_000)
            )
        case 4:
            pieces = (
                b"\xed\xa0\x80",
                b"\xf4\x90\x80\x80",
                b"\xc0\x80",
                b"\xff",
                b"\xe2\x82",
                b"plain text. ",
                b"\0",
                b"\xe9",
            )
            return b"".join(rng.choice(pieces) for _ in range(rng.choice((10, 1_000, 100_000))))
        case 5:
            n_words = rng.choice((20_000, 100_000))
            prose = words(rng, n_words).replace(" that ", ". That ").replace(" when ", "\n\n“When ")
            return mutated(rng, prose.encode(), 200)
        case _:
            return text(rng).encode("utf-8", "surrogatepass")


# -- pages


def page(rng: Random) -> str:
    """A web page, or what another program puts on the clipboard as one."""
    tag = rng.choice(
        ("div", "b", "span", "p", "ul><li", "blockquote", "table><tr><td", "i", "h1", "a href=x", "x:y", "em")
    )
    closing = "".join(f"</{each.split()[0].strip('<>')}>" for each in reversed(tag.split("><")))
    depth = rng.choice((10, 1_000, 10_000, 100_000))
    match rng.randrange(9):
        case 0:
            return f"<{tag}>" * depth + "word" + (closing * depth if rng.random() < 0.5 else "")
        case 1:
            return f"<{tag}>word{closing}" * depth
        case 2:
            return f"<p {'a=b ' * depth}>word</p><p style='{'color:red;' * depth}'>word</p>"
        case 3:
            styles = "".join(f".c{number}{{font-style:italic}}" for number in range(min(depth, 20_000)))
            return f"<style>{styles}</style>" + "".join(f"<p class='c{n} c{n}'>word" for n in range(min(depth, 20_000)))
        case 4:
            opened = rng.choice(("<!--", "<!DOCTYPE ", "<script>", "<style>", "<![CDATA[", "<", "<p title='", "&#"))
            return f"<p>word {opened}" * depth
        case 5:
            return "".join(
                f"&#{rng.choice(('x', ''))}{rng.choice(('0', '9' * 400, '110000', 'd800', '202e'))};"
                for _ in range(999)
            )
        case 6:
            return mutated(
                rng, f"<html><body><h1>A</h1><p><i>{words(rng, 300)}</i></p></body></html>".encode(), 60
            ).decode("utf-8", "replace")
        case 7:
            return f"<p>{text(rng)[:200_000]}</p>"
        case _:
            picks = (
                "<p>",
                "</p>",
                "<i>",
                "</b>",
                "<b>",
                "<br>",
                "<li>",
                "</ul>",
                "<ul>",
                "<td>",
                "<pre>",
                "x ",
                "&nbsp;",
                "<hr>",
            )
            return "".join(rng.choice(picks) for _ in range(min(depth, 30_000)))


def rtf(rng: Random) -> bytes:
    """A file in Rich Text Format."""
    depth = rng.choice((10, 1_000, 100_000))
    inside = rng.choice(
        (
            "{" * depth + "word" + "}" * depth,
            "{" * depth,
            "}" * depth,
            "\\'ff" * depth,
            "\\u55357?" * depth,
            "\\u-99999999999999999999?" * 9,
            "\\uc99999999999 \\u1055?" + "x" * 1000,
            f"\\uc{'9' * 5000} \\u8212?",
            f"\\f{'9' * 5000} a",
            "\\ansicpg" + "9" * 5000 + " ",
            "{\\fonttbl" + "{\\f1\\fcharset128 x;}" * min(depth, 20_000) + "}",
            "\\bin" + "9" * 18 + " x",
            "\\pict " + "00" * depth,
            "\\trowd\\cell\\row " * min(depth, 10_000),
            "\\par word" * depth,
        )
    )
    whole = "{\\rtf1\\ansi\\ansicpg1252 " + inside + rng.choice(("", "}")) + "\\par A word.}"
    return mutated(rng, whole.encode(), 8) if rng.random() < 0.4 else whole.encode()


# -- packed files

_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
)


def _xml(body: str, root: str, rng: Random) -> str:
    kind = rng.choice(("", "", _LAUGHS, "<!DOCTYPE x SYSTEM 'http://192.0.2.1/x.dtd'>"))
    entity = rng.choice(("&a11;", "&secret;", "&a11;&secret;")) if kind == _LAUGHS else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>{kind}<{root}>{entity}{body}</{root.split()[0]}>'


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def _body(rng: Random, paragraph: str, nested: tuple[str, str]) -> str:
    depth = rng.choice((1, 100, 5_000, 50_000))
    match rng.randrange(4):
        case 0:
            return nested[0] * depth + paragraph + nested[1] * depth
        case 1:
            return nested[0] * depth + paragraph
        case 2:
            return paragraph * min(depth, 20_000)
        case _:
            return paragraph.replace("word", text(rng)[:50_000].replace("&", "&amp;").replace("<", "&lt;"))


def _docx(rng: Random) -> dict[str, bytes]:
    paragraph = "<w:p><w:r><w:t>word</w:t></w:r></w:p>"
    nested = rng.choice(
        (
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:p><w:hyperlink><w:r>", "</w:r></w:hyperlink></w:p>"),
            ("<w:ins>", "</w:ins>"),
        )
    )
    document = _xml(f"<w:body>{_body(rng, paragraph, nested)}</w:body>", f"w:document {_W}", rng)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    target = rng.choice(("word/document.xml", "../../etc/passwd", "/x"))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="{target}"/>'
        "</Relationships>"
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        "word/document.xml": document.encode("utf-8", "surrogatepass"),
    }


def _odt(rng: Random) -> dict[str, bytes]:
    nested = rng.choice(
        (("<text:section>", "</text:section>"), ("<text:list><text:list-item>", "</text:list-item></text:list>"))
    )
    body = _body(rng, "<text:p>word</text:p>", nested)
    content = _xml(
        f"<office:body><office:text>{body}</office:text></office:body>", f"office:document-content {_ODT}", rng
    )
    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode("utf-8", "surrogatepass"),
        "styles.xml": _xml("", f"office:document-styles {_ODT}", rng).encode(),
        "meta.xml": _xml("", f"office:document-meta {_ODT}", rng).encode(),
    }


def _epub(rng: Random) -> dict[str, bytes]:
    nested = rng.choice((("<div>", "</div>"), ("<blockquote>", "</blockquote>"), ("<ul><li>", "</li></ul>")))
    chapter = _xml(
        f"<body>{_body(rng, '<p>word</p>', nested)}</body>", 'html xmlns="http://www.w3.org/1999/xhtml"', rng
    )
    times = rng.choice((1, 1, 50, 2_000))
    place = rng.choice(("c.xhtml", "../../../etc/passwd", "/etc/passwd", "c.xhtml#a", "file:///etc/passwd"))
    items = "".join(f'<item id="i{n}" href="{place}" media-type="application/xhtml+xml"/>' for n in range(times))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(times))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container.encode(),
        "content.opf": package.encode(),
        "c.xhtml": chapter.encode("utf-8", "surrogatepass"),
    }


PACKED: dict[str, Callable[[Random], dict[str, bytes]]] = {".docx": _docx, ".odt": _odt, ".epub": _epub}


def packed(rng: Random, ending: str) -> bytes:
    """A packed file: hostile inside, outside, or both."""
    entries = PACKED[ending](rng)
    form = rng.randrange(10)
    largest = max(entries, key=lambda name: len(entries[name]))
    if form == 0:  # a bomb: zeros pack a thousand times smaller
        entries[rng.choice((largest, "bomb.xml"))] = b" " * rng.choice((30_000_000, 600_000_000))
    if form == 1:
        entries |= {f"x/{number}.xml": b"" for number in range(rng.choice((1_000, 25_000)))}
    if form == 2:  # names that lead out of the folder that it would be unpacked in
        entries |= dict.fromkeys(("../../evil.xml", "/tmp/evil.xml", "C:\\evil.xml", "a/../../b.xml", ".."), b"evil")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    whole = made.getvalue()
    if form in (3, 4):
        return mutated(rng, whole, 10)
    if form == 5:
        return _false_sizes(rng, whole)
    if form == 6:
        return _endless_directory(rng)
    return whole


def _false_sizes(rng: Random, whole: bytes) -> bytes:
    """The packed file with other sizes and offsets in its directory."""
    made = bytearray(whole)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        for offset in (20, 24, 42):
            if rng.random() < 0.5 and at + offset + 4 <= len(made):
                struct.pack_into("<I", made, at + offset, rng.choice((0, 1, 100, 2**31 - 1, 2**32 - 1)))
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def _endless_directory(rng: Random) -> bytes:
    """A directory of very many files that are not there."""
    count = rng.choice((50_000, 1_000_000))
    entry = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * count
    shown = min(count, 0xFFFF)
    return directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, shown, shown, len(directory), 0, 0)
