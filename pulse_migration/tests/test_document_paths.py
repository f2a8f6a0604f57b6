"""A document is its own patient's: one of the same name elsewhere is not."""

from .common import PATIENTS, PDF, PulseCase
from .source_common import SourceCase
from .test_document_loader import drug

OTHER = PDF.replace(b"/Catalog", b"/Catalog /Other 1")


class TestDocumentPaths(PulseCase):
    def found(self, *paths, **files):
        """Return {path of the row: path of its file} of a planned export.

        Each path is another patient's.
        """
        drugs = [
            drug(number, f"P{number}", "Amoxicillin", file=path)
            for number, path in enumerate(paths, 1)
        ]
        run = self.plan(patients=PATIENTS, prescriptions=drugs, **files)
        rows = self.rows(run, "prescription")
        return {row.values["file"]: row.document_id.name for row in rows}

    def test_a_file_of_one_folder_is_not_that_of_another(self):
        found = self.found(
            "files/17/report.pdf", "files/99/report.pdf", files__17__report_pdf=PDF
        )
        self.assertFalse(found["files/99/report.pdf"])
        self.assertTrue(found["files/17/report.pdf"].endswith("17/report.pdf"))

    def test_a_bare_name_of_several_files_finds_none(self):
        found = self.found("report.pdf", a__report_pdf=PDF, b__report_pdf=OTHER)
        self.assertFalse(found["report.pdf"])

    def test_a_path_that_ends_two_files_finds_none(self):
        files = {"a__17__report_pdf": PDF, "b__17__report_pdf": OTHER}
        self.assertFalse(self.found("17/report.pdf", **files)["17/report.pdf"])
        self.assertTrue(self.found("a/17/report.pdf", **files)["a/17/report.pdf"])

    def test_a_mark_in_a_path_is_no_wildcard(self):
        found = self.found("a_b/report.pdf", axb__report_pdf=PDF)
        self.assertFalse(found["a_b/report.pdf"])

    def test_a_file_without_its_folder_is_nobodys_when_two_claim_it(self):
        found = self.found("17/report.pdf", "99/report.pdf", report_pdf=PDF)
        self.assertEqual(set(found.values()), {False})
        found = self.found("17/report.pdf", report_pdf=PDF)
        self.assertTrue(found["17/report.pdf"])

    def test_a_longer_path_and_a_bare_unique_name_find_their_file(self):
        files = {"files__rx1_pdf": PDF, "files__rx2_pdf": OTHER}
        found = self.found("D:/clinic/files/rx1.pdf", "rx2.pdf", **files)
        self.assertTrue(all(found.values()), found)


class TestServerDocuments(SourceCase):
    def setUp(self):
        super().setUp()
        self.clinic.ids["prescriptions"] = "prescription_id"
        self.clinic.tables["prescriptions"] = {}
        self.source.endpoint_ids = [
            (
                0,
                0,
                {
                    "object_name": "prescription",
                    "path": "prescriptions",
                    "document_key": "file",
                },
            )
        ]

    def found(self, *addresses):
        """Poll and plan prescriptions that name ``addresses``; {address: bytes}."""
        for number, address in enumerate(addresses, 1):
            self.clinic.put(
                "prescriptions", drug(number, f"P{number}", "Amoxicillin", file=address)
            )
        self.assertEqual(self.poll(), {})
        run = self.source.run_ids
        run.action_stage()
        run.action_plan()
        rows = self.rows(run, "prescription")
        return {
            row.values["file"]: row.document_id and row.document_id._read_content()
            for row in rows
        }

    def test_a_download_that_fails_leaves_no_other_patients_document(self):
        self.clinic.files["files/17/report.pdf"] = PDF
        found = self.found("/files/17/report.pdf", "/files/99/report.pdf")
        self.assertEqual(found["files/17/report.pdf"], PDF)
        self.assertFalse(found["files/99/report.pdf"])

    def test_a_web_address_finds_its_own(self):
        self.clinic.files.update({"f/1/a.pdf": PDF, "f/2/a.pdf": OTHER})
        urls = [f"{self.mock.url}/f/{number}/a.pdf" for number in (1, 2)]
        self.assertEqual(self.found(*urls), dict(zip(urls, (PDF, OTHER), strict=True)))

    def test_a_question_is_part_of_a_documents_name(self):
        self.clinic.files["download"] = PDF
        urls = [f"{self.mock.url}/download?id={number}" for number in (1, 2)]
        self.assertEqual(self.found(*urls), dict.fromkeys(urls, PDF))

    def test_nobody_waits_for_the_server_while_documents_come(self):
        self.clinic.files["files/17/report.pdf"] = PDF
        order = []
        lists, source = type(self.source.endpoint_ids), type(self.source)
        fetch, queue = lists._fetch_documents, source._queue

        def fetch_documents(endpoint, client, records):
            order.append("fetch")
            return fetch(endpoint, client, records)

        def queue_up(source):
            order.append("queue")
            return queue(source)

        self.patch(lists, "_fetch_documents", fetch_documents)
        self.patch(source, "_queue", queue_up)
        self.found("/files/17/report.pdf")
        pages = len(order) // 2
        self.assertEqual(order, ["fetch", "queue"] * pages)
