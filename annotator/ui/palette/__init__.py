"""The command palette: one line that finds every act and place by its words."""
