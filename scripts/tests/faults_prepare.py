"""Fed to `odoo shell`: an export, approved, in batches so small that kills hit one."""

# ruff: noqa: F821
# (the shell defines env, who feeds it the rest)
from odoo.addons.pulse_migration.models.plan import batches as plan_batches

plan_batches.BATCH_ROWS = 5
run = env["pulse.migration"]._create_for_export("Faults", "IN")._open_run()
run._receive_path(EXPORT)
run._settle_fresh_company()
run.action_stage()
run.action_plan()
run.migration_id.physician_ids._decide("create")
run.file_ids.action_accept_date_orders()
run.file_ids.filtered(lambda f: f.error_code).action_exclude()
run.file_ids.action_confirm_mapping()
run.action_approve()
env.registry.signal_changes()
env.cr.commit()
print("PLANNED", run.state, len(run.batch_ids))
