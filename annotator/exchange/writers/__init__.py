"""Claims to files."""
