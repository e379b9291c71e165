"""The model in use: loading it with its attribute, and saying where it stands."""
