"""Merging another project into the open one: what would come, what both changed, what came."""
