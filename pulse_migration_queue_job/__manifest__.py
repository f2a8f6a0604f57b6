{
    "name": "Pulse Migration: Job Queue",
    "summary": "Loads a clinic on several Odoo hosts, as jobs of OCA's queue",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Pulse Migration contributors",
    "website": "https://github.com/pulse-migration/pulse_migration",
    "license": "LGPL-3",
    "depends": ["pulse_migration", "queue_job"],
    "data": [
        "data/queue_job_channel.xml",
        "data/queue_job_function.xml",
        "views/pulse_batch_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
    "installable": True,
}
