"""The source text, read-only, with every claim and proposal drawn in it."""
