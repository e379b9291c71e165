"""The language model: what may be asked of it, and the child process that answers."""
