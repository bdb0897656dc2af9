"""Who is to read which document, how far they have come, and where that is changed."""
