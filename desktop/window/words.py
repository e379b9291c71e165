"""Sentences of the window's commands."""

from __future__ import annotations

COMMANDS = "Find any command by a few of its letters"
NAME = "Commands"
PAUSED = "on battery: only what is in view is read"
GLOW_IS_STALE = "Changed since; the glow will be updated."
REWRITE_READY = "The rewrite is ready."
COMMANDS_LINE = "Type a few letters of a command"
HOW = "Return runs the command, Esc closes."
NO_KEYS = "no keys of its own"
NO_COMMAND = "No command has these letters in this order."
NOT_NOW = "This is not possible at the moment."
_REWRITE_FIRST = "This belongs to a rewrite: begin one with Passage ▸ More creative."
_FOLDER_ONLY = "This is for a folder that is open as one text: open one with File ▸ Open folder."
REASONS = {
    "accept": "There is no finished rewrite to accept.",
    "add-file": _FOLDER_ONLY,
    "again": "There is no finished rewrite to try again.",
    "bolder": "This is for a rewrite in which no attempt is livelier than your passage.",
    "card": "This is for a rewrite, or for the reasons for a glow (View ▸ Why this glow): neither is shown.",
    "earlier": "There is no earlier attempt at this passage.",
    "glow": "You are drafting: leave that first (View ▸ Drafting).",
    "join-lines": "The lines of this text are not hard-wrapped.",
    "later": "There is no later attempt at this passage.",
    "leave": _REWRITE_FIRST,
    "leave-out": _FOLDER_ONLY,
    "separate": "This is for Markdown; this is plain text.",
    "several": "There is no finished rewrite to try again.",
    "skip": "This is for the rewrite of a scene: begin one with Passage ▸ Rewrite the scene.",
    "take": "There is no rewrite with additions to take.",
    "unmark": "The paragraph at the cursor is not marked.",
    "why": "A rewrite is shown in its place, or you are drafting, or the text has the whole screen: end that first.",
}
"""Why a command is disabled, by its name, for the command palette."""

WELCOME = "What would you like to write?"
WELCOME_NEW = "New &text", "An empty page. It asks for a name when you save it."
WELCOME_OPEN = "&Open a text…", "Markdown or plain text. It stays where it is."
WELCOME_FOLDER = "Open a &folder…", "Of several texts, such as chapters, as one manuscript."
WELCOME_IMPORT = "&Import from Word or another program…", "As a new text; your document stays as it is."
WELCOME_SAMPLE = "&Look at the sample chapter", "A few paragraphs with their glow, to try things out."
WELCOME_RECENT = "Or go on with:"
WELCOME_WITHOUT = "Write &without a model"
WELCOME_WITHOUT_WHY = "No glow and no rewrites, and no memory for them. You can change this any time: Model ▸ None."
