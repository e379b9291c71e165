"""The record of what the model wrote: keeping it, and showing it."""
