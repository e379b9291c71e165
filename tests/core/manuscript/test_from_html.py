"""The clipboard's HTML becomes Markdown: shapes of LibreOffice, Word, Google Docs, browsers, and hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.emphasis import Style, read
from core.manuscript.from_html import LONGEST, markdown_from
from core.manuscript.paragraphs import Kind, Syntax, split
from core.manuscript.to_html import OURS, html_from
from core.manuscript.to_markdown import Block, Run, to_markdown

LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">@page { size: 21cm 29.7cm }
p { line-height: 115%; margin-bottom: 0.25cm; background: transparent } h1 { margin-bottom: 0.21cm }</style></head>
<body lang="en-GB" link="#000080" vlink="#800000" dir="ltr"><h1 class="western">The Quay</h1>
<p style="line-height: 100%; margin-bottom: 0cm">She was <i>not</i> amused, and
said so: <b>never</b>. <font face="Arial"><span style="font-style: normal">Plain</span></font> <i><b>both</b></i></p>
<p align="center">* * *</p>
<p>Second <i>para with <b>nested</b></i> &amp; <strike>gone</strike>.</p></body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>
</w:WordDocument></xml><![endif]--><style><!-- /* Font Definitions */ @font-face {font-family:"Cambria Math";}
p.MsoNormal, li.MsoNormal {margin:0cm; font-size:12.0pt; font-family:"Times New Roman",serif;}
span.Emph {mso-style-name:Emph; font-style:italic;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment--><h1><b>Chapter One</b><o:p></o:p></h1>

<p class=MsoNormal style='text-indent:36.0pt'><span lang=EN-US style='mso-ansi-language:EN-US'>He said <i
style='mso-bidi-font-style:normal'>nothing</i>, and<span style='mso-spacerun:yes'>  </span>then <b
style='mso-bidi-font-weight:normal'>everything</b>.<o:p></o:p></span></p>

<p class=MsoNormal><o:p>&nbsp;</o:p></p>

<p class=MsoNormal align=center>#<o:p></o:p></p>

<p class=MsoNormal>A <span class=Emph>styled</span> word. “<em>No!</em>” 5*3*2 and [1].</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>An item</p>
<!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f"><h2
 dir="ltr" style="line-height:1.38;"><span
 style="font-size:16pt;font-family:Arial;font-weight:400;white-space:pre;white-space:pre-wrap;"
>A chapter</span></h2><p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span
 style="font-family:'Courier New';font-weight:400;font-style:normal;white-space:pre;white-space:pre-wrap;"
>It was </span><span
 style="font-weight:400;font-style:italic;text-decoration:none;white-space:pre-wrap;">cold </span><span
 style="font-weight:700;font-style:normal;white-space:pre-wrap;">and</span><span
 style="font-weight:400;white-space:pre-wrap;"> dark.</span></p><br /><p dir="ltr"><span
 style="text-decoration:line-through;">Gone</span> <a href="https://x.y" style="text-decoration:none;"><span
 style="color:#1155cc;">link</span></a></p></b><br class="Apple-interchange-newline">""".replace(
    "A\n chapter", "A chapter"
)

BROWSER = """<html><body><!--StartFragment--><span style="color: rgb(0, 0, 0); font-family: Georgia; font-style: normal;
display: inline !important;">a phrase with<span class="Apple-converted-space">&nbsp;</span></span><em
style="box-sizing: border-box;">stress</em><!--EndFragment--></body></html>"""

PROGRAM = """<meta charset='utf-8'><div style="color: #ccc;font-family: Consolas, monospace;white-space: pre;">
<div><span style="color: #c586c0;">import</span> os</div></div>"""

APPLE = """<html><head><style type="text/css">p.p1 {margin: 0; font: 12px Helvetica}
span.s1 {font: italic 12px Helvetica}
</style></head><body><p class="p1">One <span class="s1">two</span> three</p></body></html>"""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        pytest.param(
            LIBREOFFICE,
            "# The Quay\n\nShe was *not* amused, and said so: **never**. Plain ***both***\n\n* * *\n\n"
            "Second *para with **nested*** & ~~gone~~.",
            id="libreoffice",
        ),
        pytest.param(
            WORD,
            "# Chapter One\n\nHe said *nothing*, and then **everything**.\n\n* * *\n\n"
            "A *styled* word. “*No!*” 5\\*3\\*2 and [1].\n\n- An item",
            id="word",
        ),
        pytest.param(DOCS, "## A chapter\n\nIt was *cold* **and** dark.\n\n~~Gone~~ link", id="docs"),
        pytest.param(BROWSER, "a phrase with *stress*", id="browser"),
        pytest.param(APPLE, "One *two* three", id="apple"),
        pytest.param(PROGRAM, None, id="program text is pasted as it is"),
        pytest.param(
            "<p>Before</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>x<li>y</ol>",
            "Before\n\n- a\n  - b\n- c\n1. x\n2. y",
            id="lists",
        ),
        pytest.param("<blockquote><p>Q <i>q</i></p><p>R</p></blockquote>", "> Q *q*\n>\n> R", id="quotes"),
        pytest.param("<p>a<br>b<br><br>c</p>", "a  \nb\n\nc", id="line ends"),
        pytest.param("<p># no heading</p><p>&gt; no quote</p>", "\\# no heading\n\n\\> no quote", id="escapes"),
        pytest.param("one<script>alert(1)</script> <img src='http://x.y/z.png'>two", "one two", id="unseen"),
        pytest.param("<p>before</p><hr><p>after</p>", "before\n\n* * *\n\nafter", id="rule"),
        pytest.param("<p><i> </i>a<b> b </b>c</p>", "a **b** c", id="blanks"),
    ],
)
def test_what_programs_put_on_the_clipboard(html: str, markdown: str | None) -> None:
    assert markdown_from(html) == markdown


def test_a_copied_text_comes_back_from_its_html() -> None:
    text = (
        "# A *title*\n\nOne *two* **three** ***four*** ~~five~~ & <six>.\n\n* * *\n\n"
        "> quoted *words*\n\nA line  \nand “*another*”."
    )
    html = html_from(text)
    assert html is not None and "<six>" not in html and "<b>three</b>" in html
    assert markdown_from(html) == text.replace("**three** ***four***", "**three *four***")  # the same to a reader
    assert html_from("one paragraph, no marks") is None
    assert html_from("a *b*") == f"{OURS}a <i>b</i>"
    assert html_from("Title\n=====\n\n```\n<b>\n```") == f"{OURS}<h1>Title</h1>\n<pre>&lt;b&gt;</pre>"


_PIECES = st.lists(
    st.tuples(
        st.text(alphabet="ab éß’“”.,!?-—*_`~[]()\\#>1", min_size=1, max_size=8),
        st.sampled_from([Style.PLAIN, Style.ITALIC, Style.BOLD, Style.ITALIC | Style.BOLD, Style.STRUCK]),
    ),
    min_size=1,
    max_size=6,
)


@given(_PIECES)
def test_the_words_of_a_paragraph_come_through_whatever_they_are(pieces: list[tuple[str, Style]]) -> None:
    text = "".join(text for text, _ in pieces).strip()
    written = to_markdown([Block([Run(*piece) for piece in pieces])])
    if written != "* * *" and text:
        gone = {offset for start, end in read(written).marks() for offset in range(start, end)}
        assert "".join(c for offset, c in enumerate(written) if offset not in gone) == text
        assert [each.kind for each in split(f"Before.\n\n{written}", Syntax.MARKDOWN)] == [Kind.PROSE] * 2


@given(st.text(alphabet="<>/!-=\"'abip &;#x\n", max_size=300))
def test_any_html_gives_some_text(html: str) -> None:
    markdown_from(html)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        pytest.param("<div><b><i>" * 10_000 + "deep", "***deep***", id="deep"),
        pytest.param("<" * 1_000_000, "<" * 1_000_000, id="brackets"),
        pytest.param("a<a b='\"" * 200_000, "a", id="quotes"),
        pytest.param("<b>" * 3000 + "</i>" * 30_000 + "<p>" * 20_000 + "x", "**x**", id="unbalanced"),
        pytest.param("<style>" + ".a{" * 300_000 + "</style>x", "x", id="style sheet"),
        pytest.param("<p>" + "a<i>b</i>" * 4_000, "ab" * 4_000, id="pieces"),
        pytest.param("<p>" + "a<span>" * 20_000, "a" * 20_000, id="one style"),
    ],
)
def test_hostile_html_takes_time_in_proportion_to_its_length(html: str, markdown: str) -> None:
    assert markdown_from(html) == markdown  # with anything quadratic in it, this takes minutes


def test_html_without_measure_is_left_to_its_plain_text() -> None:
    assert markdown_from("x" * (LONGEST + 1)) is None
