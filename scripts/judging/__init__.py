"""Holds every injected defect of a generated export against what Odoo made of it."""
