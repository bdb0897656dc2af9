"""The registry of speakers."""
