"""Recipes for *creativity*, chosen on one half of others' pairs and told on the other."""
