"""Model files: find, download and inspect them, and check whether they fit the machine."""
