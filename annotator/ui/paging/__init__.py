"""Lists of any length: keys first, and the lines of what is in sight."""
