"""How well proposals match annotation."""
