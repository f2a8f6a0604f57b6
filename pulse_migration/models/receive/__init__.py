"""Files of an export: their bytes are kept, their tables are found."""
