"""After the move: what to build again, and forgetting the staged data."""
