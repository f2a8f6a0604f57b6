"""What a patient's timeline is read from: one part of SQL a model, for one user.

A part holds no more than the user may read in its model itself; what Odoo checks in
Python (an activity or a document is read by who reads its contact) is said in SQL.
"""

from odoo.fields import Domain
from odoo.tools import SQL

from .ir_model_fields import MEDICAL_GROUP

# number of a part: what an entry's id is made with
STEP = 4
PARTS = ("mail.activity", "ir.attachment", "account.move")
BILLS = ("out_invoice", "out_refund", "out_receipt")

_COLUMNS = """
    id, kind, res_model, res_id, partner_id, occurred_on, occurred_at, name, physician,
    stage, bill_state, amount, currency_id, medical_text, is_medical, is_open"""

_ACTIVITIES = """
    SELECT a.id::bigint * %(step)s,
           CASE WHEN a.x_studio_appointment_id IS NOT NULL THEN 'appointment'
                WHEN a.x_studio_campaign_name IS NOT NULL THEN 'campaign'
                ELSE 'activity' END,
           'mail.activity'::varchar, a.id, a.res_id,
           CASE WHEN a.x_studio_appointment_id IS NULL
                THEN coalesce(a.date_done, a.date_deadline) ELSE a.date_deadline END,
           a.x_studio_appointment_time,
           coalesce(%(title)s, t.name->>%(lang)s, t.name->>'en_US'),
           coalesce(a.x_studio_physician_name, p.name),
           coalesce(s.name->>%(lang)s, s.name->>'en_US', a.x_studio_appointment_status),
           NULL::varchar, NULL::numeric, NULL::integer,
           %(medical)s, FALSE, a.active
      FROM mail_activity a
      LEFT JOIN mail_activity_type t ON t.id = a.activity_type_id
      LEFT JOIN pulse_appointment_stage s ON s.id = a.x_studio_appointment_stage_id
      LEFT JOIN res_users u ON u.id = a.user_id
      LEFT JOIN res_partner p ON p.id = u.partner_id
     WHERE a.res_model = 'res.partner' AND %(may_read)s"""

# to the medical group an appointment says why the patient came, in one line
_PLAIN_TITLE = "nullif(a.summary, '')"
_FULL_TITLE = r"""nullif(concat_ws(': ', nullif(a.summary, ''),
    substring(a.x_studio_appointment_medical from '(?:^|\n)Reason: ([^\n]*)')), '')"""

_DOCUMENTS = """
    SELECT d.id::bigint * %(step)s + 1,
           coalesce(d.x_studio_document_type, 'document'),
           'ir.attachment'::varchar, d.id, d.res_id,
           coalesce(d.x_studio_document_on, d.create_date::date),
           NULL::timestamp, d.name, NULL::varchar, NULL::varchar, NULL::varchar,
           NULL::numeric, NULL::integer, NULL::text,
           coalesce(d.x_studio_is_medical, FALSE), FALSE
      FROM ir_attachment d
     WHERE d.res_model = 'res.partner' AND d.res_field IS NULL AND %(may_read)s"""

_BILLS = """
    SELECT m.id::bigint * %(step)s + 2, 'bill', 'account.move'::varchar, m.id,
           m.partner_id, coalesce(m.invoice_date, m.date), NULL::timestamp,
           coalesce(nullif(m.ref, ''), nullif(m.name, '/')), NULL::varchar,
           NULL::varchar,
           CASE m.state WHEN 'posted' THEN m.payment_state ELSE m.state END,
           CASE m.move_type WHEN 'out_refund' THEN -m.amount_total
                ELSE m.amount_total END,
           m.currency_id, NULL::text, FALSE, FALSE
      FROM account_move m
     WHERE m.move_type = ANY(%(bills)s) AND %(may_read)s"""


def record_of(number):
    """Return (model, id) of the record that an entry's id stands for."""
    res_id, part = divmod(number, STEP)
    return (PARTS[part] if part < len(PARTS) else "", res_id)


def query_of(env):
    """Return the SQL of every entry that the user of ``env`` may read."""
    parts = [
        _activities(env),
        SQL(_DOCUMENTS, step=STEP, may_read=_readable_documents(env)),
    ]
    if "account.move" in env and env["account.move"].has_access("read"):
        may_read = _readable_bills(env)
        parts.append(SQL(_BILLS, step=STEP, bills=list(BILLS), may_read=may_read))
    return SQL(
        "SELECT * FROM (%s) AS entry(%s)", SQL(" UNION ALL ").join(parts), SQL(_COLUMNS)
    )


def _activities(env):
    is_medical = env.su or env.user.has_group(MEDICAL_GROUP)
    return SQL(
        _ACTIVITIES,
        step=STEP,
        lang=env.lang or "en_US",
        title=SQL(_FULL_TITLE if is_medical else _PLAIN_TITLE),
        medical=SQL("a.x_studio_appointment_medical" if is_medical else "NULL::text"),
        may_read=_readable_activities(env),
    )


def _readable_activities(env):
    """One's own, and those of the contacts that Odoo shows one the activities of."""
    partners = env["res.partner"]
    operation = getattr(partners, "_mail_post_access", "read")
    own = SQL("a.user_id = %s", env.uid)
    if partners.has_access(operation):
        own = SQL("(%s OR %s)", own, _ruled(env, "res.partner", "a.res_id", operation))
    return SQL(
        "%s AND %s AND %s",
        _ruled(env, "res.partner", "a.res_id"),
        own,
        _ruled(env, "mail.activity", "a.id"),
    )


def _readable_documents(env):
    return SQL(
        "%s AND %s",
        _ruled(env, "res.partner", "d.res_id"),
        _ruled(env, "ir.attachment", "d.id"),
    )


def _readable_bills(env):
    return SQL(
        "%s AND %s",
        _ruled(env, "res.partner", "m.partner_id"),
        _ruled(env, "account.move", "m.id"),
    )


def _ruled(env, model_name, column, operation="read"):
    """Return the condition that ``column`` names a record the rules let through."""
    domain = env["ir.rule"]._compute_domain(model_name, operation)
    model = env[model_name].sudo().with_context(active_test=False)
    domain = Domain(domain).optimize_full(model)
    if domain.is_true():
        return SQL("TRUE")
    if domain.is_false():
        return SQL("FALSE")
    query = model._search(domain, bypass_access=True)
    return SQL("%s IN %s", SQL(column), query.subselect())
