"""The explore workspace: find claims, documents and places in the whole project."""
