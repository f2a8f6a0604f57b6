"""Which contact may be a patient: conditions on ``p``, a contact, and ``r``, a row.

Planning and loading ask the same; a contact may have changed in between.
"""

from odoo.tools import SQL


def is_person():
    """Return SQL: neither a company nor a mere address of somebody."""
    return SQL("(p.is_company IS NOT TRUE AND coalesce(p.type, 'contact') = 'contact')")


def is_ours(migration):
    """Return SQL: no other company's contact, and none that another clinic brought."""
    return SQL(
        """((p.company_id IS NULL OR p.company_id = ANY(%s))
            AND NOT EXISTS (SELECT 1 FROM pulse_link other
                             WHERE other.res_model = 'res.partner'
                               AND other.res_id = p.id
                               AND other.migration_id <> r.migration_id))""",
        migration.sudo().company_id.parent_ids.ids,
    )


def is_staff():
    """Return SQL: the contact of a colleague or of a physician, who has a user."""
    return SQL(
        """EXISTS (SELECT 1 FROM res_users u
                    WHERE u.partner_id = p.id
                      AND (u.share IS NOT TRUE OR u.id IN (
                             SELECT user_id FROM pulse_physician
                              WHERE user_id IS NOT NULL)))"""
    )


def contradicts():
    """Return SQL: another birth date, sex or blood group; a blank says nothing."""
    return SQL(
        """(p.x_studio_date_of_birth::text <> r.values->>'date_of_birth'
            OR p.x_studio_gender <> r.values->>'gender'
            OR p.x_studio_blood_group <> r.values->>'blood_group')"""
    )
