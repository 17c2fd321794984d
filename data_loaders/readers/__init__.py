"""Readers: one file of a department becomes sheets of text."""
