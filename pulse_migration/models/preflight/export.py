"""Pre-flight: what of the export still waits, and how long the load will take."""

from odoo import models

from ...engine.estimate import Measure, duration_text, expected, size_text
from .preflight import AMBER, GREEN, RED, Finding

_NAMED = 5  # files that a line names
_LONG = 4 * 3600  # seconds; beyond it a load wants a night


class Run(models.Model):
    _inherit = "pulse.run"

    def _measures(self):
        """Return {object: [rows, seconds, bytes, refused]}: the sample's own first."""
        return self._last_sample().measures or self.measures or {}

    def _estimate(self):
        """Return the ``Estimate`` of the load, None while nothing was measured."""
        measures = {
            name: Measure(*numbers[:3]) for name, numbers in self._measures().items()
        }
        return expected(measures, self._count_planned())


class Checker(models.AbstractModel):
    _inherit = "pulse.checker"

    def _checks(self):
        return [
            *super()._checks(),
            self._check_mapping,
            self._check_country,
            self._check_value_maps,
            self._check_rows,
            self._check_files,
            self._check_sample,
            self._check_duration,
            self._check_refused,
        ]

    def _check_mapping(self, run):
        waiting = run._waiting_files()
        open_ones = waiting.mapping_ids.filtered("is_order_open")
        if waiting:
            yield _of_files("mapping_unconfirmed", RED, waiting)
        else:
            yield Finding("mapping", GREEN)
        if open_ones:
            yield Finding(
                "date_orders_open",
                RED,
                len(open_ones),
                model="pulse.mapping",
                domain=[("id", "in", open_ones.ids)],
            )

    def _check_country(self, run):
        """Phones that are no numbers of the clinic's country speak against it."""
        country, found = run._find_country_of_phones()
        if country:
            yield Finding(
                "country_doubtful",
                AMBER,
                found.there,
                {
                    "all": found.numbers,
                    "there": country.phone_code,
                    "here": run.migration_id.country_id.phone_code,
                },
                model="pulse.migration",
                domain=[("id", "=", run.migration_id.id)],
            )

    def _check_value_maps(self, run):
        domain = [("migration_id", "=", run.migration_id.id), ("state", "=", "look")]
        count = self.env["pulse.value.map"].search_count(domain)
        if count:
            yield Finding(
                "value_maps_open", AMBER, count, model="pulse.value.map", domain=domain
            )
        else:
            yield Finding("value_maps", GREEN)

    def _check_rows(self, run):
        """Say for each reason how many rows would stay out."""
        groups = self.env["pulse.row"]._read_group(
            [("run_id", "=", run.id), ("state", "in", ("held", "rejected"))],
            ["state", "reason"],
            ["__count"],
            order="__count desc",
        )
        for state, reason, count in groups:
            yield Finding(
                f"rows_{state}",
                AMBER,
                count,
                {"reason_code": reason or "refused_by_odoo"},
                model="pulse.row",
                domain=[
                    ("run_id", "=", run.id),
                    ("state", "=", state),
                    ("reason", "=", reason),
                ],
            )
        loads = self.env["pulse.row"].search_count(
            [("run_id", "=", run.id), ("action", "not in", (False, "hold", "reject"))],
            limit=1,
        )
        if not loads:
            yield Finding("nothing_to_load", AMBER)
        elif not groups:
            yield Finding("rows_loadable", GREEN)

    def _check_files(self, run):
        counted = run.file_ids.filtered(lambda file: not file.is_excluded)
        found = False
        for state in ("unreadable", "unused"):
            files = counted.filtered(lambda file, state=state: file.state == state)
            if files:
                found = True
                yield _of_files(f"files_{state}", AMBER, files)
        if not found:
            yield Finding("files", GREEN)

    def _check_sample(self, run):
        sample = run._last_sample()
        params = {"model": "pulse.sample", "domain": [("id", "in", sample.ids)]}
        if not sample:
            yield Finding("never_sampled", AMBER)
        elif run.planned_at and sample.sampled_at < run.planned_at:
            yield Finding("sample_outdated", AMBER, **params)
        else:
            yield Finding("sampled", GREEN, sample.patient_count, **params)

    def _check_duration(self, run):
        rows = sum(run._count_planned().values())
        estimate = run._estimate()
        if estimate:
            low, high = estimate.seconds
            is_long = high > _LONG
            yield Finding(
                "duration_long" if is_long else "duration",
                AMBER if is_long else GREEN,
                params={
                    "rows": f"{rows:,}",
                    "low": duration_text(low),
                    "high": duration_text(high),
                },
            )
            low, high = estimate.bytes
            params = {"low": size_text(low), "high": size_text(high)}
            yield Finding("size", GREEN, params=params)
        elif rows < self.env["pulse.sampler"]._LEAST_ROWS:
            yield Finding("duration_few", GREEN, params={"rows": rows})
        else:
            yield Finding("duration_unmeasured", AMBER)

    def _check_refused(self, run):
        """What Odoo refused while a part was tried, it will refuse again."""
        measures = run._measures().values()
        refused = sum(numbers[3] for numbers in measures)
        if refused:
            yield Finding(
                "rows_refused",
                AMBER,
                refused,
                {"rows": sum(numbers[0] for numbers in measures)},
            )


def _of_files(code, level, files):
    """Return a finding that names the first of some files."""
    names = ", ".join(files[:_NAMED]._safe_names())
    return Finding(
        code,
        level,
        len(files),
        {"files": names + (", …" if len(files) > _NAMED else "")},
        model="pulse.file",
        domain=[("id", "in", files.ids)],
    )
