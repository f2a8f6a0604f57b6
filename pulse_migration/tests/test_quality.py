"""The data-quality report: each rule says what it should, and nothing else."""

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug


def patient(number, name, **more):
    """A patient whom somebody can reach, unless told otherwise."""
    return {
        "patient_id": number,
        "name": name,
        "email": f"{number}@example.com".lower(),
        **more,
    }


class QualityCase(PulseCase):
    def stage(self, **tables):
        """Receive and stage; return the run, nothing of which was confirmed."""
        run = self.migration._open_run()
        run._receive_path(self.export(**tables))
        run.action_stage()
        self.assertFalse(any(run.file_ids.mapped("is_confirmed")))
        return run

    def saying(self, run, code):
        """Return {id or line: [severity, column]} of the rows that say a code."""
        return {
            row.external_id or row.line: [issue[2], issue[1]]
            for row in self.rows(run)
            for issue in row.issues or ()
            if issue[0] == code
        }

    def codes(self, run):
        return set(run.issue_ids.mapped("code"))


class TestIds(QualityCase):
    def test_the_same_row_again_is_told_and_no_more(self):
        run = self.stage(patients=[patient("P1", "Asha Rao")] * 2)
        self.assertEqual(self.saying(run, "duplicate_row"), {"P1": ["info", ""]})
        self.assertNotIn("duplicate_id", self.codes(run))
        self.assertNotIn("same_name_and_email", self.codes(run))

    def test_one_id_with_two_meanings_is_an_error(self):
        run = self.stage(
            patients=[patient("P1", "Asha Rao"), patient("P1", "Ravi Iyer")]
        )
        self.assertEqual(self.saying(run, "duplicate_id"), {"P1": ["error", ""]})
        issue = run.issue_ids.filtered(lambda i: i.code == "duplicate_id")
        self.assertEqual((issue.row_count, issue.lines), (2, "2, 3"))
        self.assertNotIn("duplicate_row", self.codes(run))

    def test_an_id_of_two_files_is_one_id(self):
        run = self.stage(
            patients_a=[patient("P1", "Asha Rao")],
            patients_b=[patient("P1", "Asha Rao", city="Pune")],
        )
        self.assertEqual(
            self.rows(run).mapped("issue_codes"), ["duplicate_id", "duplicate_id"]
        )

    def test_ids_of_different_objects_do_not_meet(self):
        run = self.stage(
            patients=[patient("7", "Asha Rao")],
            appointments=[
                {**appointment(1, "7", "2024-03-05"), "appointment_id": "7"}
            ],
        )
        self.assertFalse({"duplicate_id", "duplicate_row"} & self.codes(run))

    def test_a_payment_that_stands_twice_is_looked_at(self):
        payment = {
            "payment_id": "R1",
            "patient_id": "P1",
            "bill_id": "B1",
            "payment_date": "2024-03-05",
            "amount_paid": "50.00",
            "payment_mode": "Cash",
        }
        run = self.stage(
            patients=[patient("P1", "Asha Rao")],
            bills=[bill(1, "P1", "2024-03-05", "100.00", "100.00")],
            payments=[payment, payment, {**payment, "payment_id": "R2"}],
        )
        self.assertEqual(self.saying(run, "row_repeated"), {"R1": ["warning", ""]})


class TestSmoke(QualityCase):
    def test_the_report_comes_before_any_confirmation(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05"), appointment(2, "P9", "2024-03-05")],
            prescriptions=[drug(1, "P1", "Amoxicillin")],
            bills=[bill(1, "P1", "2024-03-05", "100.00", "100.00")],
        )
        for issue in run.issue_ids:
            print(issue.severity, issue.file_id.name, issue.header, issue.code, issue.row_count, issue.lines)
            if issue.lines:
                rows = self.env["pulse.row"].search(issue.action_open_rows()["domain"])
                self.assertEqual(len(rows), issue.row_count)
