"""Who is meant: mentions, persons, organisations and their canonical names."""
