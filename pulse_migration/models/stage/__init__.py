"""Rows of the files: text, typed values, and the corrections that a person makes."""
