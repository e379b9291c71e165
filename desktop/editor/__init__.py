"""The manuscript on screen: text widget, paragraph tracking, passages, find."""
