"""The claims of the open document, in a table."""
