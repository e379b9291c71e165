"""Manuscripts in and out: word processors' files, e-books and web pages, read and written through pandoc."""
