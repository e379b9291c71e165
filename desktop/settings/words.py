"""Sentences of the settings dialog."""

from __future__ import annotations

from desktop.common.translation import tr

TITLE = tr("Settings")
SEARCH = tr("Find a setting")
NOTHING_FOUND = tr("No setting has these words.")
RESET = tr("&Reset this page")
RESET_TIP = tr("Everything on this page becomes what it was when Inkglow was new; other pages stay.")
CLOSE = tr("&Close")
PAGES = tr("Pages")

PAGE, WRITING, GOALS, GLOW, MODEL, PRIVACY = (
    tr("Page", "page of the settings: how the manuscript looks"),
    tr("Writing"),
    tr("Focus and goals"),
    tr("Glow and rewriting"),
    tr("Model"),
    tr("Privacy"),
)

THEME = tr("Theme"), tr("The colours of the page and of everything around it.")
FONT = tr("Typeface"), tr("The letters of your text. Files stay plain text; exports have a typeface of their own.")
BUNDLED = tr("{family} (comes with Inkglow)")
SIZE = tr("Size", "of letters"), tr("Of the letters on the page. Ctrl++ and Ctrl+- change it too.")
WIDTH = tr("Column"), tr("The width of a line. About 66 characters are easy to read.")
HEIGHT = tr("Line spacing"), tr("The distance of lines, in sizes of the letters.")
PARAGRAPHS = tr("Paragraphs"), tr("How paragraphs are set apart on the page; your file stays as it is.")

LANGUAGE = (
    tr("Language"),
    tr("Of menus and dialogs, from the next start on. The language of your text is found by itself."),
)
AS_SYSTEM = tr("As the system")

MARKUP = tr("Signs of Markdown"), tr("How * and # and the like are shown where they format your text.")
QUOTES = (
    tr("Quotation marks"),
    tr("Which ones appear when you type straight ones. One undo brings the straight one back."),
)
RETURN = (
    tr("Return begins a paragraph"),
    tr("It puts the blank line that files need between paragraphs. Shift+Return begins only a new line."),
)
SPELLING = tr("Check spelling"), tr("Underlines words that are in no dictionary of the text's language.")
NOTES = tr("Notes beside the text"), tr("Comments stand in the margin and not between your lines.")
AUTOSAVE = (
    tr("Save automatically"),
    tr("After a pause in typing, and when you go to another program; only texts that have a file."),
)
VERSIONS = (
    tr("Keep versions"),
    tr(
        "Earlier states of every text, so that nothing is lost: as it was opened, every few minutes, before each "
        "rewrite."
    ),
)
FOCUS = tr("Focus"), tr("What stays dark while you write; the rest is faded.")
TYPEWRITER = tr("Typewriter scrolling"), tr("The line that you write stays at one height of the page.")
TYPEWRITER_AT = tr("Height of that line"), tr("Where on the page it stays.")
DRAFTING = tr("Drafting"), tr("No scores, marks and rewrites, until you switch it off.")
DAILY_GOAL = tr("Daily goal"), tr("Words to write each day; the status line says how many are written.")
SESSION_GOAL = tr("Goal of a session"), tr("Words to write before you close Inkglow again.")
READING_SPEED = tr("Reading speed"), tr("For the reading times in Words and goals… (Ctrl+Shift+W).")
N_WORDS, NO_GOAL, PER_MINUTE = tr(" words"), tr("none", "goal"), tr(" words a minute")

GLOW_SHOWN = (
    tr("Show the glow"),
    tr("A tint and a bar for each paragraph, from plain to vivid. Hidden, nothing is scored."),
)
WHY = (
    tr("Explain the glow"),
    tr("A panel beside the page with the phrases behind the glow of the paragraph at the cursor."),
)
CURVE = tr("Show the curve"), tr("The glow over the whole text, beside the scroll bar.")
LADDER = tr("Several strengths at once"), tr("Each rewrite comes at four strengths, from none to the slider's.")

MODELS = tr("Model in use"), tr("Choose…"), tr("{name}. Other models can be used from files or downloaded.")
WITHOUT = tr("Write without a model"), tr("No glow, no rewrites, and no memory for it. Everything else works.")
THREADS = tr("Processor cores"), tr("How many the model may use, from the next start on."), tr("all that are usable")
LAYERS = (
    tr("Layers on the graphics card"),
    tr("How much of the model it holds, from the next start on."),
    tr("as many as fit"),
)

RECORD = (
    tr("Keep a record of what the model wrote"),
    tr("Which passages come from a model; apart from your text, and sent nowhere."),
)
NETWORK = tr("Network"), tr("Inkglow connects only when you click a download. Your text is never sent.")
OPEN_FOLDER = tr("Open folder")
FOLDER_NOT_OPENED = tr("The folder could not be opened from here. It is {folder}")
KEPT_TEXTS = tr("Recovery files, marks, attributes")
KEPT_TEXTS_WHY = tr("Unsaved text in case of a crash, what the model wrote, your marks, and attributes of your own.")
KEPT_VERSIONS = tr("Versions")
KEPT_VERSIONS_WHY = tr("Earlier states of your texts. File ▸ Versions… lists and deletes them.")
KEPT_SETTINGS = tr("Settings")
KEPT_SETTINGS_WHY = tr("What you choose here, as plain text.")
KEPT_SCORES = tr("Scores")
KEPT_SCORES_WHY = tr("So that nothing is scored twice; without your words. May be deleted while Inkglow is closed.")
KEPT_LOG = tr("Log")
KEPT_LOG_WHY = tr("What went wrong and where in the program; nothing that you wrote.")
