"""Patients onto the contacts that the plan found for them."""

from odoo import models
from odoo.tools import SQL

from . import same_person


class PartnerLoader(models.AbstractModel):
    _inherit = "pulse.loader.partner"

    def _find(self, units, scope):
        """By link, else the contact that was planned."""
        found = super()._find(units, scope)
        for unit in units:
            head = unit.head
            if unit.key not in found and head.action == "update" and head.res_id:
                found[unit.key] = head.res_id
                unit.is_matched = True
        return found

    def _load_units(self, batch, units, scope):
        """Hold what no longer fits the plan: contacts changed since."""
        codes = self._find_unfit(units, scope)
        unfit = [unit for unit in units if unit.key in codes]
        fit = [unit for unit in units if unit.key not in codes]
        outcomes = super()._load_units(batch, fit, scope)
        for unit in unfit:
            outcomes += self._refuse(unit, "held", codes[unit.key])
        return outcomes

    def _find_unfit(self, units, scope):
        """Return {unit key: reason} of patients whose contact is no longer theirs."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH r AS (
                  SELECT * FROM pulse_row r WHERE r.id = ANY(%(rows)s)
                     AND NOT EXISTS (SELECT 1 FROM pulse_link l
                                      WHERE l.migration_id = r.migration_id
                                        AND l.object_name = 'patient'
                                        AND l.external_id = r.unit_key))
                SELECT r.unit_key, CASE
                         WHEN p.id IS NULL THEN 'target_deleted'
                         WHEN l.id IS NOT NULL THEN 'target_ambiguous'
                         WHEN %(contradicts)s THEN 'clinical_conflict' END
                  FROM r LEFT JOIN res_partner p ON p.id = r.res_id
                  LEFT JOIN pulse_link l ON l.res_model = 'res.partner'
                   AND l.res_id = p.id
                 WHERE r.action = 'update'
                UNION
                SELECT r.unit_key, 'target_appeared'
                  FROM r JOIN res_partner p ON p.x_studio_patient_id = r.external_id
                 WHERE r.action = 'create' AND %(ours)s
                """,
                rows=[unit.head.id for unit in units],
                contradicts=same_person.contradicts(),
                ours=same_person.is_ours(scope.migration),
            )
        )
        return {key: code for key, code in rows if code}

    def _update(self, units, scope, links, changes):
        """What was filled in is undone by its journal; what needed nothing, too."""
        result = super()._update(units, scope, links, changes)
        written = {change["external_id"] for change in changes}
        for unit in units:
            if unit.is_matched and unit.key not in written:
                partner = self.env[self._target].browse(unit.record_id)
                changes.append(self._prepare_change(unit, "", partner, "write", {}, {}))
        return result
