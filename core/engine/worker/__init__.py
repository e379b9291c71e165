"""The child process that holds the model; the only package that imports llama_cpp."""
