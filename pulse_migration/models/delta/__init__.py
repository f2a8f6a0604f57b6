"""What comes after a load: newer exports, and what both sides changed."""
