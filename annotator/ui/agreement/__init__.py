"""How far annotators agree, as a table, as plots, and as the claims behind each figure."""
