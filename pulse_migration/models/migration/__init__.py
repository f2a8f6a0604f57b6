"""One clinic on its way, and its runs: their states and settings."""
