"""What is refused of a run whose source data was forgotten: its rows say nothing."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"purged_at"})

    purged_at = fields.Datetime(
        "Source Data Forgotten", readonly=True, copy=False, help="Its rows are empty."
    )

    def _check_not_purged(self):
        for run in self:
            if run.purged_at:
                raise UserError(
                    self.env._(
                        "The source data of this run was forgotten. Receive the "
                        "export again."
                    )
                )

    def _begin_staging(self):
        self._check_not_purged()
        return super()._begin_staging()

    def _do_or_start(self, verb):
        self._check_not_purged()
        return super()._do_or_start(verb)

    def action_plan(self):
        self._check_not_purged()
        return super().action_plan()

    def action_check(self):
        self._check_not_purged()
        return super().action_check()

    def _reopen(self, is_correction=False):
        self._check_not_purged()
        return super()._reopen(is_correction)

    @api.private
    def _load_again(self, *args, **kwargs):
        self._check_not_purged()
        return super()._load_again(*args, **kwargs)

    def action_verify(self):
        self._check_not_purged()
        return super().action_verify()

    def _verify_or_start(self):
        self._check_not_purged()
        return super()._verify_or_start()

    def _check_loadable(self):
        self._check_not_purged()
        return super()._check_loadable()


class Fix(models.Model):
    _inherit = "pulse.fix"

    @api.model
    def _check_may_fix(self, run):
        """What a row said is not there to be corrected."""
        run._check_not_purged()
        return super()._check_may_fix(run)


class Migration(models.Model):
    _inherit = "pulse.migration"

    def action_propose_rebuild(self):
        """Nothing is proposed out of data that are gone: no more is not nothing."""
        if all(run.purged_at for run in self.run_ids):
            self.run_ids._check_not_purged()
        return super().action_propose_rebuild()
