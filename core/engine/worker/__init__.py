"""The child process that holds the model; the only importer of llama.cpp."""
