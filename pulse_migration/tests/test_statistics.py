"""PostgreSQL knows of what was written, even while it cleans the table itself."""

import psycopg2
from psycopg2.errors import LockNotAvailable

from odoo.tests import TransactionCase
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.loaders.statistics import look_at_grown

_KNOWN = "SELECT reltuples FROM pg_class WHERE oid = 'pulse_seen_test'::regclass"


class TestStatistics(TransactionCase):
    def setUp(self):
        super().setUp()
        self.other = psycopg2.connect(self.env.cr.connection.dsn)
        self.other.autocommit = True
        self.addCleanup(self.other.close)
        self.elsewhere("CREATE TABLE pulse_seen_test (id int)")
        self.addCleanup(self.drop)
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        self.mine = self.env(cr=cr)

    def elsewhere(self, query):
        with self.other.cursor() as cr:
            cr.execute(query)

    def drop(self):
        self.other.rollback()
        self.elsewhere("DROP TABLE pulse_seen_test")
        self.other.commit()

    def fill(self, count):
        self.mine.cr.execute(
            "INSERT INTO pulse_seen_test SELECT generate_series(1, %s)", [count]
        )

    def known(self):
        self.mine.cr.execute(_KNOWN)
        return self.mine.cr.fetchone()[0]

    def clean(self):
        """Hold what PostgreSQL's own cleaning holds."""
        self.other.autocommit = False
        self.elsewhere("LOCK TABLE pulse_seen_test IN SHARE UPDATE EXCLUSIVE MODE")

    def test_a_table_that_has_grown_is_looked_at(self):
        self.fill(500)
        look_at_grown(self.mine, ["pulse_seen_test", "no_such_table"])
        self.assertEqual(self.known(), 500)
        self.fill(400)
        look_at_grown(self.mine, ["pulse_seen_test"])
        self.assertEqual(self.known(), 500)

    def test_others_look_as_closely_as_before(self):
        self.mine.cr.execute("SHOW default_statistics_target")
        before = self.mine.cr.fetchone()
        self.fill(500)
        look_at_grown(self.mine, ["pulse_seen_test"])
        self.mine.cr.execute("SHOW default_statistics_target")
        self.assertEqual(self.mine.cr.fetchone(), before)

    @mute_logger("odoo.sql_db")
    def test_cleaning_is_waited_for_when_there_is_much(self):
        self.fill(500)
        self.clean()
        self.mine.cr.execute("SET LOCAL lock_timeout = '50ms'")
        with self.assertRaises(LockNotAvailable):
            look_at_grown(self.mine, ["pulse_seen_test"])

    @mute_logger("odoo.sql_db")
    def test_few_rows_wait_for_nobody(self):
        self.fill(50)
        self.clean()
        self.mine.cr.execute("SET LOCAL lock_timeout = '50ms'")
        look_at_grown(self.mine, ["pulse_seen_test"])
