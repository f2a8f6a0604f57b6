"""The plan verb: what will become of every staged row, decided in sets.

One statement a rule; nothing here looks at one row at a time. Whose a row is lies in
``plan_phones`` and ``plan_units``, what is compared with Odoo's own records in
``plan_targets``, how rows become batches in ``plan_batches``.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..loaders import resolved
from .quality import ONE_ROW
from .row import PARTS_OF_BILL
from .run import OPEN_STATES, RUNNING

_WITHOUT_PATIENT = ("patient", "physician")


class Run(models.Model):
    _inherit = "pulse.run"

    def action_plan(self):
        """Decide what will become of every row that is not loaded.

        An approval is void with its plan; what was undone, held or refused is planned
        anew, what was loaded stays as it is.
        """
        self._check_may_run()
        for run in self:
            if run.state == RUNNING:
                raise UserError(self.env._("Pause the run first."))
            if run.state not in OPEN_STATES:
                run._void_approval()
            if run._stale_files() or run.is_report_stale:
                run.action_stage()
            with run._timed("plan"):
                run.env["pulse.plan"].sudo()._plan(run)
                run.sudo().write(
                    {
                        "planned_at": fields.Datetime.now(),
                        "planned_hash": run._plan_hash(),
                    }
                )
            run._log("plan", actions=run._count_by("action"))
            run._commit()


class Plan(models.AbstractModel):
    _name = "pulse.plan"
    _description = "Plan"

    @api.model
    def _plan(self, run):
        """Give every row of ``run`` an action, and the rows to load their batches."""
        self.env["pulse.row"].flush_model()
        self._reset(run)
        self._find_patients_by_phone(run)
        self._set_unit_keys(run)
        self._find_repetitions(run)
        self._find_documents(run)
        self._check_patients(run)
        self._hold_mixed_units(run)
        self._judge_bills(run)
        self._check_dates(run)
        self._set_actions(run)
        self._move_physicians(run)
        self._find_existing_partners(run)
        self._hold_clinical_conflicts(run)
        self._flag_clinical_changes(run)
        self._check_targets(run)
        self._mark_latest(run)
        self._finish_units(run)
        self._make_batches(run)
        self.env["pulse.row"].invalidate_model()

    def _execute(self, run, query, **params):
        self.env.cr.execute(SQL(query, run=run.id, **params))

    def _reset(self, run):
        """Forget what an earlier plan decided, and which patients it found."""
        self._execute(
            run,
            """UPDATE pulse_row SET action = NULL, batch_id = NULL, is_latest = FALSE,
                      reason = NULL, state = 'staged',
                      patient_key = CASE WHEN object_name IN %(derived)s
                                         THEN nullif(values->>'patient_id', '')
                                         ELSE patient_key END
                WHERE run_id = %(run)s AND (state IN ('staged', 'held', 'undone')
                      OR (state = 'rejected' AND batch_id IS NOT NULL))""",
            derived=("message", *PARTS_OF_BILL),
        )
        self._execute(
            run,
            """UPDATE pulse_row SET action = 'reject'
                WHERE run_id = %(run)s AND state = 'rejected'""",
        )
        # a batch that was loaded is what the journal hangs on
        run.batch_ids.sudo().filtered(lambda batch: batch.state == "planned").unlink()
        run.sudo().reference_on = False

    def _set_unit_keys(self, run):
        by_patient = run.migration_id.bill_target == "partner"
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET patient_key = b.patient_key
              FROM pulse_row AS b
             WHERE r.run_id = %(run)s AND r.object_name IN %(parts)s
               AND b.run_id = %(run)s AND b.object_name = 'bill'
               AND b.external_id = r.values->>'bill_id'
               AND r.patient_key IS NULL
            """,
            parts=PARTS_OF_BILL,
        )
        self._execute(
            run,
            """
            UPDATE pulse_row SET unit_key = CASE
              WHEN object_name = 'physician' THEN physician_key
              WHEN object_name = 'message'
                THEN coalesce(values->>'thread_id', '~' || patient_key)
              WHEN object_name IN ('bill', 'bill_item', 'payment') THEN
                CASE WHEN %(by_patient)s THEN patient_key ELSE values->>'bill_id' END
              ELSE external_id END
             WHERE run_id = %(run)s AND state = 'staged'
            """,
            by_patient=by_patient,
        )
        self._reject(
            run,
            "id_missing",
            SQL(
                """r.unit_key IS NULL AND r.object_name NOT IN %s
                   AND (r.object_name = 'patient' OR r.patient_key IS NOT NULL)""",
                PARTS_OF_BILL,
            ),
        )

    def _hold(self, run, code, where):
        self._execute(
            run,
            """UPDATE pulse_row AS r
                  SET action = 'hold', state = 'held', reason = %(code)s
                WHERE r.run_id = %(run)s AND r.state = 'staged' AND (%(where)s)""",
            code=code,
            where=where,
        )

    def _reject(self, run, code, where):
        self._execute(
            run,
            """UPDATE pulse_row AS r
                  SET action = 'reject', state = 'rejected', reason = %(code)s
                WHERE r.run_id = %(run)s AND r.state = 'staged' AND (%(where)s)""",
            code=code,
            where=where,
        )

    def _find_repetitions(self, run):
        """The same row again merges; the same id with other data is held, all of it."""
        self._execute(
            run,
            """
            WITH twin AS (
              SELECT id, object_name,
                     row_number() OVER (w ORDER BY file_id, line, id) AS place,
                     min(fingerprint) OVER w <> max(fingerprint) OVER w AS differ
                FROM pulse_row
               WHERE run_id = %(run)s AND state = 'staged' AND object_name IN %(one)s
              WINDOW w AS (PARTITION BY object_name, unit_key))
            UPDATE pulse_row AS r
               SET action = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                 THEN 'hold' ELSE 'merge' END,
                   state = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                THEN 'held' ELSE r.state END,
                   reason = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                 THEN 'duplicate_id' END
              FROM twin
             WHERE r.id = twin.id AND (twin.place > 1
                   OR (twin.differ AND twin.object_name <> 'physician'))
            """,
            one=ONE_ROW,
        )

    def _find_documents(self, run):
        """Join rows that name a file to it: by path, else by a unique name."""
        self.env["pulse.row"]._unflag(run, ["file_absent"])
        self._execute(
            run,
            """
            WITH file AS (
              SELECT id, lower(replace(name, '\\', '/')) AS path,
                     lower(regexp_replace(name, '^.*[/\\\\]', '')) AS base,
                     count(*) OVER (
                       PARTITION BY lower(regexp_replace(name, '^.*[/\\\\]', ''))) AS n
                FROM pulse_file WHERE run_id = %(run)s AND kind = 'document'),
            named AS (
              SELECT id, lower(replace(values->>'file', '\\', '/')) AS path
                FROM pulse_row
               WHERE run_id = %(run)s AND state = 'staged' AND values->>'file' <> '')
            UPDATE pulse_row AS r SET document_id = file.id
              FROM named JOIN file
                ON file.base = regexp_replace(named.path, '^.*/', '')
               AND (file.n = 1 OR file.path = named.path
                    OR file.path LIKE '%%/' || named.path)
             WHERE r.id = named.id
            """,
        )
        self.env["pulse.row"]._flag(
            "file_absent",
            SQL(
                """run_id = %s AND state = 'staged' AND document_id IS NULL
                   AND values->>'file' <> ''""",
                run.id,
            ),
            header=SQL(
                """(SELECT min(m.header) FROM pulse_mapping m
                     WHERE m.file_id = pulse_row.file_id AND m.field_name = 'file')"""
            ),
        )

    def _check_patients(self, run):
        """A row loads only onto a patient that is here or arrives in this run."""
        known = SQL(
            """EXISTS (SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient' AND p.external_id = r.patient_key
                        AND p.state = 'staged')
               OR EXISTS (SELECT 1 FROM pulse_link l
                           WHERE l.migration_id = r.migration_id
                             AND l.object_name = 'patient'
                             AND l.external_id = r.patient_key)"""
        )
        received = SQL(
            """EXISTS (SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient'
                        AND p.external_id = r.patient_key)"""
        )
        child = SQL("r.object_name NOT IN %s", _WITHOUT_PATIENT)
        # before the patients: a line of no bill has no patient either
        self._hold_unbilled(run)
        self._hold(run, "patient_missing", SQL("%s AND r.patient_key IS NULL", child))
        self._hold(
            run, "patient_held", SQL("%s AND NOT (%s) AND %s", child, known, received)
        )
        self._hold(run, "patient_unknown", SQL("%s AND NOT (%s)", child, known))

    def _check_dates(self, run):
        """A touch of a campaign needs a day, and today's would be a guess."""
        self._hold(
            run,
            "date_missing",
            SQL("r.object_name = 'campaign' AND r.occurred_on IS NULL"),
        )

    def _set_actions(self, run):
        """Compare what each unit's rows say with what they said when last loaded."""
        self._execute(
            run,
            """
            WITH unit AS (
              SELECT r.unit_object, r.unit_key, encode(sha256(string_agg(
                       r.print, ',' ORDER BY r.print COLLATE "C")::bytea),
                       'hex') AS fingerprint
                FROM (SELECT r.*, %(print)s AS print FROM pulse_row r %(joins)s
                       WHERE r.run_id = %(run)s) AS r
               WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               GROUP BY 1, 2)
            UPDATE pulse_row AS r
               SET action = CASE WHEN l.id IS NULL THEN 'create'
                                 WHEN l.fingerprint = unit.fingerprint THEN 'unchanged'
                                 ELSE 'update' END,
                   res_model = l.res_model, res_id = l.res_id
              FROM unit LEFT JOIN pulse_link l ON l.migration_id = %(migration)s
               AND l.object_name = unit.unit_object AND l.external_id = unit.unit_key
             WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               AND r.unit_object = unit.unit_object AND r.unit_key = unit.unit_key
            """,
            migration=run.migration_id.id,
            print=resolved.fingerprint(run.migration_id),
            joins=resolved.joins(),
        )

    def _finish_units(self, run):
        """A repeated row shares the fate of the row that it repeats."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET action = 'unchanged',
                   res_model = head.res_model, res_id = head.res_id
              FROM pulse_row AS head
             WHERE r.run_id = %(run)s AND r.action = 'merge' AND r.state = 'staged'
               AND head.run_id = %(run)s AND head.action = 'unchanged'
               AND head.object_name = r.object_name AND head.unit_key = r.unit_key
               AND (r.unit_object <> 'bill' OR head.external_id = r.external_id)
            """,
        )
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET action = 'hold', state = 'held',
                   reason = head.reason
              FROM pulse_row AS head
             WHERE r.run_id = %(run)s AND r.action = 'merge' AND r.state = 'staged'
               AND head.run_id = %(run)s AND head.state = 'held'
               AND head.object_name = r.object_name AND head.unit_key = r.unit_key
               AND (r.unit_object <> 'bill' OR head.external_id = r.external_id)
            """,
        )
