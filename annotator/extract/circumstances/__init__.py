"""When, how and to whom a claim was said, where the sentence of its cue tells."""
