"""The report of an evaluation: its statistics, text and figures, as HTML and Markdown."""
