"""What columns, words and physicians of an export mean here, and who said so."""
