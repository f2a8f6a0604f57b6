"""What a row comes to through the decisions about its words: part of its fingerprint.

A row that says the same as at the last load is still no longer the same once its type,
status or physician leads elsewhere, or the clinic's clock or policy is another one.
"""

from odoo.tools import SQL


def joins():
    """Return SQL that joins ``r``, the rows, to the lines that decide about them."""
    return SQL(
        """
        LEFT JOIN pulse_value_map type_map ON r.object_name = 'appointment'
         AND type_map.migration_id = r.migration_id
         AND type_map.kind = 'appointment_type'
         AND md5(type_map.source_value) = md5(r.values->>'type')
        LEFT JOIN pulse_value_map status_map ON r.object_name = 'appointment'
         AND status_map.migration_id = r.migration_id
         AND status_map.kind = 'appointment_status'
         AND md5(status_map.source_value) = md5(r.values->>'status')
        LEFT JOIN pulse_appointment_stage stage ON stage.id = status_map.stage_id
        LEFT JOIN pulse_physician named
          ON r.object_name IN ('appointment', 'patient', 'bill')
         AND named.migration_id = r.migration_id AND named.key = r.physician_key
        LEFT JOIN pulse_physician physician ON physician.id =
              CASE WHEN named.decision = 'same' THEN named.same_as_id ELSE named.id END
        """
    )


def fingerprint(migration):
    """Return SQL of the fingerprint of ``r``, a row, with all that it leads to.

    A user that the load will make counts as new: afterwards it has an id. Nobody knows
    yet what an undecided physician's rows lead to: they are never unchanged.
    """
    user = SQL(
        """CASE WHEN physician.user_id IS NULL AND physician.decision = 'create'
                THEN 'new' WHEN physician.id IS NOT NULL AND physician.decision IS NULL
                THEN 'undecided' ELSE coalesce(physician.user_id, %s)::text END""",
        migration.fallback_user_id.id,
    )
    return SQL(
        """r.fingerprint || CASE r.object_name
             WHEN 'appointment' THEN
               ':' || concat_ws('/', coalesce(type_map.activity_type_id, 0),
                                coalesce(status_map.stage_id, 0),
                                coalesce(stage.state, ''), %(user)s, %(tz)s, %(policy)s)
             WHEN 'patient' THEN
               ':' || concat_ws('/', %(tz)s, CASE WHEN named.id IS NOT NULL
                                                  THEN %(user)s END)
             WHEN 'campaign' THEN ':' || %(tz)s
             WHEN 'bill' THEN
               ':' || concat_ws('/', %(currency)s, CASE WHEN named.id IS NOT NULL
                                                        THEN %(user)s END)
             ELSE '' END""",
        user=user,
        tz=migration.tz,
        policy=migration.past_scheduled_policy,
        currency=migration.currency_id.name,
    )
