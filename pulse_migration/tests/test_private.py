"""Law 11: no patient in the log, whatever PostgreSQL refuses."""

import logging
import threading
from contextlib import contextmanager

import psycopg2

from odoo.tests import TransactionCase
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.loaders.private import RefusedError, private_log
from odoo.addons.pulse_migration.loaders.transient import is_transient

from .common import PATIENTS, PulseCase, appointment

SECRETS = ("Asha", "asha@", "98765", "Penicillin", "1984-02-29", "Cough", "Nagpur")


@contextmanager
def everything_logged():
    """Yield a list that gets every line of every logger, however talkative."""
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(
        f"{handler.format(record)} {record.exc_info or ''}"
    )
    loggers = [
        logging.getLogger(name)
        for name in (None, "odoo", "odoo.sql_db", "odoo.addons.pulse_migration")
    ]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        loggers[0].removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class TestPrivate(PulseCase):
    def assertPrivate(self, lines):
        """No line says anything about a patient; the refusal itself is said."""
        for secret in SECRETS:
            self.assertNotIn(secret, "\n".join(lines))
        self.assertTrue([line for line in lines if "refused" in line or "undo" in line])

    def refuse(self, table, condition):
        self.env.flush_all()
        self.env.cr.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT pulse_test CHECK ({condition})"
        )

    def test_a_refused_patient_is_in_no_log(self):
        run = self.approve(self.plan(patients=PATIENTS))
        self.refuse("res_partner", "city <> 'Pune'")
        with everything_logged() as lines:
            run._load()
        self.assertPrivate(lines)
        self.assertIn("CheckViolation (pulse_test)", "\n".join(lines))
        self.assertEqual(
            self.rows(run).mapped("state"), ["rejected", "created", "created"]
        )

    def test_a_refused_appointment_is_in_no_log(self):
        run = self.approve(
            self.plan(
                patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
            )
        )
        self.refuse("mail_activity", "date_deadline > '2025-01-01'")
        with everything_logged() as lines:
            run._load()
        self.assertPrivate(lines)
        self.assertEqual(self.rows(run, "appointment").state, "rejected")

    def test_a_refused_update_is_in_no_log(self):
        self.migrate(patients=PATIENTS)
        run = self.approve(self.plan(patients=[{**PATIENTS[0], "city": "Nagpur"}]))
        self.refuse("res_partner", "city <> 'Nagpur'")
        with everything_logged() as lines:
            run._load()
        self.assertPrivate(lines)
        self.assertEqual(self.partner("P1").city, "Pune")
        self.assertEqual(self.rows(run).reason, "refused_by_odoo")

    def test_a_refused_undo_is_in_no_log(self):
        run = self.migrate(patients=PATIENTS)
        self.env.cr.execute(
            """CREATE FUNCTION pulse_refuse() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'kept: %', OLD.name; END $$;
               CREATE TRIGGER pulse_refuse BEFORE DELETE ON res_partner
               FOR EACH ROW WHEN (OLD.city = 'Pune') EXECUTE FUNCTION pulse_refuse()"""
        )
        with everything_logged() as lines:
            run._undo()
        self.assertPrivate(lines)
        self.assertTrue(self.partner("P1"))
        self.assertFalse(self.partner("P2"))


class TestPrivateLog(TransactionCase):
    def divide(self):
        with self.env.cr.savepoint():
            self.env.cr.execute("SELECT 1 / 0 AS asha")

    def test_the_exception_that_leaves_says_nothing(self):
        with self.assertRaises(RefusedError) as caught, private_log():
            self.divide()
        self.assertEqual(str(caught.exception), "DivisionByZero")
        self.assertIsNone(caught.exception.__cause__)
        self.assertTrue(caught.exception.__suppress_context__)

    def test_a_lock_still_is_a_lock(self):
        """Whoever starts the batch again has to see it."""
        with self.assertRaises(psycopg2.OperationalError), private_log():
            raise psycopg2.errors.SerializationFailure

    def test_the_log_is_back_afterwards(self):
        with self.assertRaises(RefusedError), private_log():
            self.divide()
        with self.assertLogs("odoo.sql_db"), self.assertRaises(psycopg2.Error):
            self.divide()

    def test_other_threads_still_log(self):
        logger = logging.getLogger("odoo.sql_db")
        with private_log(), self.assertLogs("odoo.sql_db", logging.INFO) as log:
            logger.info("of this thread")
            thread = threading.Thread(target=logger.info, args=["of another"])
            thread.start()
            thread.join()
        self.assertEqual(log.output, ["INFO:odoo.sql_db:of another"])


class TestTransient(TransactionCase):
    def test_a_moment_is_no_fault_of_a_row(self):
        errors = psycopg2.errors
        for error in (
            psycopg2.OperationalError(),
            psycopg2.InterfaceError(),
            psycopg2.DatabaseError(),  # the server crashed meanwhile
            errors.SerializationFailure(),
            errors.DeadlockDetected(),
            errors.LockNotAvailable(),
        ):
            with self.subTest(type(error).__name__):
                self.assertTrue(is_transient(error))
        for error in (
            errors.ProgramLimitExceeded(),
            errors.UniqueViolation(),
            errors.StringDataRightTruncation(),
            ValueError(),
        ):
            with self.subTest(type(error).__name__):
                self.assertFalse(is_transient(error))

    def test_what_the_server_says_decides(self):
        for code, expected in (
            ("40001", True),
            ("40P01", True),
            ("55P03", True),
            ("53100", True),  # the disk is full: no row can help it
            ("57P01", True),
            ("54000", False),
            ("23505", False),
        ):
            with self.subTest(code):
                with self.assertRaises(psycopg2.Error) as caught:
                    with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                        self.env.cr.execute(
                            f"DO $$ BEGIN RAISE EXCEPTION SQLSTATE '{code}'; END $$"
                        )
                self.assertEqual(is_transient(caught.exception), expected)

    def test_a_refusal_of_a_row_quotes_nothing(self):
        with self.assertRaises(RefusedError), private_log():
            raise psycopg2.errors.ProgramLimitExceeded
