"""Whether a run can be loaded here: green, amber or red, and what to do."""
