"""Sentences of the help."""

from __future__ import annotations

from desktop.common.translation import tr

USAGE_TITLE = tr("Using Inkglow")
KEYS_TITLE = tr("Keyboard shortcuts")
GLOW_TITLE = tr("How the glow works")
REPORT_TITLE = tr("Report a problem")
ABOUT_TITLE = tr("About Inkglow")

FIND = tr("Find in this page")
CONTENTS = tr("Contents")
NOT_FOUND = tr("Not found")
PRINT = tr("&Print…")
CLOSE = tr("&Close")
NO_PAGE = tr("This page is missing from the installation. Everything else works without it.")

KEYS_FIRST = tr(
    "Every command of the menus can also be found by a few of its letters: press {keys}. {alt} with the underlined "
    "letter opens a menu."
)
KEYS_WHERE = tr("Key"), tr("Command")

GLOW = tr("""# How the glow works

**What it shows.** Each paragraph of prose gets one of five bands: plain, quiet, steady, lively, vivid. Plain has no
colour; the others have a tint, stronger with each band, and a bar in the margin that grows with it. Each band holds
about a fifth of published fiction.

**Where it comes from.** A language model on your computer reads the paragraph. Inkglow looks at what happens inside the
model while it reads and compares that with what happens when it reads prose that people found creative and prose that
they did not. No rule is applied to your words, and nothing is sent anywhere.

**What it is not.** It is a rough guide to what general readers tend to find vivid, and not a grade. A plain paragraph
can be exactly what a scene needs. Scores are lower where people speak, and higher where many things are named. Very
short paragraphs have no band; of short ones the band is rough.

**When it changes.** A moment after you stop typing, never while you type. Until then the old tint stays, faded.

**Ask it why.** *View ▸ Why this glow* shows the phrases that lift a paragraph's score and those that pull it down, and
how the paragraph compares with its chapter.

**Leave it.** *View ▸ Glow* hides every trace of it. *Passage ▸ No glow here until edited* silences one paragraph.
*Model ▸ None* writes without a model.
""")

REPORT = tr(
    "Inkglow sends nothing by itself. If something went wrong, send these two things to whoever gave you Inkglow, and "
    "say what you did and what happened:"
)
REPORT_LOG = tr(
    "1. The log. It holds nothing that you wrote, but names of files, and where in the program something failed."
)
REPORT_FACTS = tr("2. These facts about this computer:")
OPEN_LOG = tr("&Open the log’s folder")
COPY_FACTS = tr("&Copy these facts")
COPIED = tr("Copied.")
CANNOT_OPEN = tr("The folder could not be opened from here. It is {folder}")

ABOUT = tr("An offline writing assistant for novelists. Your text, your marks and the model stay on this computer.")
MADE_OF = tr("It is made of these programs and data; choose one to read its licence.")
LOOKING = tr("Reading the licences…")
NO_LICENCE_TEXT = tr("The package has no text of its licence. It states: {licence}.")
NOTHING_STATED = tr("nothing stated")
COLUMNS = tr("Name"), tr("Version"), tr("Licence")
NO_MODEL = tr("none", "model")
