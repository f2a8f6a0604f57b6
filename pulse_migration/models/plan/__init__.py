"""What will become of every row, decided in sets before anything is written."""
