"""Odoo servers on loopback, and what stands before them: for tests and the bench."""
