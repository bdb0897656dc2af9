"""The fields of the document and of the current claim."""
