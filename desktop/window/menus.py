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

THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("sepia", "Sepia"))

PARAGRAPHS = (
    (ParagraphStyle.LINE, "A line apart"),
    (ParagraphStyle.HALF, "Half a line apart"),
    (ParagraphStyle.INDENT, "First lines indented"),
)
MARKUP = ((Markup.SHOWN, "Shown"), (Markup.FADED, "Faded"), (Markup.HIDDEN, "Hidden except at the cursor"))

FOCUS = ((Level.OFF, "&Off"), (Level.SENTENCE, "The &sentence"), (Level.PARAGRAPH, "The &paragraph"))

QUOTES = (
    ("text", "As in the &text, else as in its language"),
    ("off", "&Straight, as typed"),
    ("en", "“&English”"),
    ("de", "„&Deutsch“"),
    ("de-books", "»De&utsch«"),
    ("fr", "« &Français »"),
    ("guillemets", "«Españo&l»"),
    ("pl", "„&Polski”"),
    ("sv", "”S&venska”"),
)

HEIGHTS = ((0.33, "&Upper third"), (0.5, "&Middle"), (0.67, "&Lower third"))
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
        "&File": [
            Command("new", "&New", lambda: start(files.new()), (keys.New,)),
            Command("open", "&Open…", lambda: start(files.choose()), (keys.Open,)),
            Command("open-folder", "Open &folder…", lambda: start(files.choose_folder()), ("Ctrl+Shift+O",)),
            Submenu("Open &recent", fill=files.fill_recent),
            Command("sample", "Open the sample &chapter", lambda: start(files.open_sample())),
            None,
            Command("save", "&Save", lambda: start(files.save()), (keys.Save,)),
            Command("save-as", "Save &as…", lambda: start(files.save_as()), (keys.SaveAs, "Ctrl+Shift+S")),
            Command(
                "autosave",
                "Save a&utomatically",
                lambda wanted: parts.preferences.change(autosave=wanted),
                checkable=True,
                tip="After a pause in typing, and when you go to another program; only documents that have a file",
            ),
            None,
            Command(
                "add-file", "A&dd a file to this folder…", lambda: start(folder.add()), applies=folder.are_available
            ),
            Command(
                "leave-out", "&Leave this file out", lambda: start(folder.leave_out()), applies=folder.are_available
            ),
            None,
            Command("save-version", "Save a v&ersion…", lambda: start(parts.versions.save_version())),
            Command("versions", "&Versions…", parts.versions.show, ("Ctrl+Shift+H",)),
            None,
            Command("import-text", "&Import…", lambda: start(exchange.choose_import())),
            Command("export-text", "E&xport…", lambda: start(exchange.export()), ("Ctrl+Shift+E",)),
            Command("preview", "Prin&t preview…", lambda: start(exchange.show_preview(window))),
            Command("print", "&Print…", lambda: start(exchange.print_document(window)), (keys.Print,)),
            None,
            Command("written", "What the model &wrote…", parts.record.show),
            Command(
                "record",
                "&Keep a record of it",
                lambda wanted: parts.preferences.change(record=wanted),
                checkable=True,
                tip="Note which passages come from the model",
            ),
            None,
            Command("settings", "Settin&gs…", window.settings.show, ("Ctrl+,",)),
            None,
            Command("quit", "&Quit", window.close, (keys.Quit, "Ctrl+Q")),
        ],
        "&Edit": [
            Command("undo", "&Undo", editor.undo, (keys.Undo,)),
            Command("redo", "&Redo", editor.redo, (keys.Redo, "Ctrl+Y")),
            None,
            Command("cut", "Cu&t", editor.cut, (keys.Cut,)),
            Command("copy", "&Copy", editor.copy, (keys.Copy,)),
            Command("paste", "&Paste", editor.paste, (keys.Paste,)),
            Command("paste-plain", "Paste &without formatting", editor.paste_plain, ("Ctrl+Shift+V",)),
            Command("select-all", "Select &all", editor.selectAll, (keys.SelectAll,)),
            None,
            Command("italic", "&Italics", window.emphasis.italic, ("Ctrl+I",)),
            Command("bold", "&Bold", window.emphasis.bold, ("Ctrl+B",)),
            None,
            Submenu("&Quotation marks", tuple(quotes(name, words) for name, words in QUOTES)),
            None,
            Command(
                "join-lines",
                "&Join hard-wrapped lines",
                parts.line_ends.join,
                applies=parts.line_ends.are_wrapped,
                tip="Save each paragraph on one line",
            ),
            Command(
                "separate",
                "Blank lines between para&graphs",
                parts.line_ends.separate,
                applies=parts.line_ends.is_markdown,
                tip="Where a single Return stands for the end of a paragraph",
            ),
            None,
            Command(
                "note", "Note &here…", window.notes.write, ("Ctrl+M",), tip="Beside this paragraph; never exported"
            ),
            Command("next-note", "Ne&xt note", window.notes.go_on, ("Ctrl+Shift+M",)),
            None,
            Command("find", "&Find…", window.find_bar.open_find, (keys.Find,)),
            Command("find-next", "Find &next", window.find_bar.find_next, ("F3",)),
            Command("find-previous", "Find pre&vious", window.find_bar.find_previous, ("Shift+F3",)),
            Command("find-list", "&List every place…", window.find_bar.open_list, ("Ctrl+Shift+F",)),
            Command("replace", "R&eplace…", window.find_bar.open_replace, ("Ctrl+H",)),
            None,
            Submenu(
                "&Spelling",
                (
                    Command("spelling", "&Check spelling", spelling.set_on, ("Shift+F4",), checkable=True, tip=CHECK),
                    Command("next-unknown", "&Next unknown word", lambda: start(words.go_to_next()), ("F4",), tip=NEXT),
                    Command("dictionary", "&Words and names…", words.show_words),
                ),
            ),
            Submenu("Language &of the text", fill=words.fill_languages),
            None,
            Command("commands", "Co&mmands…", window.commands.open_palette, ("Ctrl+Shift+P",), tip=COMMANDS),
        ],
        "&View": [
            Command("glow", "&Glow", window.show_glow, ("F8",), checkable=True, tip="Show or hide it"),
            Command("why", "&Why this glow", window.show_why, ("F9",), checkable=True, tip="The phrases behind it"),
            None,
            Command(
                "outline", "&Outline", window.outline_side.show, ("F7",), checkable=True, tip="Chapters and scenes"
            ),
            Command("go-outline", "Go to the outl&ine", window.outline_side.enter, ("Ctrl+Shift+L",)),
            Command("next-scene", "&Next scene", window.outline.go_on, ("Ctrl+PgDown",)),
            Command("previous-scene", "&Previous scene", lambda: window.outline.go_on(back=True), ("Ctrl+PgUp",)),
            None,
            Submenu(
                "&Curve",
                (
                    Command(
                        "curve",
                        "&Show beside the text",
                        window.curve.show,
                        ("Shift+F9",),
                        checkable=True,
                        tip="The glow over the whole text, beside the scroll bar",
                    ),
                    Command("next-plain", "Next &plain passage", window.curve.next_plain, ("Shift+F8",)),
                    Command("next-vivid", "Next &vivid passage", window.curve.next_vivid, ("Ctrl+F8",)),
                    Command("chapters", "&Compare chapters…", window.curve.compare_chapters),
                    Command("save-scores", "Save sc&ores or curve…", lambda: start(window.curve.save())),
                ),
            ),
            None,
            Command(
                "notes",
                "Notes &beside the text",
                window.notes.show_beside,
                checkable=True,
                tip="Comments (<!-- … -->) are shown in the margin, not in the text",
            ),
            None,
            Command("larger", "&Larger text", lambda: window.zoom(1.0), (keys.ZoomIn, "Ctrl+=")),
            Command("smaller", "&Smaller text", lambda: window.zoom(-1.0), (keys.ZoomOut,)),
            Submenu("&Theme", tuple(theme(name, words) for name, words in THEMES)),
            Submenu(
                tr("Languag&e"),
                tuple(language(*each) for each in ((AS_SYSTEM, tr("As the system")), *LANGUAGES.items())),
            ),
            Submenu("Mar&kup", tuple(markup(name, words) for name, words in MARKUP)),
            Submenu("Pa&ragraphs", tuple(paragraphs(name, words) for name, words in PARAGRAPHS)),
            None,
            Command("words", "Words and goals…", parts.writing.show, ("Ctrl+Shift+W",)),
            Submenu(
                "Foc&us",
                (
                    *(focus(level, words) for level, words in FOCUS),
                    Command("focus-next", "Switch to the &next of these", window.next_focus, ("Shift+F11",)),
                ),
            ),
            Command(
                "typewriter",
                "T&ypewriter scrolling",
                lambda on: parts.preferences.change(typewriter=on),
                ("Shift+F12",),
                checkable=True,
                tip="The line that you write stays at one height of the page",
            ),
            Submenu("Height of th&at line", tuple(line_at(share, words) for share, words in HEIGHTS)),
            Command(
                "drafting",
                "&Drafting",
                window.draft,
                ("F12",),
                checkable=True,
                tip="Write without scores, marks and rewrites; nothing is read meanwhile",
            ),
            Command("full", "&Full screen", window.full_screen.show, ("F11",), checkable=True),
        ],
        "&Passage": [
            Command("more", "&More creative", window.rewrites.more_creative, ("Ctrl+Return", "Ctrl+Enter")),
            Command("vary", "Var&y this word", window.rewrites.vary, ("Shift+F7",)),
            Command("sentence", "Rewrite th&is sentence", window.rewrites.rewrite_sentence, ("Ctrl+Alt+Return",)),
            Command(
                "scene", "Rewrite the s&cene", window.rewrites.rewrite_scene, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
            ),
            Command("skip", "Skip this &paragraph", window.rewrites.scene.skip, (SKIP_KEY,)),
            None,
            Command("take", "Take the a&ddition", window.card.take_addition, (TAKE_KEY,)),
            Command("accept", "&Accept the rewrite", window.card.accept, (ACCEPT_KEY,)),
            Command("again", "&Try again", window.rewrites.try_again, (AGAIN_KEY,)),
            Command("several", "T&hree more at once", window.rewrites.try_several, (SEVERAL_KEY,)),
            Command("bolder", "Try &bolder", window.card.try_bolder, (BOLDER_KEY,)),
            Command("earlier", "&Earlier attempt", lambda: window.card.step(-1), (EARLIER_KEY,)),
            Command("later", "&Later attempt", lambda: window.card.step(1), (LATER_KEY,)),
            Command(
                "card",
                "Strength and &options",
                window.switch_to_card,
                (CARD_KEY,),
                words_now=window.words_for_card,
            ),
            Command("leave", "&Stop or dismiss", window.leave, (LEAVE_KEY,)),
            Command(
                "ladder",
                "&Write at several strengths",
                lambda on: parts.preferences.change(ladder=on),
                checkable=True,
                tip="Each rewrite comes at four strengths at once, from none to the slider’s",
            ),
            None,
            Command("mark-alive", "Mark as ali&ve", lambda: start(parts.marking.mark(Side.ALIVE))),
            Command("mark-flat", "Mark as &flat", lambda: start(parts.marking.mark(Side.FLAT))),
            Command("unmark", "Remove mar&k", lambda: start(parts.marking.unmark()), applies=parts.marking.is_marked),
            None,
            Command(
                "dismiss-glow",
                "&No glow here until edited",
                window.dismiss_glow,
                ("Ctrl+Shift+G",),
                words_now=window.words_for_dismissing,
            ),
        ],
        "&Model": [
            Command("models", "&Models…", dialogs.show_models),
            Command("model", "Use a model &file…", lambda: start(models.choose_file())),
            Command(
                "no-model",
                "&None",
                lambda on: on is models.loader.without_model or start(models.use_none(on)),
                checkable=True,
                tip="Write without a model: no glow, no rewrites, no memory for it",
            ),
            None,
            Submenu("Attribute &shown", fill=models.fill_attributes),
            Command("learn", "&Learn what is creative…", dialogs.show_learning),
            Command("own", "Make an attribute of your &own…", dialogs.show_own),
            Command("import", "&Import an attribute…", lambda: start(parts.sharing.choose_and_import())),
            Command("export", "E&xport the attribute shown…", lambda: start(parts.sharing.export())),
            None,
            Command("compare", "&Compare texts blind…", dialogs.show_comparison),
        ],
        "&Help": [
            Command("welcome", "&Welcome page", window.show_welcome),
            Command("usage", "&Using Inkglow", lambda: parts.help.show_usage(window), ("F1",)),
            Command("keys", "&Keyboard shortcuts", window.show_keys, ("Ctrl+F1",)),
            Command("glow-help", "How the &glow works", lambda: parts.help.show_glow(window)),
            None,
            Command("report", "&Report a problem…", lambda: parts.help.show_report(window)),
            Command("about", "&About Inkglow", lambda: parts.help.show_about(window)),
        ],
    }
