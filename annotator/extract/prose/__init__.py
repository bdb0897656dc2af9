"""Words, sentences, quotations and word lists: what every rule reads."""
