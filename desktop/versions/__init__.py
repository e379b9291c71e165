"""Versions of the open document: kept while the writer works, listed, compared and restored."""
