"""Who works on the project, and what each may do."""
