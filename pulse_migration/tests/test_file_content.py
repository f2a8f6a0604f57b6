"""The bytes of a file: kept in parts, read where they lie."""

import io
import os
import zipfile
from unittest.mock import patch

from odoo.addons.pulse_migration.engine.readers import archive
from odoo.addons.pulse_migration.models.plan import batches as plan_batches
from odoo.addons.pulse_migration.models.receive import file_content

from .common import PATIENTS, PDF, PulseCase
from .test_document_loader import drug


class TestFileContent(PulseCase):
    def receive(self, content, name="scan.pdf"):
        run = self.migration._open_run()
        run._receive_stream(name, io.BytesIO(content))
        return run.file_ids

    def test_any_piece_of_any_part_is_read(self):
        content = PDF + os.urandom(100)
        with patch.object(file_content, "PART_BYTES", 7):
            file = self.receive(content)
            with file._open() as stream:
                for start, count in ((0, 3), (5, 30), (90, 500), (6, 1), (7, 7)):
                    stream.seek(start)
                    self.assertEqual(stream.read(count), content[start : start + count])
                stream.seek(-5, io.SEEK_END)
                self.assertEqual(stream.read(), content[-5:])

    def test_parts_kept_in_the_database_are_read_too(self):
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        content = PDF + os.urandom(50)
        with patch.object(file_content, "PART_BYTES", 16):
            file = self.receive(content)
            self.assertFalse(any(file.content_ids.mapped("store_fname")))
            self.assertEqual(file._read_content(), content)

    def test_a_closed_stream_leaves_no_file_open(self):
        file = self.receive(PDF)
        reader = file_content.PartsReader(file)
        reader.read(1)
        opened = reader._opened[1]
        reader.close()
        self.assertTrue(opened.closed)


class TestShelf(PulseCase):
    def setUp(self):
        super().setUp()
        self.contents = {f"rx{n}.pdf": PDF + os.urandom(2_000) for n in range(6)}
        self.drugs = [drug(n, "P1", "Amoxicillin", file=f"rx{n}.pdf") for n in range(6)]

    def export_zip(self):
        folder = self.export(patients=PATIENTS, prescriptions=self.drugs)
        with zipfile.ZipFile(folder / "scans.zip", "w") as package:
            for name, content in self.contents.items():
                package.writestr(name, content)
        return folder

    def run_of(self, folder):
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        return self.approve(run)

    def test_an_archive_is_opened_once_a_batch(self):
        run = self.run_of(self.export_zip())
        opened = []
        make = archive.Archive.__init__

        def init(this, stream):
            opened.append(this)
            make(this, stream)

        with patch.object(archive.Archive, "__init__", init):
            run._load()
        self.assertEqual(len(opened), 1)
        opened.clear()
        with patch.object(archive.Archive, "__init__", init):
            run.action_verify()
        self.assertEqual(len(opened), 1)
        self.assertEqual(run.state, "done")
        documents = self.documents("prescription")
        self.assertEqual(set(documents.mapped("raw")), set(self.contents.values()))

    def test_two_archives_and_a_folder(self):
        folder = self.export_zip()
        with zipfile.ZipFile(folder / "more.zip", "w") as package:
            package.writestr("rx7.pdf", PDF + b"7")
        (folder / "rx8.pdf").write_bytes(PDF + b"8")
        run = self.run_of(folder)
        files = {file.name: file for file in run.file_ids}
        shelf = run.file_ids._open_shelf()
        for name in ("rx0.pdf", "rx7.pdf", "rx8.pdf", "rx1.pdf", "rx7.pdf"):
            expected = self.contents.get(name) or PDF + name[2:3].encode()
            self.assertEqual(shelf.content_of(files[name]), expected)
        shelf.close()

    def test_batches_are_cut_by_bytes(self):
        """Six documents of 2 kB each, two and a half fit."""
        with patch.object(plan_batches, "BATCH_BYTES", 5_000):
            run = self.run_of(self.export_zip())
        batches = run.batch_ids.filtered(lambda b: b.object_name == "prescription")
        sizes = [len(batch.row_ids) for batch in batches]
        self.assertEqual(sum(sizes), 6)
        self.assertLessEqual(max(sizes), 3)
        self.assertGreater(len(batches), 1)
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")

    def test_one_document_larger_than_a_batch_loads(self):
        with patch.object(plan_batches, "BATCH_BYTES", 100):
            run = self.run_of(self.export_zip())
        batches = run.batch_ids.filtered(lambda b: b.object_name == "prescription")
        self.assertEqual([len(batch.row_ids) for batch in batches], [1] * 6)
