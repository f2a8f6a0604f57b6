"""A newer export that is the whole one: what it lacks was deleted at the source.

Reported, never deleted here; of a part nobody can tell.
"""

from odoo import fields, models
from odoo.tools import SQL

from ..source.gone import own_id
from ..stage.row import LOADED


class Run(models.Model):
    _inherit = "pulse.run"

    is_whole = fields.Boolean(
        "The Whole Export",
        help="It holds every record that the source has, of each object in it. Loaded "
        "records that it lacks are reported as deleted at the source; Odoo keeps them.",
    )
    gone_count = fields.Integer(
        "Deleted at Source", compute="_compute_gone_count", compute_sudo=True
    )

    def _compute_gone_count(self):
        for run in self:
            checks = run.check_ids.filtered(
                lambda check: check.code == "gone_at_source"
            )
            run.gone_count = sum(checks.mapped("count"))

    def _find_gone(self):
        """Return (object, ids of rows of earlier runs) that this export lacks."""
        self.ensure_one()
        if not self.is_whole or self.same_as_id:
            return []
        self.env["pulse.row"].flush_model()
        found = []
        for name in sorted(set(self.file_ids.mapped("object_name")) - {False}):
            rows = self.env.execute_query(
                SQL(
                    """
                    WITH here(own) AS MATERIALIZED (%(here)s)
                    SELECT max(r.id) FROM pulse_row r
                     WHERE r.run_id = ANY(%(earlier)s) AND r.object_name = %(name)s
                       AND r.state IN %(loaded)s AND %(own)s IS NOT NULL
                       AND NOT EXISTS (SELECT 1 FROM here WHERE here.own = %(own)s)
                     GROUP BY %(own)s
                    """,
                    own=own_id(name),
                    here=self._own_ids_here(name),
                    name=name,
                    earlier=self._earlier_runs().ids,
                    loaded=LOADED,
                )
            )
            if rows:
                found.append((name, [id_ for (id_,) in rows]))
        return found

    def _own_ids_here(self, name):
        """Return SQL of the ids at the source that this export holds of an object."""
        return SQL(
            """SELECT DISTINCT %s FROM pulse_row r
                WHERE r.run_id = %s AND r.object_name = %s""",
            own_id(name),
            self.id,
            name,
        )

    def action_open_gone(self):
        """Open the rows of the records that the whole export lacks."""
        self.ensure_one()
        self.check_access("read")
        ids = [id_ for _name, ids in self.sudo()._find_gone() for id_ in ids]
        title = self.env._("Deleted at the Source")
        return self.env["pulse.row"]._action_open([("id", "in", ids)], title)


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _check_files(self, run):
        result = super()._check_files(run)
        for name, ids in run._find_gone():
            self._add(
                run, "gone_at_source", "warning", object_name=name, count=len(ids)
            )
        return result
