"""The manuscript on screen: text widget, paragraph tracking, glow, find."""
