"""Dialogs: import, export, new project, preferences, who works, about."""
