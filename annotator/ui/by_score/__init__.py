"""Deciding on many proposals at once, by their score."""
