"""Paths, settings, logs, resources, progress."""
