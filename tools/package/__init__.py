"""Build what a writer downloads: ``python -m tools.package --help``. Needs nothing outside the standard library."""
