"""Every written record read back, every row accounted for."""
