"""The language model: the protocol of its requests, and the client of the child process that runs it."""
