"""Submitting the documents that are listed."""
