"""Files to models and back; pure."""
