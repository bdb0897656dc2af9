"""The links of claims across documents: what is linked, what is suggested, side by side."""
