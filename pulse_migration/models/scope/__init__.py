"""How much there is to move, and how hard it is."""
