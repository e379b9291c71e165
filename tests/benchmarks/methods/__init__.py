"""Compare methods for *creativity*, selected on one half of published pairs and tested on the other."""
