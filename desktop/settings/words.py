"""Sentences of the settings dialog."""

from __future__ import annotations

from desktop.common.translation import tr

TITLE = "Settings"
SEARCH = "Find a setting"
NOTHING_FOUND = "No setting has these words."
RESET = "&Reset this page"
RESET_TIP = "Everything on this page becomes what it was when Inkglow was new; other pages stay."
CLOSE = "&Close"
PAGES = "Pages"

PAGE, WRITING, GOALS, GLOW, MODEL, PRIVACY = (
    "Page",
    "Writing",
    "Focus and goals",
    "Glow and rewriting",
    "Model",
    "Privacy",
)

THEME = "Theme", "The colours of the page and of everything around it."
FONT = "Typeface", "The letters of your text. Files stay plain text; exports have a typeface of their own."
BUNDLED = "{family} (comes with Inkglow)"
SIZE = "Size", "Of the letters on the page. Ctrl++ and Ctrl+- change it too."
WIDTH = "Column", "The width of a line. About 66 characters are easy to read."
HEIGHT = "Line spacing", "The distance of lines, in sizes of the letters."
PARAGRAPHS = "Paragraphs", "How paragraphs are set apart on the page; your file stays as it is."

LANGUAGE = (
    tr("Language"),
    tr("Of menus and dialogs, from the next start on. The language of your text is found by itself."),
)
AS_SYSTEM = tr("As the system")

MARKUP = "Signs of Markdown", "How * and # and the like are shown where they format your text."
QUOTES = "Quotation marks", "Which ones appear when you type straight ones. One undo brings the straight one back."
RETURN = (
    tr("Return begins a paragraph"),
    tr("It puts the blank line that files need between paragraphs. Shift+Return begins only a new line."),
)
SPELLING = "Check spelling", "Underlines words that are in no dictionary of the text's language."
NOTES = "Notes beside the text", "Comments stand in the margin and not between your lines."
AUTOSAVE = (
    "Save automatically",
    "After a pause in typing, and when you go to another program; only texts that have a file.",
)
VERSIONS = (
    "Keep versions",
    "Earlier states of every text, so that nothing is lost: as it was opened, every few minutes, before each rewrite.",
)
FOCUS = "Focus", "What stays dark while you write; the rest is faded."
TYPEWRITER = "Typewriter scrolling", "The line that you write stays at one height of the page."
TYPEWRITER_AT = "Height of that line", "Where on the page it stays."
DRAFTING = "Drafting", "No scores, marks and rewrites, until you switch it off."
DAILY_GOAL = "Daily goal", "Words to write each day; the status line says how many are written."
SESSION_GOAL = "Goal of a session", "Words to write before you close Inkglow again."
READING_SPEED = "Reading speed", "For the reading times in Words and goals… (Ctrl+Shift+W)."
N_WORDS, NO_GOAL, PER_MINUTE = " words", "none", " words a minute"

GLOW_SHOWN = "Show the glow", "A tint and a bar for each paragraph, from plain to vivid. Hidden, nothing is scored."
WHY = "Explain the glow", "A panel beside the page with the phrases behind the glow of the paragraph at the cursor."
CURVE = "Show the curve", "The glow over the whole text, beside the scroll bar."
LADDER = "Several strengths at once", "Each rewrite comes at four strengths, from none to the slider's."

MODELS = "Model in use", "Choose…", "{name}. Other models can be used from files or downloaded."
WITHOUT = "Write without a model", "No glow, no rewrites, and no memory for it. Everything else works."
THREADS = "Processor cores", "How many the model may use, from the next start on.", "all that are usable"
LAYERS = "Layers on the graphics card", "How much of the model it holds, from the next start on.", "as many as fit"

RECORD = (
    "Keep a record of what the model wrote",
    "Which passages come from a model; apart from your text, and sent nowhere.",
)
NETWORK = "Network", "Inkglow connects only when you click a download. Your text is never sent."
OPEN_FOLDER = "Open folder"
FOLDER_NOT_OPENED = "The folder could not be opened from here. It is {folder}"
KEPT_TEXTS = "Recovery files, marks, attributes"
KEPT_TEXTS_WHY = "Unsaved text in case of a crash, what the model wrote, your marks, and attributes of your own."
KEPT_VERSIONS = "Versions"
KEPT_VERSIONS_WHY = "Earlier states of your texts. File ▸ Versions… lists and deletes them."
KEPT_SETTINGS = "Settings"
KEPT_SETTINGS_WHY = "What you choose here, as plain text."
KEPT_SCORES = "Scores"
KEPT_SCORES_WHY = "So that nothing is scored twice; without your words. May be deleted while Inkglow is closed."
KEPT_LOG = "Log"
KEPT_LOG_WHY = "What went wrong and where in the program; nothing that you wrote."
