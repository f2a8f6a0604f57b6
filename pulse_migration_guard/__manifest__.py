{
    "name": "Pulse Migration: Medical Fields",
    "summary": "Keeps medical fields editable, and private, after the migration",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Pulse Migration contributors",
    "website": "https://github.com/pulse-migration/pulse_migration",
    "license": "LGPL-3",
    # res.partner is what it protects; nothing of the migration is needed
    "depends": ["base"],
    "installable": True,
}
