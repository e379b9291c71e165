"""Sentences of the window's commands."""

from __future__ import annotations

from desktop.common.translation import tr

COMMANDS = tr("Find any command by a few of its letters")
NAME = tr("Commands")
PAUSED = tr("on battery: only what is in view is read")
GLOW_IS_STALE = tr("Changed since; the glow will be updated.")
REWRITE_READY = tr("The rewrite is ready.")
COMMANDS_LINE = tr("Type a few letters of a command")
HOW = tr("Return runs the command, Esc closes.")
NO_KEYS = tr("no keys of its own")
NO_COMMAND = tr("No command has these letters in this order.")
NOT_NOW = tr("This is not possible at the moment.")
_REWRITE_FIRST = tr("This belongs to a rewrite: begin one with Passage ▸ More creative.")
_FOLDER_ONLY = tr("This is for a folder that is open as one text: open one with File ▸ Open folder.")
REASONS = {
    "accept": tr("There is no finished rewrite to accept."),
    "add-file": _FOLDER_ONLY,
    "again": tr("There is no finished rewrite to try again."),
    "bolder": tr("This is for a rewrite in which no attempt is livelier than your passage."),
    "card": tr("This is for a rewrite, or for the reasons for a glow (View ▸ Why this glow): neither is shown."),
    "earlier": tr("There is no earlier attempt at this passage."),
    "glow": tr("You are drafting: leave that first (View ▸ Drafting)."),
    "join-lines": tr("The lines of this text are not hard-wrapped."),
    "later": tr("There is no later attempt at this passage."),
    "leave": _REWRITE_FIRST,
    "leave-out": _FOLDER_ONLY,
    "separate": tr("This is for Markdown; this is plain text."),
    "several": tr("There is no finished rewrite to try again."),
    "skip": tr("This is for the rewrite of a scene: begin one with Passage ▸ Rewrite the scene."),
    "take": tr("There is no rewrite with additions to take."),
    "unmark": tr("The paragraph at the cursor is not marked."),
    "why": tr(
        "A rewrite is shown in its place, or you are drafting, or the text has the whole screen: end that first."
    ),
}
"""Why a command is disabled, by its name, for the command palette."""

WELCOME = tr("What would you like to write?")
WELCOME_NEW = tr("New &text"), tr("An empty page. It asks for a name when you save it.")
WELCOME_OPEN = tr("&Open a text…"), tr("Markdown or plain text. It stays where it is.")
WELCOME_FOLDER = tr("Open a &folder…"), tr("Of several texts, such as chapters, as one manuscript.")
WELCOME_IMPORT = tr("&Import from Word or another program…"), tr("As a new text; your document stays as it is.")
WELCOME_SAMPLE = tr("&Look at the sample chapter"), tr("A few paragraphs with their glow, to try things out.")
WELCOME_RECENT = tr("Or go on with:")
WELCOME_WITHOUT = tr("Write &without a model")
WELCOME_WITHOUT_WHY = tr("No glow and no rewrites, and no memory for them. You can change this any time: Model ▸ None.")
