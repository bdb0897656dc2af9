"""An engine that asks a language model behind an address which the person typed in."""
