"""The tables; rows never leave the store."""
