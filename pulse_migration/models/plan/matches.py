"""Planning by likeness: a contact with the name, and one thing more, of a patient.

Only by rules that the clinic's admin switched on. Rules are asked together: what one
of them doubts no other decides. Contacts are narrowed down by SQL; only those that have
a patient's e-mail, or phone and birth date, are looked at for their name.
"""

import re

from psycopg2.extras import execute_values

from odoo import models
from odoo.tools import SQL

from ...engine.cells import Rules
from ...engine.people import person_key
from ...loaders import same_person
from .phones import plain_number

# why a contact is the patient's; the first that says so is named
MATCHED = ("matched_patient_id", "matched_email", "matched_phone")
_BY_EMAIL, _BY_PHONE = 1, 2
_FLAGS = ("match_archived", "match_taken")
_SLICE = 10_000  # contacts whose names are in memory at a time
_DIGITS = 7  # the last of a number
_SEPARATOR = re.compile(r"[,;/]")
# a mark is what is compared beside the name: an e-mail, or a birth date and a number
_EMAILS_OF_ROW = SQL(
    """SELECT %s AS rule, email AS mark
         FROM regexp_split_to_table(lower(concat_ws(',',
              r.values->>'email', r.values->>'email_extra')), '[,; ]+') AS email""",
    _BY_EMAIL,
)
_PHONES_OF_ROW = SQL(
    """SELECT %s, (r.values->>'date_of_birth') || ' ' || number
         FROM regexp_split_to_table(concat_ws(',',
              r.values->>'phone', r.values->>'phone_extra',
              r.values->>'mobile', r.values->>'mobile_extra',
              r.values->>'phone_alt', r.values->>'phone_alt_extra'), ',') AS text,
              regexp_replace(split_part(text, 'ext', 1), '[^0-9+]', '', 'g') AS number
        WHERE r.values->>'date_of_birth' <> '' AND number LIKE '+%%'""",
    _BY_PHONE,
)
_EMAILS_OF_PARTNER = SQL(
    """SELECT c.id, %s AS rule, address AS mark FROM res_partner c,
              regexp_split_to_table(lower(c.email), '[,;<>" ]+') AS address""",
    _BY_EMAIL,
)
# numbers are written in any notation: contacts are narrowed down by the last digits
_PHONES_OF_PARTNER = SQL(
    """SELECT c.id, %s, c.x_studio_date_of_birth || ' '
              || right(regexp_replace(number, '[^0-9]', '', 'g'), %s)
         FROM res_partner c, regexp_split_to_table(concat_ws(',',
              c.phone_sanitized, c.phone, c.x_studio_phone_alternate), '[,;/]|ext')
              AS number
        WHERE c.x_studio_date_of_birth IS NOT NULL""",
    _BY_PHONE,
    _DIGITS,
)
_NARROW = SQL(
    "CASE rule WHEN %s THEN mark ELSE left(mark, 11) || right(mark, %s) END",
    _BY_EMAIL,
    _DIGITS,
)


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _match_partners(self, run):
        """Update the one contact that is like the patient; hold what is in doubt."""
        self.env["pulse.row"]._unflag(run, _FLAGS)
        if self._rules_of(run.migration_id):
            self._collect_claims(run)
            self._collect_candidates(run)
            self._collect_marks(run)
            self._collect_hits()
            self._settle_hits(run)
            self._flag_taken()
            self.env.cr.execute(
                "DROP TABLE pulse_claim, pulse_candidate, pulse_mark, pulse_hit"
            )
        self._flag_archived(run)

    def _collect_claims(self, run):
        """What the run's patients say; those that are held claim a contact, too."""
        self._execute(
            run,
            """
            CREATE TEMPORARY TABLE pulse_claim ON COMMIT DROP AS
              SELECT r.id AS row_id,
                     coalesce(r.external_id, 'row ' || r.id) AS claimant,
                     r.state = 'staged' AND r.action = 'create' AS is_open,
                     r.person_key AS name, said.rule, said.mark
                FROM pulse_row r, LATERAL (%(emails)s UNION ALL %(phones)s) AS said
               WHERE r.run_id = %(run)s AND r.object_name = 'patient'
                 AND r.state <> 'excluded' AND r.person_key <> ''
                 AND said.rule = ANY(%(rules)s) AND said.mark <> '';
            ANALYZE pulse_claim
            """,
            emails=_EMAILS_OF_ROW,
            phones=_PHONES_OF_ROW,
            rules=self._rules_of(run.migration_id),
        )

    def _rules_of(self, migration):
        return [_BY_EMAIL] * migration.is_email_matched + [
            _BY_PHONE
        ] * migration.is_phone_matched

    def _collect_candidates(self, run):
        """Contacts with an open patient's e-mail, or birth date and last digits."""
        self._execute(
            run,
            """
            CREATE TEMPORARY TABLE pulse_candidate ON COMMIT DROP AS
              WITH known AS MATERIALIZED (
                SELECT id, rule, mark FROM (%(emails)s UNION ALL %(phones)s) AS known
                 WHERE rule = ANY(%(rules)s)),
              wanted AS MATERIALIZED (
                SELECT DISTINCT %(narrow)s AS mark FROM pulse_claim WHERE is_open)
              SELECT DISTINCT p.id, EXISTS (
                       SELECT 1 FROM pulse_link l WHERE l.res_model = 'res.partner'
                          AND l.res_id = p.id)
                     OR coalesce(p.x_studio_patient_id, '') <> '' AS is_taken
                FROM wanted JOIN known USING (mark)
                JOIN res_partner p ON p.id = known.id
               WHERE (p.company_id IS NULL OR p.company_id = ANY(%(companies)s))
                 AND %(person)s AND NOT %(staff)s;
            ANALYZE pulse_candidate
            """,
            emails=_EMAILS_OF_PARTNER,
            phones=_PHONES_OF_PARTNER,
            narrow=_NARROW,
            rules=self._rules_of(run.migration_id),
            companies=run.migration_id.company_id.parent_ids.ids,
            person=same_person.is_person(),
            staff=same_person.is_staff(),
        )

    def _collect_marks(self, run):
        """Write name and marks of the candidates as the claims are written."""
        self.env.cr.execute(
            """CREATE TEMPORARY TABLE pulse_mark
                 (partner_id int, name text, rule int, mark text) ON COMMIT DROP"""
        )
        rules = Rules(country=run.migration_id.country_id.code)
        last = 0
        while partners := self._next_candidates(last):
            last = partners[-1][0]
            execute_values(
                self.env.cr._obj,
                "INSERT INTO pulse_mark (partner_id, name, rule, mark) VALUES %s",
                [mark for partner in partners for mark in _marks(*partner, rules)],
                page_size=5000,
            )
        self.env.cr.execute("ANALYZE pulse_mark")

    def _next_candidates(self, last):
        return self.env.execute_query(
            SQL(
                """SELECT p.id, p.name, lower(p.email), p.x_studio_date_of_birth::text,
                          p.phone_sanitized, p.phone, p.x_studio_phone_alternate
                     FROM pulse_candidate c JOIN res_partner p ON p.id = c.id
                    WHERE c.id > %s ORDER BY c.id LIMIT %s""",
                last,
                _SLICE,
            )
        )

    def _collect_hits(self):
        """Join patients and contacts of one name and one mark."""
        self.env.cr.execute(
            """
            CREATE TEMPORARY TABLE pulse_hit ON COMMIT DROP AS
              SELECT c.row_id, c.claimant, c.is_open, m.partner_id, p.is_taken,
                     min(c.rule) AS rule
                FROM pulse_claim c
                JOIN pulse_mark m ON m.rule = c.rule AND m.mark = c.mark
                 AND m.name = c.name
                JOIN pulse_candidate p ON p.id = m.partner_id
               GROUP BY 1, 2, 3, 4, 5;
            ANALYZE pulse_hit
            """
        )

    def _settle_hits(self, run):
        """One patient and one contact belong together; anything more is in doubt.

        A contact that is another patient's already counts as a doubt, and alone as
        nothing: such a patient is created.
        """
        self._execute(
            run,
            """
            WITH of_row AS (
              SELECT row_id, count(DISTINCT partner_id) AS n,
                     min(partner_id) FILTER (WHERE NOT is_taken) AS partner_id,
                     min(rule) AS rule
                FROM pulse_hit WHERE is_open GROUP BY 1
              HAVING bool_or(NOT is_taken)),
            of_partner AS (
              SELECT partner_id, count(DISTINCT claimant) AS n
                FROM pulse_hit GROUP BY 1),
            found AS (
              SELECT row_id, partner_id, of_row.n = 1 AND of_partner.n = 1 AS is_sure,
                     CASE rule WHEN %(by_email)s THEN %(email)s ELSE %(phone)s END
                     AS code
                FROM of_row JOIN of_partner USING (partner_id))
            UPDATE pulse_row AS r
               SET action = CASE WHEN is_sure THEN 'update' ELSE 'hold' END,
                   state = CASE WHEN is_sure THEN r.state ELSE 'held' END,
                   reason = CASE WHEN NOT is_sure THEN 'target_ambiguous' END,
                   plan_reason = code, res_model = 'res.partner',
                   res_id = CASE WHEN is_sure THEN partner_id END
              FROM found WHERE r.id = found.row_id
            """,
            by_email=_BY_EMAIL,
            email=MATCHED[_BY_EMAIL],
            phone=MATCHED[_BY_PHONE],
        )

    def _flag_taken(self):
        """Say where a contact was left alone since it is another patient's."""
        self.env["pulse.row"]._flag(
            "match_taken",
            SQL(
                """action = 'create' AND id IN (
                     SELECT row_id FROM pulse_hit WHERE is_open AND is_taken)"""
            ),
        )

    def _flag_archived(self, run):
        """Say where the patient's contact is archived: it stays so."""
        self.env["pulse.row"]._flag(
            "match_archived",
            SQL(
                """run_id = %s AND object_name = 'patient' AND state = 'staged'
                   AND action = 'update' AND plan_reason IN %s AND EXISTS (
                     SELECT 1 FROM res_partner p
                      WHERE p.id = pulse_row.res_id AND p.active IS NOT TRUE)""",
                run.id,
                MATCHED,
            ),
        )


def _marks(partner_id, name, email, born, sanitized, phone, other_phones, rules):
    """Yield (partner id, name, rule, mark) of a contact's e-mails and numbers."""
    name = person_key(name or "")
    for address in re.split(r'[,;<>" ]+', email or ""):
        if "@" in address:
            yield partner_id, name, _BY_EMAIL, address
    if not born:
        return
    numbers = {
        plain_number(text, rules) for text in _SEPARATOR.split(other_phones or "")
    }
    if sanitized:
        numbers.add(sanitized)
    else:
        numbers |= {plain_number(t, rules) for t in _SEPARATOR.split(phone or "")}
    for number in numbers:
        if number.startswith("+"):
            yield partner_id, name, _BY_PHONE, f"{born} {number}"
