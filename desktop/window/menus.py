"""The menu bar: every command with its label and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from core.personal.marks import Side
from desktop.common.language import AS_SYSTEM, LANGUAGES
from desktop.common.translation import tr
from desktop.editor.highlighter import Markup
from desktop.editor.paragraph_look import ParagraphStyle
from desktop.rewrite.card import (
    ACCEPT_KEY,
    AGAIN_KEY,
    BOLDER_KEY,
    CARD_KEY,
    EARLIER_KEY,
    LATER_KEY,
    LEAVE_KEY,
    SEVERAL_KEY,
    SKIP_KEY,
    TAKE_KEY,
)
from desktop.spelling.words import CHECK, NEXT
from desktop.window.actions import Command, Entry, Submenu
from desktop.window.words import COMMANDS
from desktop.writing.focus import Level

if TYPE_CHECKING:
    from desktop.window.window import MainWindow

THEMES = (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")), ("sepia", tr("Sepia")))

PARAGRAPHS = (
    (ParagraphStyle.LINE, tr("A line apart")),
    (ParagraphStyle.HALF, tr("Half a line apart")),
    (ParagraphStyle.INDENT, tr("First lines indented")),
)
MARKUP = ((Markup.SHOWN, tr("Shown")), (Markup.FADED, tr("Faded")), (Markup.HIDDEN, tr("Hidden except at the cursor")))

FOCUS = ((Level.OFF, tr("&Off")), (Level.SENTENCE, tr("The &sentence")), (Level.PARAGRAPH, tr("The &paragraph")))

QUOTES = (
    ("text", tr("As in the &text, else as in its language")),
    ("off", tr("&Straight, as typed")),
    ("en", "“&English”"),
    ("de", "„&Deutsch“"),
    ("de-books", "»De&utsch«"),
    ("fr", "« &Français »"),
    ("guillemets", "«Españo&l»"),
    ("pl", "„&Polski”"),
    ("sv", "”S&venska”"),
)

HEIGHTS = ((0.33, tr("&Upper third")), (0.5, tr("&Middle")), (0.67, tr("&Lower third")))
"""Shares of the page's height."""


def menus(window: MainWindow) -> dict[str, list[Entry]]:
    """The entries of each menu, in order."""
    parts, start = window.parts, window.parts.tasks.start

    def theme(name: str, words: str) -> Command:
        return Command(f"theme-{name}", words, lambda: parts.preferences.change(theme=name), group="theme")

    def language(code: str, words: str) -> Command:
        return Command(f"language-{code}", words, lambda: window.choose_language(code), group="language")

    def markup(shown: Markup, words: str) -> Command:
        return Command(
            f"markup-{shown.value}", words, lambda: parts.preferences.change(markup=shown.value), group="markup"
        )

    def paragraphs(style: ParagraphStyle, words: str) -> Command:
        return Command(
            f"paragraphs-{style.value}",
            words,
            lambda: parts.preferences.change(paragraphs=style.value),
            group="paragraphs",
        )

    def focus(level: Level, words: str) -> Command:
        return Command(
            f"focus-{level.value}", words, lambda: parts.preferences.change(focus=level.value), group="focus"
        )

    def quotes(name: str, words: str) -> Command:
        return Command(f"quotes-{name}", words, lambda: parts.preferences.change(quotes=name), group="quotes")

    def line_at(share: float, words: str) -> Command:
        return Command(
            f"typewriter-{share}", words, lambda: parts.preferences.change(typewriter_at=share), group="typewriter"
        )

    keys = QKeySequence.StandardKey
    editor = parts.editor
    words, spelling = parts.spelling, parts.spelling.spelling
    files, models, dialogs, exchange = parts.documents, parts.models, parts.dialogs, parts.exchange
    folder = parts.folder_files
    return {
        tr("&File"): [
            Command("new", tr("&New"), lambda: start(files.new()), (keys.New,)),
            Command("open", tr("&Open…"), lambda: start(files.choose()), (keys.Open,)),
            Command("open-folder", tr("Open &folder…"), lambda: start(files.choose_folder()), ("Ctrl+Shift+O",)),
            Submenu(tr("Open &recent"), fill=files.fill_recent),
            Command("sample", tr("Open the sample &chapter"), lambda: start(files.open_sample())),
            None,
            Command("save", tr("&Save"), lambda: start(files.save()), (keys.Save,)),
            Command("save-as", tr("Save &as…"), lambda: start(files.save_as()), (keys.SaveAs, "Ctrl+Shift+S")),
            Command(
                "autosave",
                tr("Save a&utomatically"),
                lambda wanted: parts.preferences.change(autosave=wanted),
                checkable=True,
                tip=tr("After a pause in typing, and when you go to another program; only documents that have a file"),
            ),
            None,
            Command(
                "add-file", tr("A&dd a file to this folder…"), lambda: start(folder.add()), applies=folder.are_available
            ),
            Command(
                "leave-out", tr("&Leave this file out"), lambda: start(folder.leave_out()), applies=folder.are_available
            ),
            None,
            Command("save-version", tr("Save a v&ersion…"), lambda: start(parts.versions.save_version())),
            Command("versions", tr("&Versions…"), parts.versions.show, ("Ctrl+Shift+H",)),
            None,
            Command("import-text", tr("&Import…"), lambda: start(exchange.choose_import())),
            Command("export-text", tr("E&xport…"), lambda: start(exchange.export()), ("Ctrl+Shift+E",)),
            Command("preview", tr("Prin&t preview…"), lambda: start(exchange.show_preview(window))),
            Command("print", tr("&Print…"), lambda: start(exchange.print_document(window)), (keys.Print,)),
            None,
            Command("written", tr("What the model &wrote…"), parts.record.show),
            Command(
                "record",
                tr("&Keep a record of it"),
                lambda wanted: parts.preferences.change(record=wanted),
                checkable=True,
                tip=tr("Note which passages come from the model"),
            ),
            None,
            Command("settings", tr("Settin&gs…"), window.settings.show, ("Ctrl+,",)),
            None,
            Command("quit", tr("&Quit"), window.close, (keys.Quit, "Ctrl+Q")),
        ],
        tr("&Edit"): [
            Command("undo", tr("&Undo"), editor.undo, (keys.Undo,)),
            Command("redo", tr("&Redo"), editor.redo, (keys.Redo, "Ctrl+Y")),
            None,
            Command("cut", tr("Cu&t"), editor.cut, (keys.Cut,)),
            Command("copy", tr("&Copy"), editor.copy, (keys.Copy,)),
            Command("paste", tr("&Paste"), editor.paste, (keys.Paste,)),
            Command("paste-plain", tr("Paste &without formatting"), editor.paste_plain, ("Ctrl+Shift+V",)),
            Command("select-all", tr("Select &all"), editor.selectAll, (keys.SelectAll,)),
            None,
            Command("italic", tr("&Italics"), window.emphasis.italic, ("Ctrl+I",)),
            Command("bold", tr("&Bold"), window.emphasis.bold, ("Ctrl+B",)),
            None,
            Submenu(tr("&Quotation marks"), tuple(quotes(name, words) for name, words in QUOTES)),
            None,
            Command(
                "join-lines",
                tr("&Join hard-wrapped lines"),
                parts.line_ends.join,
                applies=parts.line_ends.are_wrapped,
                tip=tr("Save each paragraph on one line"),
            ),
            Command(
                "separate",
                tr("Blank lines between para&graphs"),
                parts.line_ends.separate,
                applies=parts.line_ends.is_markdown,
                tip=tr("Where a single Return stands for the end of a paragraph"),
            ),
            None,
            Command(
                "note",
                tr("Note &here…"),
                window.notes.write,
                ("Ctrl+M",),
                tip=tr("Beside this paragraph; never exported"),
            ),
            Command("next-note", tr("Ne&xt note"), window.notes.go_on, ("Ctrl+Shift+M",)),
            None,
            Command("find", tr("&Find…"), window.find_bar.open_find, (keys.Find,)),
            Command("find-next", tr("Find &next"), window.find_bar.find_next, ("F3",)),
            Command("find-previous", tr("Find pre&vious"), window.find_bar.find_previous, ("Shift+F3",)),
            Command("find-list", tr("&List every place…"), window.find_bar.open_list, ("Ctrl+Shift+F",)),
            Command("replace", tr("R&eplace…"), window.find_bar.open_replace, ("Ctrl+H",)),
            None,
            Submenu(
                tr("&Spelling"),
                (
                    Command(
                        "spelling", tr("&Check spelling"), spelling.set_on, ("Shift+F4",), checkable=True, tip=CHECK
                    ),
                    Command(
                        "next-unknown", tr("&Next unknown word"), lambda: start(words.go_to_next()), ("F4",), tip=NEXT
                    ),
                    Command("dictionary", tr("&Words and names…"), words.show_words),
                ),
            ),
            Submenu(tr("Language &of the text"), fill=words.fill_languages),
            None,
            Command("commands", tr("Co&mmands…"), window.commands.open_palette, ("Ctrl+Shift+P",), tip=COMMANDS),
        ],
        tr("&View"): [
            Command("glow", tr("&Glow"), window.show_glow, ("F8",), checkable=True, tip=tr("Show or hide it")),
            Command(
                "why", tr("&Why this glow"), window.show_why, ("F9",), checkable=True, tip=tr("The phrases behind it")
            ),
            None,
            Command(
                "outline",
                tr("&Outline"),
                window.outline_side.show,
                ("F7",),
                checkable=True,
                tip=tr("Chapters and scenes"),
            ),
            Command("go-outline", tr("Go to the outl&ine"), window.outline_side.enter, ("Ctrl+Shift+L",)),
            Command("next-scene", tr("&Next scene"), window.outline.go_on, ("Ctrl+PgDown",)),
            Command("previous-scene", tr("&Previous scene"), lambda: window.outline.go_on(back=True), ("Ctrl+PgUp",)),
            None,
            Submenu(
                tr("&Curve"),
                (
                    Command(
                        "curve",
                        tr("&Show beside the text"),
                        window.curve.show,
                        ("Shift+F9",),
                        checkable=True,
                        tip=tr("The glow over the whole text, beside the scroll bar"),
                    ),
                    Command("next-plain", tr("Next &plain passage"), window.curve.next_plain, ("Shift+F8",)),
                    Command("next-vivid", tr("Next &vivid passage"), window.curve.next_vivid, ("Ctrl+F8",)),
                    Command("chapters", tr("&Compare chapters…"), window.curve.compare_chapters),
                    Command("save-scores", tr("Save sc&ores or curve…"), lambda: start(window.curve.save())),
                ),
            ),
            None,
            Command(
                "notes",
                tr("Notes &beside the text"),
                window.notes.show_beside,
                checkable=True,
                tip=tr("Comments (<!-- … -->) are shown in the margin, not in the text"),
            ),
            None,
            Command("larger", tr("&Larger text"), lambda: window.zoom(1.0), (keys.ZoomIn, "Ctrl+=")),
            Command("smaller", tr("&Smaller text"), lambda: window.zoom(-1.0), (keys.ZoomOut,)),
            Submenu(tr("&Theme"), tuple(theme(name, words) for name, words in THEMES)),
            Submenu(
                tr("Languag&e"),
                tuple(language(*each) for each in ((AS_SYSTEM, tr("As the system")), *LANGUAGES.items())),
            ),
            Submenu(tr("Mar&kup"), tuple(markup(name, words) for name, words in MARKUP)),
            Submenu(tr("Pa&ragraphs"), tuple(paragraphs(name, words) for name, words in PARAGRAPHS)),
            None,
            Command("words", tr("Words and goals…"), parts.writing.show, ("Ctrl+Shift+W",)),
            Submenu(
                tr("Foc&us"),
                (
                    *(focus(level, words) for level, words in FOCUS),
                    Command("focus-next", tr("Switch to the &next of these"), window.next_focus, ("Shift+F11",)),
                ),
            ),
            Command(
                "typewriter",
                tr("T&ypewriter scrolling"),
                lambda on: parts.preferences.change(typewriter=on),
                ("Shift+F12",),
                checkable=True,
                tip=tr("The line that you write stays at one height of the page"),
            ),
            Submenu(tr("Height of th&at line"), tuple(line_at(share, words) for share, words in HEIGHTS)),
            Command(
                "drafting",
                tr("&Drafting"),
                window.draft,
                ("F12",),
                checkable=True,
                tip=tr("Write without scores, marks and rewrites; nothing is read meanwhile"),
            ),
            Command("full", tr("&Full screen"), window.full_screen.show, ("F11",), checkable=True),
        ],
        tr("&Passage"): [
            Command("more", tr("&More creative"), window.rewrites.more_creative, ("Ctrl+Return", "Ctrl+Enter")),
            Command("vary", tr("Var&y this word"), window.rewrites.vary, ("Shift+F7",)),
            Command("sentence", tr("Rewrite th&is sentence"), window.rewrites.rewrite_sentence, ("Ctrl+Alt+Return",)),
            Command(
                "scene",
                tr("Rewrite the s&cene"),
                window.rewrites.rewrite_scene,
                ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            ),
            Command("skip", tr("Skip this &paragraph"), window.rewrites.scene.skip, (SKIP_KEY,)),
            None,
            Command("take", tr("Take the a&ddition"), window.card.take_addition, (TAKE_KEY,)),
            Command("accept", tr("&Accept the rewrite"), window.card.accept, (ACCEPT_KEY,)),
            Command("again", tr("&Try again"), window.rewrites.try_again, (AGAIN_KEY,)),
            Command("several", tr("T&hree more at once"), window.rewrites.try_several, (SEVERAL_KEY,)),
            Command("bolder", tr("Try &bolder"), window.card.try_bolder, (BOLDER_KEY,)),
            Command("earlier", tr("&Earlier attempt"), lambda: window.card.step(-1), (EARLIER_KEY,)),
            Command("later", tr("&Later attempt"), lambda: window.card.step(1), (LATER_KEY,)),
            Command(
                "card",
                tr("Strength and &options"),
                window.switch_to_card,
                (CARD_KEY,),
                words_now=window.words_for_card,
            ),
            Command("leave", tr("&Stop or dismiss"), window.leave, (LEAVE_KEY,)),
            Command(
                "ladder",
                tr("&Write at several strengths"),
                lambda on: parts.preferences.change(ladder=on),
                checkable=True,
                tip=tr("Each rewrite comes at four strengths at once, from none to the slider’s"),
            ),
            None,
            Command("mark-alive", tr("Mark as ali&ve"), lambda: start(parts.marking.mark(Side.ALIVE))),
            Command("mark-flat", tr("Mark as &flat"), lambda: start(parts.marking.mark(Side.FLAT))),
            Command(
                "unmark", tr("Remove mar&k"), lambda: start(parts.marking.unmark()), applies=parts.marking.is_marked
            ),
            None,
            Command(
                "dismiss-glow",
                tr("&No glow here until edited"),
                window.dismiss_glow,
                ("Ctrl+Shift+G",),
                words_now=window.words_for_dismissing,
            ),
        ],
        tr("&Model"): [
            Command("models", tr("&Models…"), dialogs.show_models),
            Command("model", tr("Use a model &file…"), lambda: start(models.choose_file())),
            Command(
                "no-model",
                tr("&None"),
                lambda on: on is models.loader.without_model or start(models.use_none(on)),
                checkable=True,
                tip=tr("Write without a model: no glow, no rewrites, no memory for it"),
            ),
            None,
            Submenu(tr("Attribute &shown"), fill=models.fill_attributes),
            Command("learn", tr("&Learn what is creative…"), dialogs.show_learning),
            Command("own", tr("Make an attribute of your &own…"), dialogs.show_own),
            Command("import", tr("&Import an attribute…"), lambda: start(parts.sharing.choose_and_import())),
            Command("export", tr("E&xport the attribute shown…"), lambda: start(parts.sharing.export())),
            None,
            Command("compare", tr("&Compare texts blind…"), dialogs.show_comparison),
        ],
        tr("&Help"): [
            Command("welcome", tr("&Welcome page"), window.show_welcome),
            Command("usage", tr("&Using Inkglow"), lambda: parts.help.show_usage(window), ("F1",)),
            Command("keys", tr("&Keyboard shortcuts"), window.show_keys, ("Ctrl+F1",)),
            Command("glow-help", tr("How the &glow works"), lambda: parts.help.show_glow(window)),
            None,
            Command("report", tr("&Report a problem…"), lambda: parts.help.show_report(window)),
            Command("about", tr("&About Inkglow"), lambda: parts.help.show_about(window)),
        ],
    }
