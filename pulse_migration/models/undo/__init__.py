"""Everything back to what it was: a plan, slices, and a proof."""
