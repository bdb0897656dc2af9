"""Engines that use nothing but what any other package may use: examples of a plug-in."""
