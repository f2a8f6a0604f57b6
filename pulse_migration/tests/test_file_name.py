"""A file may be named after its patient: no text that leaves the screen says so."""

import io
import zipfile

from odoo.exceptions import UserError, ValidationError

from .common import PATIENTS, PDF, PulseCase, appointment

CHAT = b"05/03/24, 10:15 - Asha Rao: Hello\n05/03/24, 10:16 - Clinic: Yes\n"
CHAT_NAME = "WhatsApp Chat with Asha Rao.txt"


class TestSafeName(PulseCase):
    def receive(self, **files):
        run = self.migration._open_run()
        run._receive_path(self.export(patients=PATIENTS))
        for name, content in files.items():
            run._receive_stream(name, io.BytesIO(content))
        return run

    def zipped(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("_chat.txt", CHAT)
        return buffer.getvalue()

    def test_tables_are_named_chats_and_documents_numbered(self):
        run = self.receive(
            **{
                CHAT_NAME: CHAT,
                "Asha Rao.zip": self.zipped(),
                "Asha Rao 2024.pdf": PDF,
                "WhatsApp Chat with Ravi.txt": b"",
            }
        )
        for file in run.file_ids:
            name = file._safe_name()
            with self.subTest(file.name):
                self.assertNotIn("Asha", name)
                self.assertNotIn("Ravi", name)
                if file.name == "patients.csv":
                    self.assertEqual(name, "patients.csv")
                else:
                    self.assertIn(str(file.id), name)

    def test_no_refusal_names_a_patient(self):
        run = self.receive(**{CHAT_NAME: CHAT})
        run.action_stage()
        run.action_plan()
        self.assertIn(CHAT_NAME, run.file_ids.mapped("name"))
        said = [run._blocked_text(run.file_ids)]
        with self.assertRaises(UserError) as caught:
            run.action_approve()
        said.append(str(caught.exception))
        chat = run.file_ids.filtered("is_chat")
        self.assertEqual(len(chat), 1)
        with self.assertRaises(UserError) as caught:
            chat.action_exclude()
        said.append(str(caught.exception))
        said += [run._describe_files({str(chat.id)})]
        said += [run._describe_columns({str(chat.mapping_ids[0].id)})]
        said += [str(line.params) for line in run.preflight_ids]
        for text in said:
            with self.subTest(text):
                self.assertNotIn("Asha", text)
        self.assertIn(f"chat {chat.id}", said[0])

    def test_a_word_of_the_export_is_in_no_refusal(self):
        visits = [{**appointment(1, "P1", "2024-03-05"), "type": "Asha wants a call"}]
        self.plan(patients=PATIENTS, appointments=visits)
        line = self.migration.value_map_ids.filtered(
            lambda m: m.source_value == "Asha wants a call"
        )
        self.assertTrue(line)
        with self.assertRaises(ValidationError) as caught:
            line.meaning = "paid"
        self.assertNotIn("Asha", str(caught.exception))
