"""The verbs: what a person or a script may do."""
