"""Fed to `odoo shell`: what a load left, record by record, without database ids."""

# ruff: noqa: F821
# (the shell defines env, who feeds it the rest)
import json
from collections import Counter

MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date"}
# told by the moment or by the order, and a rank that Odoo leaves out while another
# lane has the contact in its hands
OTHERS = {
    "access_token",
    "calendar_last_notif_ack",
    "customer_rank",
    "login_date",
    "made_sequence_gap",
    "message_main_attachment_id",
    "properties",
    "secure_sequence",
}
NUMBERED = {"full_reconcile_id", "matching_number"}  # which one, is of the order
LINES = "account.move.line"
run = env["pulse.run"].search([], limit=1)
links = env["pulse.link"].search([])
names = {(link.res_model, link.res_id): link.external_id for link in links}


def plain(record, field):
    value = record[field.name]
    if field.name in NUMBERED:
        return bool(value)
    if field.type == "many2one":
        return value and names.get((value._name, value.id), value.display_name)
    if field.type == "many2many":
        return sorted(value.mapped("display_name"))
    if field.type == "many2one_reference":
        model = record[field.model_field]
        return names.get((model, value), bool(value))
    if field.type == "binary":
        return bool(value)
    return str(value)


def fields_of(model):
    return [
        field
        for name, field in env[model]._fields.items()
        if field.store and field.type != "one2many" and name not in MAGIC | OTHERS
    ]


def told(record):
    return {field.name: plain(record, field) for field in fields_of(record._name)}


def every(model):
    return env[model].with_context(active_test=False).search_count([])


def outcomes_of(name):
    """Return what the batches of an object counted."""
    own = run.batch_ids.filtered(lambda batch: batch.object_name == name)
    return sorted(sum((Counter(b.counts or {}) for b in own), Counter()).items())


records = {}
for link in links:
    record = env[link.res_model].browse(link.res_id).exists()
    entry = [told(record) if record else "gone"]
    if link.res_model == "account.move":
        entry += sorted((told(line) for line in record.line_ids), key=str)
    key = f"{link.object_name} {link.external_id} {link.res_model} {link.fingerprint}"
    records[key] = json.dumps(entry, sort_keys=True, default=str)

print(
    "LEFT "
    + json.dumps(
        {
            "state": run.state,
            "checks": sorted(
                f"{c.code} {c.external_id} {c.field_name}" for c in run.check_ids
            ),
            "records": records,
            "links": len(links),
            "rows": sorted(
                f"{r.file_id.name} {r.line} {r.external_id} {r.state} {r.reason} "
                f"{r.action} {names.get((r.res_model, r.res_id))} {r.issue_codes}"
                for r in env["pulse.row"].search([])
            ),
            "changes": sorted(
                f"{c.object_name} {c.external_id} {c.res_model} {c.operation}"
                for c in env["pulse.change"].search([])
            ),
            # one that was broken off again and again is cut into smaller ones
            "batches": sorted(
                f"{name} {state} {rows} {outcomes_of(name)}"
                for name, state, rows in env["pulse.batch"]._read_group(
                    [("run_id", "=", run.id)],
                    ["object_name", "state"],
                    ["row_count:sum"],
                )
            ),
            "counts": {
                model: every(model)
                for model in (
                    "res.partner",
                    "res.users",
                    "mail.activity",
                    "ir.attachment",
                    "account.move",
                    LINES,
                    "mail.message",
                    "mail.mail",
                    "mail.followers",
                )
            },
        }
    )
)
