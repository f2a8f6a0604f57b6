"""Who approved a load, of what exactly, and what voids it."""
