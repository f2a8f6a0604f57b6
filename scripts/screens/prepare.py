"""Read by ``odoo shell``: the demo, and two branches more, in the middle of things."""

# ruff: noqa: F821 - the shell brings ``env``

from odoo.addons.pulse_migration.models.migration import demo

FILES = ("patients.csv", "appointments.csv")
migrations = env["pulse.migration"]
migrations._load_demo()
first = migrations.search([("name", "like", "Demo Branch")], limit=1)


def branch(name, letter):
    """Return the run of a branch with the demo's files, its ids those of no other."""
    copied = first.copy({"name": name})
    run = copied._open_run()
    for file in FILES:
        text = (demo._FOLDER / file).read_text("utf-8")
        text = demo._DAY.sub(copied._demo_day, text).replace("D0", f"{letter}0")
        text = text.replace("Demo,", f"{letter}emo,").replace("DA", f"{letter}A")
        run._receive_stream(file, demo.io.BytesIO(text.encode()))
    return run


branch("Demo Branch, Satara", "S")
loading = branch("Demo Branch, Nagpur", "N")
loading.action_stage()
loading.migration_id.physician_ids._decide("fallback")
loading.file_ids.action_accept_date_orders()
loading.file_ids.action_confirm_mapping()
loading.action_plan()
loading.action_approve()
loading._start_load()
loading._load_next()
loading._load_next()
env.cr.commit()
