"""Some patients, loaded for a look, read back and rolled back."""
