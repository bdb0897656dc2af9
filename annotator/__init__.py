"""Annotator: turns news text into a verified who-said-what dataset."""

__version__ = "0.1.0"
