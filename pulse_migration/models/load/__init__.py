"""Batches, each one transaction, and what each left behind: links and the journal."""
