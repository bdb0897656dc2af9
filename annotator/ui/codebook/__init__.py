"""The codebook workspace."""
