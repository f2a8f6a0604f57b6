"""What a migration left in a database, as fingerprints that two databases share.

Ids, and moments of the load itself, are left out; a record is told by the patient's
number and its own content.
"""

from .databases import query

_NOT_COMPARED = (
    "id commercial_partner_id user_id res_id create_date write_date create_uid "
    "write_uid message_main_attachment_id access_token store_fname "
    "calendar_last_notif_ack"
).split()
_RECORD = """
SELECT (to_jsonb(r) - %(left_out)s)::text || coalesce(u.login, '')
       || coalesce(p.x_studio_patient_id, '')
  FROM %(table)s r
  JOIN pulse_link l ON l.res_model = '%(model)s' AND l.res_id = r.id
  LEFT JOIN res_users u ON u.id = r.%(user)s
  LEFT JOIN res_partner p ON p.id = r.%(patient)s
"""
_TARGETS = {
    "patients": ("res_partner", "res.partner", "user_id", "id"),
    "activities": ("mail_activity", "mail.activity", "user_id", "res_id"),
    "documents": ("ir_attachment", "ir.attachment", "create_uid", "res_id"),
}
_OTHERS = {
    "rows": """SELECT concat_ws('|', f.name, r.line, r.object_name, r.external_id,
                                r.action, r.state, r.reason, r.res_model)
                 FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id""",
    "links": """SELECT concat_ws('|', object_name, external_id, res_model, fingerprint,
                                 "values") FROM pulse_link""",
    "changes": """SELECT concat_ws('|', object_name, external_id, res_model, operation)
                    FROM pulse_change""",
    "runs": "SELECT state || (loaded_at IS NOT NULL)::text FROM pulse_run",
}


def end_state(database: str) -> dict[str, str]:
    """Return {what: how many, fingerprint}."""
    left_out = f"ARRAY[{', '.join(repr(name) for name in _NOT_COMPARED)}]"
    queries = {
        what: _RECORD
        % {
            "left_out": left_out,
            "table": table,
            "model": model,
            "user": user,
            "patient": patient,
        }
        for what, (table, model, user, patient) in _TARGETS.items()
    }
    return {
        what: query(
            database,
            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t, '' ORDER BY t)), '')"
            f" FROM ({one}) AS q(t)",
        )
        for what, one in (queries | _OTHERS).items()
    }
