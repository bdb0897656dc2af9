"""Learning from what a project's people verified."""
