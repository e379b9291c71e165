"""From a text to its score, and scores kept between sessions."""
