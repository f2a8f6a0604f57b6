"""The clinic's Pulse server: its lists, how far each was read, and the cut-over."""
