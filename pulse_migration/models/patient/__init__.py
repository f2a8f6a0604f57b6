"""The patient in Odoo: the fields, the page and its timeline."""
