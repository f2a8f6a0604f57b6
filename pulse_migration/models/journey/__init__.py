"""Where a clinic is: the steps, the numbers, and what waits for a person."""
