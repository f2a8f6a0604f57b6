"""The verify verb: read every written record back and account for every row."""

from odoo import api, models

from ...loaders import noise
from ...loaders.statistics import FILLED, look_at_grown, look_at_rows
from ..migration.run import DONE, FAILED
from ..stage.row import OUTCOMES


class Run(models.Model):
    _inherit = "pulse.run"

    def action_verify(self):
        """Read everything back; done when nothing differs, else say what does."""
        self._check_may_run()
        for run in self:
            run._forget_slices()
            run._verify()

    def _look_at_loaded(self):
        """Let PostgreSQL see what the load made of the tables."""
        look_at_rows(self.env)
        look_at_grown(self.env, FILLED)

    def _verify(self):
        """Verify what no slice did; write the report and the state that follows."""
        with self._timed("verify", self._slice_seconds()):
            report = self.env["pulse.verify"].sudo()._verify(self.sudo())
        self.sudo().report = {
            **report,
            "seconds": self.seconds,
            "peak_rss_mb": self.peak_rss_mb,
        }
        bad = self.check_ids.filtered(lambda check: check.severity == "error")
        self._set_state(FAILED if bad else DONE)
        self._log("verify", differences=len(bad))
        self._commit()


class Verify(models.AbstractModel):
    """Compares a run's rows with what Odoo holds; writes findings, changes nothing."""

    _name = "pulse.verify"
    _description = "Verification"

    @api.model
    def _verify(self, run):
        """Write what differs to ``pulse.check``; return the report as a dict."""
        self.env.flush_all()
        self.env.invalidate_all()
        if not run.verify_token:
            run._look_at_loaded()
            run.check_ids.unlink()
        records = self._compare_records(run)
        objects = self._count_rows(run)
        self._check_files(run)
        self._list_kept_on_row(run)
        self._list_kept_columns(run)
        self._find_orphans(run)
        self._find_lonely_records(run)
        return {
            "migration": run.migration_id.name,
            "run": run.id,
            "files": self._list_files(run),
            "objects": objects,
            **self._report_issues(run),
            "verify": records,
            "money": self._count_money(run),
            **self._count_noise(run),
        }

    def _add(self, run, code, severity="error", **vals):
        self.env["pulse.check"].create(
            {"run_id": run.id, "code": code, "severity": severity, **vals}
        )

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
                **{state: states.get(state, 0) for state in OUTCOMES},
            }
            missing = expected - sum(states.get(state, 0) for state in OUTCOMES)
            if missing:
                self._add(
                    run, "rows_unaccounted", object_name=object_name, count=missing
                )
        return objects

    def _received(self, run):
        """Return {object: records the readers counted}, and check every file's rows."""
        staged = self._staged_by_file(run)
        received = {}
        for file in run.file_ids.filtered("object_name"):
            name = file.object_name
            received[name] = received.get(name, 0) + file.row_count
            if staged.get(file, 0) != file.row_count:
                self._add(run, "file_rows_differ", object_name=name, file_id=file.id)
        return received

    def _staged_by_file(self, run):
        """Return {file: rows that were staged of it}."""
        return dict(
            self.env["pulse.row"]._read_group(
                [("run_id", "=", run.id)], ["file_id"], ["__count"]
            )
        )

    # noise

    def _count_noise(self, run):
        """Sum what the batches measured: mails, messages, followers, activities."""
        measured = [batch.noise or {} for batch in run.batch_ids]
        counts = {kind: sum(n.get(kind, 0) for n in measured) for kind in noise.KINDS}
        for kind, count in counts.items():
            if count:
                self._add(run, f"{kind}_found", count=count)
        return counts
