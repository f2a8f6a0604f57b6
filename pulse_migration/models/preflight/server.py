"""Pre-flight: the server that a run would be loaded on."""

import importlib.util
import os
import shutil
from datetime import timedelta

import pytz

from odoo import fields, models, release
from odoo.modules import Manifest
from odoo.tools import SQL, config

from ...engine.estimate import size_text
from ..migration.run import RUNNING
from .preflight import AMBER, GREEN, RED, Finding

ADDON = "pulse_migration"
_VERSION = (19, 0)
# a document takes its own bytes, and what the file store keeps beside it
DOCUMENT_FACTOR = 1.1
AMPLE = 2  # free space below this many times the need wants a look
_IDLE = timedelta(days=1)
WRITTEN_MODELS = (
    "res.partner",
    "res.users",
    "mail.activity",
    "ir.attachment",
    "account.move",
    "account.payment",
)
_LOAD_CRONS = ("ir_cron_load_1", "ir_cron_load_2")


class Checker(models.AbstractModel):
    _inherit = "pulse.checker"

    def _checks(self):
        return [
            *super()._checks(),
            self._check_version,
            self._check_dependencies,
            self._check_mail_servers,
            self._check_mail_queue,
            self._check_automations,
            self._check_crons,
            self._check_document_disk,
            self._check_database_disk,
            self._check_time_zone,
            self._check_other_runs,
        ]

    def _check_version(self, run):
        version = ".".join(map(str, release.version_info[:2]))
        if release.version_info[:2] != _VERSION:
            wanted = ".".join(map(str, _VERSION))
            params = {"version": version, "wanted": wanted}
            yield Finding("odoo_version_other", RED, params=params)
            return
        is_enterprise = release.version_info[-1] == "e" or self._has_module(
            "web_enterprise"
        )
        edition = "Enterprise" if is_enterprise else "Community"
        yield Finding(
            "odoo_version", GREEN, params={"version": version, "edition": edition}
        )

    def _has_module(self, name):
        return bool(
            self.env["ir.module.module"].search_count(
                [("name", "=", name), ("state", "=", "installed")], limit=1
            )
        )

    def _check_dependencies(self, run):
        manifest = Manifest.for_addon(ADDON)
        missing = [name for name in manifest["depends"] if not self._has_module(name)]
        missing += [
            name
            for name in manifest["external_dependencies"]["python"]
            if importlib.util.find_spec(name) is None
        ]
        if missing:
            yield Finding(
                "dependencies_missing",
                RED,
                len(missing),
                {"names": ", ".join(missing)},
            )
        else:
            yield Finding("dependencies", GREEN)

    def _check_mail_servers(self, run):
        count = self.env["ir.mail_server"].search_count([])
        if count:
            yield Finding("mail_servers", AMBER, count, model="ir.mail_server")
        else:
            yield Finding("mail_servers_none", GREEN)

    def _check_mail_queue(self, run):
        domain = [("state", "=", "outgoing")]
        count = self.env["mail.mail"].search_count(domain)
        if count:
            yield Finding("mail_queue", AMBER, count, model="mail.mail", domain=domain)
        else:
            yield Finding("mail_queue_empty", GREEN)

    def _check_automations(self, run):
        """Rules wait for what people do; those that wait for a day find patients too"""
        if "base.automation" not in self.env:
            return
        domain = [("model_id.model", "in", WRITTEN_MODELS)]
        count = self.env["base.automation"].search_count(domain)
        if count:
            model = "base.automation"
            yield Finding("automations", AMBER, count, model=model, domain=domain)
        else:
            yield Finding("automations_none", GREEN)

    def _check_crons(self, run):
        """The button only asks a scheduled action to load: one has to run."""
        crons = self.env["ir.cron"].with_context(active_test=False)
        own = crons.browse([self.env.ref(f"{ADDON}.{name}").id for name in _LOAD_CRONS])
        recent = crons.search_count(
            [("lastcall", ">", fields.Datetime.now() - _IDLE)], limit=1
        )
        if not all(own.mapped("active")):
            domain = [("id", "in", own.ids), ("active", "in", (True, False))]
            yield Finding("crons_off", AMBER, model="ir.cron", domain=domain)
        elif not recent:
            yield Finding("crons_idle", AMBER, model="ir.cron", domain=[])
        else:
            yield Finding("crons", GREEN)

    def _check_document_disk(self, run):
        """Every document that a row names is written into the file store."""
        rows = self.env.execute_query(
            SQL(
                """SELECT coalesce(sum(size), 0) FROM pulse_file
                    WHERE id IN (SELECT document_id FROM pulse_row
                                  WHERE run_id = %s AND state = 'staged')""",
                run.id,
            )
        )
        needed = float(rows[0][0]) * DOCUMENT_FACTOR
        if needed:
            store = config.filestore(self.env.cr.dbname)
            yield from self._compare_space("disk", needed, _free_bytes(store))

    def _check_database_disk(self, run):
        estimate = run._estimate()
        if not estimate:
            return
        free = self._free_database_bytes()
        if free is None:
            yield Finding(
                "database_disk_unknown",
                AMBER,
                params={"needed": size_text(estimate.bytes.high)},
            )
        else:
            yield from self._compare_space("database_disk", estimate.bytes.high, free)

    def _compare_space(self, code, needed, free):
        params = {"needed": size_text(needed), "free": size_text(free)}
        if free < needed:
            yield Finding(f"{code}_short", RED, params=params)
        elif free < AMPLE * needed:
            yield Finding(f"{code}_scarce", AMBER, params=params)
        else:
            yield Finding(code, GREEN, params=params)

    def _free_database_bytes(self):
        """Return the free bytes of the database's disk, None where they don't show.

        Only a server on this machine, and a role that may read its settings, tell.
        """
        host = config["db_host"] or ""
        if host and not host.startswith("/") and host not in ("localhost", "127.0.0.1"):
            return None
        rows = self.env.execute_query(
            SQL(
                """SELECT CASE WHEN rolsuper OR
                               pg_has_role(oid, 'pg_read_all_settings', 'USAGE')
                          THEN current_setting('data_directory') END
                     FROM pg_roles WHERE rolname = current_user"""
            )
        )
        folder = rows[0][0]
        try:
            return _free_bytes(folder) if folder else None
        except OSError:
            return None

    def _check_time_zone(self, run):
        migration = run.migration_id
        country = migration.country_id
        zones = pytz.country_timezones.get(country.code or "", ())
        same = {pytz.timezone(zone).zone for zone in zones}
        params = {"tz": migration.tz, "country": country.name}
        if migration.tz in same or not zones or self._has_same_clock(migration, zones):
            yield Finding("time_zone", GREEN, params=params)
        else:
            domain = [("id", "=", migration.id)]
            yield Finding(
                "time_zone_odd",
                AMBER,
                params=params,
                model="pulse.migration",
                domain=domain,
            )

    def _has_same_clock(self, migration, zones):
        """Old names such as Asia/Calcutta tell the same time, winter and summer."""
        year = fields.Date.today().year
        clock = _offsets(migration.tz, year)
        return any(_offsets(zone, year) == clock for zone in zones)

    def _check_other_runs(self, run):
        domain = [("state", "=", RUNNING), ("id", "!=", run.id)]
        count = self.env["pulse.run"].search_count(domain)
        if count:
            yield Finding("runs_other", AMBER, count, model="pulse.run", domain=domain)
        else:
            yield Finding("runs_none", GREEN)


def _free_bytes(folder):
    """Return the free bytes where the folder is, or will be."""
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return shutil.disk_usage(folder).free


def _offsets(zone, year):
    """Return the offset from UTC at noon of the first day of each month."""
    clock = pytz.timezone(zone)
    return [
        clock.utcoffset(fields.Datetime.to_datetime(f"{year}-{month:02d}-01 12:00:00"))
        for month in range(1, 13)
    ]
