"""Sentences about writing: drafting."""

from __future__ import annotations

DRAFTING = "You are drafting: nothing is scored or rewritten until you leave it."
LEAVE_DRAFTING = "Leave drafting"
