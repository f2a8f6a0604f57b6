"""``odoo pulse VERB``: the six verbs without a browser.

Prints one JSON object on stdout; everything else goes to stderr. The exit status is 0
when the verb did its work, and for ``verify`` only when nothing differs.
"""

import argparse
import json
import logging
import sys
import textwrap

from psycopg2 import Error

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config

_logger = logging.getLogger(__name__)
VERBS = ("receive", "stage", "plan", "approve", "load", "verify", "undo", "delta")
# what these did is committed in parts, and the same again goes on from there
_RESUMABLE = ("load", "verify", "undo")
_RECONNECTIONS = 20
_SECONDS = 120  # to wait for a server that restarts


class Pulse(Command):
    """Move a clinic from Pulse into this database, verb by verb"""

    name = "pulse"

    def run(self, args):
        options, odoo_args = self._parse(args)
        config.parse_config(
            ["--no-http", "--log-level=warn", "-d", options.database]
            + (["-c", options.config] if options.config else [])
            + odoo_args,
            setup_logging=True,
        )
        _log_to_stderr()
        try:
            result, is_good = self._run_verb(options)
        except UserError as error:
            sys.exit(f"pulse {options.verb}: {error.args[0]}")
        except OSError as error:  # a path that cannot be read or written
            sys.exit(f"pulse {options.verb}: {error.strerror}: {error.filename}")
        json.dump(result, sys.stdout, indent=1, default=str)
        sys.stdout.write("\n")
        sys.exit(0 if is_good else 1)

    def _run_verb(self, options):
        """Run the verb; one that a break cannot hurt goes on over a new connection."""
        # Odoo loads this file as a lone script, before it knows where the addons are
        # pylint: disable=odoo-addons-relative-import
        from odoo.addons.pulse_migration.cli import _verbs
        from odoo.addons.pulse_migration.loaders import transient

        registry = Registry(options.database)
        attempt = 0
        while True:
            try:
                with transient.new_cursor(registry, _SECONDS if attempt else 0) as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    return getattr(_verbs.Verbs(env, options), options.verb)()
            except Error as error:
                attempt += 1
                can_go_on = options.verb in _RESUMABLE and attempt <= _RECONNECTIONS
                if not can_go_on or not transient.is_transient(error):
                    raise
                _logger.warning("The database was not to be reached; going on.")

    def _parse(self, args):
        """Return the options, and the arguments that are Odoo's."""
        parser = argparse.ArgumentParser(
            prog=self.prog,
            description=textwrap.dedent(__doc__),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("verb", choices=VERBS)
        parser.add_argument("path", nargs="?", help="receive, delta: the export")
        parser.add_argument("-d", "--database", required=True)
        parser.add_argument("-c", "--config", help="Odoo's configuration file")
        parser.add_argument("-m", "--migration", default="", help="name of the clinic")
        for verb, add_options in _OPTIONS.items():
            add_options(parser.add_argument_group(verb))
        return parser.parse_known_intermixed_args(args)


def _add_receive(group):
    group.add_argument("--country", help="ISO code of the clinic's country")
    group.add_argument("--time-zone", help="the clinic's time zone")
    group.add_argument("--currency", help="ISO code of its currency")


def _add_stage(group):
    group.add_argument(
        "--fresh-company",
        action="store_true",
        help="nothing was booked here yet; take country and currency over",
    )


def _add_approve(group):
    group.add_argument(
        "--physicians",
        choices=("create", "fallback"),
        help="what becomes of physicians who have no user",
    )
    group.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="FILE",
        help="leave out a file that cannot be used; may be repeated",
    )
    group.add_argument("--comment", default="", help="why")


def _add_load(group):
    group.add_argument(
        "--again",
        action="store_true",
        help="also the rows that failed while they were loaded",
    )
    when = group.add_mutually_exclusive_group()
    when.add_argument(
        "--at",
        metavar="HH:MM",
        help="leave it to the running server, at this time of the clinic",
    )
    when.add_argument(
        "--between",
        metavar="HH:MM-HH:MM",
        help="leave it to the running server, only in these hours",
    )


def _add_verify(group):
    group.add_argument("--report", help="write the report to this file")


def _add_undo(group):
    group.add_argument(
        "--plan",
        action="store_true",
        dest="is_plan",
        help="only say what would happen",
    )
    group.add_argument("--phase", help="only this phase of the last run")
    group.add_argument("--object", help="only this object of the last run")
    group.add_argument("--patient", help="only this patient of the last run")


_OPTIONS = {
    "receive": _add_receive,
    "stage": _add_stage,
    "approve": _add_approve,
    "load": _add_load,
    "verify": _add_verify,
    "undo": _add_undo,
}


def _log_to_stderr():
    """Keep stdout for the JSON."""
    for handler in logging.getLogger().handlers:
        if getattr(handler, "stream", None) is sys.stdout:
            handler.setStream(sys.stderr)
