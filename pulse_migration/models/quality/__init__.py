"""What is wrong with an export: looked for in all rows, counted, told."""
