"""The bottom pane: the claims of the document, what looks wrong in it, and what was."""
