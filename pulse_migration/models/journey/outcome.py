"""Figures over the rows and batches of every run, to draw and to turn."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ..load.batch import PHASES


class Outcome(models.Model):
    """How many rows of an object ended how; read from an index alone."""

    _name = "pulse.outcome"
    _description = "Outcomes"
    _auto = False
    _order = "run_id desc, object_name, state"
    _rec_name = "run_id"

    migration_id = fields.Many2one("pulse.migration", "Clinic", readonly=True)
    run_id = fields.Many2one("pulse.run", readonly=True)
    loaded_at = fields.Datetime(readonly=True)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    state = fields.Selection(
        lambda self: (
            self.env["pulse.row"]._fields["state"]._description_selection(self.env)
        ),
        string="Outcome",
        readonly=True,
    )
    row_count = fields.Integer("Rows", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT row_number() OVER (ORDER BY c.run_id, c.object_name,
                                               c.state) AS id,
                      r.migration_id, c.run_id, r.loaded_at, c.object_name, c.state,
                      c.row_count
                 FROM (SELECT run_id, object_name, state,
                              sum(n.row_count)::integer AS row_count
                         FROM (SELECT run_id, object_name, state, count(*) AS row_count
                                 FROM pulse_row GROUP BY run_id, object_name, state
                               UNION ALL -- what an earlier load stands for
                               SELECT f.run_id, f.object_name, s.state, sum(s.n)
                                 FROM pulse_file f, LATERAL (VALUES
                                   ('unchanged', f.same_count - f.same_excluded_count),
                                   ('excluded', f.same_excluded_count)) s(state, n)
                                WHERE f.same_count > 0 AND s.n > 0
                                GROUP BY 1, 2, 3) n
                        GROUP BY run_id, object_name, state) c
                 JOIN pulse_run r ON r.id = c.run_id"""
        )


class Pace(models.Model):
    """How many rows a batch took, when, and how fast."""

    _name = "pulse.pace"
    _description = "Throughput"
    _auto = False
    _order = "done_at desc, id desc"
    _rec_name = "run_id"

    migration_id = fields.Many2one("pulse.migration", "Clinic", readonly=True)
    run_id = fields.Many2one("pulse.run", readonly=True)
    phase = fields.Selection(
        [(name, name.capitalize()) for name in PHASES], readonly=True
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    done_at = fields.Datetime(readonly=True)
    seconds = fields.Float(readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    rows_per_second = fields.Float(aggregator="avg", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT b.id, r.migration_id, b.run_id, b.phase, b.object_name, b.done_at,
                      b.seconds, c.row_count,
                      c.row_count / nullif(b.seconds, 0) AS rows_per_second
                 FROM pulse_batch b
                 JOIN pulse_run r ON r.id = b.run_id,
                      LATERAL (SELECT coalesce(sum(n.value::integer), 0)::integer
                                 FROM jsonb_each_text(
                                      CASE jsonb_typeof(b.counts)
                                      WHEN 'object' THEN b.counts ELSE '{}' END) n
                              ) AS c(row_count)
                WHERE b.state = 'done'"""
        )

    @api.model
    def _search(self, *args, **kwargs):
        self.env["pulse.batch"].flush_model()
        return super()._search(*args, **kwargs)
