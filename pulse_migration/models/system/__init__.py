"""Odoo's own machinery, where a migration needs more of it."""
