"""What waits for a second person, and the verdicts on it."""
