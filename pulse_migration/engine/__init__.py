"""Plain Python between an export's bytes and typed values; imports nothing of Odoo."""
