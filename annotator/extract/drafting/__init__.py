"""Rules that find who said what: cues, sources, contents and chains."""
