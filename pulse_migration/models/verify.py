"""The verify verb: read every written record back and account for every row."""

from odoo import api, models
from odoo.tools import SQL

from ..loaders.base import loader_of
from .run import DONE, FAILED

STATES = ("created", "updated", "unchanged", "merged", "held", "rejected", "excluded")
CHUNK = 1000
_QUIET_COUNTS = {
    # what a load must never make: (table, columns that point at a record)
    "mails_queued": SQL(
        """SELECT count(*) FROM mail_mail mm JOIN mail_message m
             ON m.id = mm.mail_message_id JOIN target t
             ON t.res_model = m.model AND t.res_id = m.res_id"""
    ),
    "messages": SQL(
        """SELECT count(*) FROM mail_message m JOIN target t
             ON t.res_model = m.model AND t.res_id = m.res_id"""
    ),
    "followers": SQL(
        """SELECT count(*) FROM mail_followers f JOIN target t
             ON t.res_model = f.res_model AND t.res_id = f.res_id"""
    ),
}


class Run(models.Model):
    _inherit = "pulse.run"

    def action_verify(self):
        """Read everything back; done when nothing differs, else say what does."""
        self._check_may_run()
        for run in self:
            with run._timed("verify"):
                report = run.env["pulse.verify"].sudo()._verify(run)
            run.sudo().report = {
                **report,
                "seconds": run.seconds,
                "peak_rss_mb": run.peak_rss_mb,
            }
            bad = run.check_ids.filtered(lambda check: check.severity == "error")
            run._set_state(FAILED if bad else DONE)
            run._log("verify", differences=len(bad))
            run._commit()


class Verify(models.AbstractModel):
    _name = "pulse.verify"
    _description = "Verification"

    @api.model
    def _verify(self, run):
        """Write what differs to ``pulse.check``; return the report as a dict."""
        self.env.flush_all()
        self.env.invalidate_all()
        run.check_ids.unlink()
        records = self._compare_records(run)
        objects = self._count_rows(run)
        self._find_orphans(run)
        return {
            "migration": run.migration_id.name,
            "run": run.id,
            "files": self._list_files(run),
            "objects": objects,
            "issues": self._list_issues(run),
            "verify": records,
            "money": self._count_money(run),
            **self._count_noise(run),
        }

    def _add(self, run, code, severity="error", **vals):
        self.env["pulse.check"].create(
            {"run_id": run.id, "code": code, "severity": severity, **vals}
        )

    # records

    def _compare_records(self, run):
        """Compare what the rows say with what the database holds, field by field."""
        totals = {"records": 0, "fields": 0, "mismatches": 0}
        objects = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_object FROM pulse_row
                    WHERE run_id = %s AND state IN ('created', 'updated', 'merged')
                    ORDER BY 1""",
                run.id,
            )
        )
        for (object_name,) in objects:
            loader = loader_of(run, object_name)
            scope = loader._scope(run)
            for units in self._unit_chunks(run, object_name, loader, scope):
                self._compare_units(run, loader, units, scope, totals)
                self.env.invalidate_all()
        return totals

    def _unit_chunks(self, run, object_name, loader, scope):
        """Yield lists of units whose rows were loaded, a bounded number at a time."""
        keys = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = %s
                      AND state IN ('created', 'updated', 'merged') ORDER BY 1""",
                run.id,
                object_name,
            )
        )
        keys = [key for (key,) in keys]
        for start in range(0, len(keys), CHUNK):
            where = SQL(
                """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
                   AND state IN ('created', 'updated', 'merged')""",
                run.id,
                object_name,
                keys[start : start + CHUNK],
            )
            yield loader._build_units(where, scope)

    def _compare_units(self, run, loader, units, scope, totals):
        expected = loader._expected(units, scope)
        links = self.env["pulse.link"].search_fetch(
            [
                ("migration_id", "=", run.migration_id.id),
                ("object_name", "=", units[0].head.object_name),
                ("external_id", "in", list(expected)),
            ],
            ["external_id", "res_model", "res_id"],
        )
        targets = {link.external_id: link for link in links}
        names = list(dict.fromkeys(n for vals in expected.values() for n in vals))
        found = loader._read_back([link.res_id for link in links], names)
        edited = self._edited_keys(run, units)
        for key, wanted in expected.items():
            link = targets.get(key)
            actual = found.get(link.res_id) if link else None
            totals["records"] += 1
            self._compare_one(
                run, units, key, wanted, actual, link, totals, key in edited
            )

    def _compare_one(self, run, units, key, wanted, actual, link, totals, is_edited):
        object_name = units[0].head.object_name
        where = {
            "object_name": object_name,
            "external_id": key,
            "res_model": link.res_model if link else False,
            "res_id": link.res_id if link else 0,
        }
        if actual is None:
            totals["mismatches"] += 1
            self._add(run, "record_missing", **where)
            return
        for name, value in wanted.items():
            totals["fields"] += 1
            if actual.get(name) == value:
                continue
            if is_edited:
                self._add(run, "edited_in_odoo", "warning", field_name=name, **where)
                continue
            totals["mismatches"] += 1
            self._add(run, "field_differs", field_name=name, **where)

    def _edited_keys(self, run, units):
        """Return the keys of units whose load left a field to a person's edit."""
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key FROM pulse_row WHERE id = ANY(%s)
                      AND issue_codes LIKE '%%edited_in_odoo%%'""",
                [row.id for unit in units for row in unit.rows],
            )
        )
        return {key for (key,) in rows}

    # counts

    def _count_rows(self, run):
        """Per object and per file: received is the sum of the outcomes."""
        counts = run._count_by("state")
        received = self._received(run)
        objects = {}
        for object_name, expected in received.items():
            states = counts.get(object_name, {})
            objects[object_name] = {
                "received": expected,
                **{state: states.get(state, 0) for state in STATES},
            }
            missing = expected - sum(states.get(state, 0) for state in STATES)
            if missing:
                self._add(
                    run, "rows_unaccounted", object_name=object_name, count=missing
                )
        return objects

    def _received(self, run):
        """Return {object: records the readers counted}, and check every file's rows."""
        staged = dict(
            self.env["pulse.row"]._read_group(
                [("run_id", "=", run.id)], ["file_id"], ["__count"]
            )
        )
        received = {}
        for file in run.file_ids.filtered("object_name"):
            name = file.object_name
            received[name] = received.get(name, 0) + file.row_count
            if staged.get(file, 0) != file.row_count:
                self._add(run, "file_rows_differ", object_name=name)
        return received

    def _list_files(self, run):
        return [
            {
                "name": file.display_name,
                "object": file.object_name or file.kind,
                "rows": file.row_count,
                "sha256": file.sha256,
                "state": file.state,
            }
            for file in run.file_ids.sorted("id")
        ]

    def _list_issues(self, run):
        """Every issue and every reason of a row that did not load, by place."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT f.name, r.line, i->>1, i->>0, i->>2
                  FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id,
                       jsonb_array_elements(coalesce(nullif(r.issues, 'null'), '[]')) i
                 WHERE r.run_id = %(run)s
                UNION ALL
                SELECT f.name, r.line, '', r.reason,
                       CASE WHEN r.state = 'excluded' THEN 'info' ELSE 'error' END
                  FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
                 WHERE r.run_id = %(run)s AND r.reason IS NOT NULL
                 ORDER BY 1, 2, 3
                """,
                run=run.id,
            )
        )
        keys = ("file", "row", "column", "code", "severity")
        return [dict(zip(keys, row, strict=True)) for row in rows]

    # noise

    def _count_noise(self, run):
        """Count mails, messages and followers on the records that the run created."""
        noise = {}
        for name, query in _QUIET_COUNTS.items():
            found = self.env.execute_query(
                SQL(
                    """WITH target AS (SELECT res_model, res_id FROM pulse_change
                         WHERE run_id = %s AND operation = 'create'
                           AND undo_state IS NULL) %s""",
                    run.id,
                    query,
                )
            )
            noise[name] = found[0][0]
            if noise[name]:
                self._add(run, f"{name}_found", "warning", count=noise[name])
        return noise

    # orphans

    def _find_orphans(self, run):
        """Rows without their patient, and documents that no row names."""
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, reason, count(*) FROM pulse_row
                    WHERE run_id = %s AND state = 'held' GROUP BY 1, 2 ORDER BY 1, 2""",
                run.id,
            )
        )
        for object_name, code, count in rows:
            self._add(run, code, "warning", object_name=object_name, count=count)
        lonely = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM pulse_file f
                    WHERE f.run_id = %s AND f.kind = 'document' AND NOT EXISTS (
                      SELECT 1 FROM pulse_row r WHERE r.run_id = f.run_id
                         AND r.document_id = f.id)""",
                run.id,
            )
        )[0][0]
        if lonely:
            self._add(run, "document_unclaimed", "warning", count=lonely)
