"""Search in a manuscript: what is looked for, what is found, and the child process that tries regular expressions."""
