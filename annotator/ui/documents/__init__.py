"""The list of documents: searched, filtered, and opened."""
