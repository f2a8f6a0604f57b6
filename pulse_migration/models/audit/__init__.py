"""Who did what, in a chain that nobody can change unseen."""
