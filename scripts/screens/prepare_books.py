"""Read by ``odoo shell``: a clinic with every case of money, its bills in the books."""

# ruff: noqa: F821 - the shell brings ``env``

import os

usd = env.ref("base.USD")
usd.active = True
env["res.currency.rate"].create(
    {"currency_id": usd.id, "name": "2015-01-01", "rate": 0.0125}
)
migration = env["pulse.migration"].create(
    {"name": "Sunrise Clinic", "country_id": env.ref("base.in").id}
)
run = migration._open_run()
run._receive_path(os.environ["PULSE_EXPORT"])
run.action_stage()
run._settle_fresh_company()
env.company.name = migration.name
run.action_plan()
migration.physician_ids._decide("create")
run.file_ids.action_accept_date_orders()
run.file_ids.action_confirm_mapping()
run.action_approve()
run._load()
run.action_verify()
env.cr.commit()
