"""Annotator: turns news text into a verified who-said-what dataset."""
