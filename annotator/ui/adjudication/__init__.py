"""The adjudication workspace: what several people read in one text, settled side by side."""
