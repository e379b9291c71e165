"""Bundled data: attributes, contrast premises, reference passages, the sample chapter, icons."""
