"""From files to readings: what a file says, in text, or one sentence on why it cannot be read."""
