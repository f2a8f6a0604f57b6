"""WhatsApp "Export chat" files of both systems."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.readers.whatsapp import HEADER, contact_name
from odoo.addons.pulse_migration.tests.readers_common import lines, one

ANDROID = (
    "05/03/2025, 10:14 - Messages and calls are end-to-end encrypted.\n"
    "05/03/2025, 10:14 - Ram Kumar: Hello doctor\nI have pain: left side\n\n- Ram\n"
    "05/03/2025, 10:20 - Smile Clinic: IMG-20250305-WA0001.jpg (file attached)\nX-ray\n"
    "05/03/2025, 10:21 - Ram Kumar: <Media omitted>\n"
    '05/03/2025, 10:22 - Ram Kumar changed the subject to "A: B"\n'
)
IPHONE = (
    "[05/03/2025, 10:14:33] Smile Clinic: \u200eMessages are end-to-end encrypted.\r\n"
    "[05/03/2025, 10:15:00] ~\u202fRam: Hello\r\nagain\r\n"
    "\u200e[05/03/2025, 10:16:01] Ram: \u200e<attached: 0003-PHOTO-2025.jpg>\r\n"
    "[05/03/2025, 10:17:01] Ram: \u200eimage omitted\r\n"
    "[05/03/2025, 10:18:01] Ram: report.pdf • \u200e2 pages "
    "\u200e<attached: 4-report.pdf>\r\n"
)


class TestNumberOfTwo(TestCase):
    def test_an_iphones_chat_of_two_is_named_by_the_number_that_writes(self):
        text = (
            "[05/03/2025, 10:15:00] +91\u00a098765 43210: Hello\n"
            "[05/03/2025, 10:16:00] Smile Clinic: Come at 5\n"
        )
        self.assertEqual(one(text, "_chat.txt")[0].name, "+91\u00a098765 43210")
        group = text + "[05/03/2025, 10:17:00] Ram: I come, too\n"
        table, rows = one(group, "_chat.txt")
        self.assertEqual((table.name, len(rows)), ("", 3))
        self.assertEqual(one(IPHONE, "_chat.txt")[0].name, "")

    def test_the_files_own_name_says_more(self):
        text = "[05/03/2025, 10:15:00] +91 98765 43210: Hello\n"
        self.assertEqual(one(text, "WhatsApp Chat - Ram/_chat.txt")[0].name, "Ram")


class TestAndroid(TestCase):
    def test_chat(self):
        table, rows = one(ANDROID, "WhatsApp Chat with +91 98765 43210.txt")
        self.assertEqual(table.header, HEADER)
        self.assertEqual(table.name, "+91 98765 43210")
        self.assertIn("whatsapp_chat", table.notes)
        self.assertEqual(lines(rows), [1, 2, 6, 8, 9])
        self.assertEqual(
            rows[1].cells,
            {
                "date": "05/03/2025",
                "time": "10:14",
                "sender": "Ram Kumar",
                "body": "Hello doctor\nI have pain: left side\n\n- Ram",
            },
        )

    def test_system_lines_have_no_sender(self):
        rows = one(ANDROID, "chat.txt")[1]
        self.assertEqual(
            [("sender" in row.cells) for row in rows], [False, True, True, True, False]
        )
        self.assertEqual(
            rows[4].cells["body"], 'Ram Kumar changed the subject to "A: B"'
        )

    def test_media(self):
        rows = one(ANDROID, "chat.txt")[1]
        self.assertEqual(rows[2].cells["media"], "IMG-20250305-WA0001.jpg")
        self.assertIn("X-ray", rows[2].cells["body"])
        self.assertEqual(rows[3].cells["media"], "<Media omitted>")


class TestIphone(TestCase):
    def test_chat(self):
        table, rows = one(IPHONE, "WhatsApp Chat - Ram Kumar/_chat.txt")
        self.assertEqual(table.name, "Ram Kumar")
        self.assertEqual(lines(rows), [1, 2, 4, 5, 6])
        self.assertEqual(rows[1].cells["body"], "Hello\nagain")
        self.assertEqual(rows[1].cells["time"], "10:15:00")
        self.assertEqual(
            [row.cells.get("media") for row in rows],
            [None, None, "0003-PHOTO-2025.jpg", "image omitted", "4-report.pdf"],
        )


class TestClock(TestCase):
    def test_every_date_and_time_form(self):
        for stamp, date, time in (
            ("05/03/2025, 10:14 - ", "05/03/2025", "10:14"),
            ("3/5/25, 9:05\u202fPM - ", "3/5/25", "9:05 PM"),
            ("3/5/25, 9:05 pm - ", "3/5/25", "9:05 pm"),
            ("5/3/2025, 9:05 p.\u00a0m. - ", "5/3/2025", "9:05 p. m."),
            ("05.03.25, 21:05 - ", "05.03.25", "21:05"),
            ("2025-03-05, 9:05 p.m. - ", "2025-03-05", "9:05 p.m."),
            ("[05/03/2025, 10:14:33] ", "05/03/2025", "10:14:33"),
            ("[3/5/25, 9:05:07\u202fPM] ", "3/5/25", "9:05:07 PM"),
            ("[2025/03/05 21:05:07] ", "2025/03/05", "21:05:07"),
            ("\u200e[05.03.25, 21:05:07] ", "05.03.25", "21:05:07"),
        ):
            with self.subTest(stamp):
                rows = one(f"{stamp}Ram: hi\n{stamp}Sita: ho\n", "chat.txt")[1]
                self.assertEqual(len(rows), 2)
                self.assertEqual(
                    rows[0].cells,
                    {"date": date, "time": time, "sender": "Ram", "body": "hi"},
                )

    def test_half_days_of_indian_languages(self):
        for half in ("पूर्वाह्न", "अपराह्न", "म.उ.", "பிற்பகல்"):
            line = f"05/03/24, 10:14 {half} - आशा: नमस्ते\n"
            rows = one(line * 2, "WhatsApp Chat with A.txt")[1]
            self.assertEqual(
                (rows[0].cells["time"], rows[0].cells["sender"]),
                (f"10:14 {half}", "आशा"),
            )

    def test_joined_emoji_and_scripts_stay_whole(self):
        body = "क्\u200dष 👩\u200d⚕️ done"
        rows = one(f"05/03/2025, 10:14 - Ram: {body}\n", "chat.txt")[1]
        self.assertEqual(rows[0].cells["body"], body)

    def test_lines_above_the_first_message(self):
        table, rows = one(f"Chat of March\n{ANDROID}", "chat.txt")
        self.assertEqual(table.preamble, ((1, "Chat of March"),))
        self.assertEqual(rows[0].line, 2)

    def test_list_of_appointments_is_no_chat(self):
        text = 'Date,Note\n"05/03/2025, 10:14 - Ram",x\n05/04/2025,y\n'
        self.assertNotEqual(one(text)[0].header, HEADER)


class TestName(TestCase):
    def test_contact_names(self):
        for path, name in (
            ("WhatsApp Chat with +91 98765 43210.txt", "+91 98765 43210"),
            ("chats/WhatsApp Chat with Ram Kumar(1).txt", "Ram Kumar"),
            ("WhatsApp Chat - Ram.zip/_chat.txt", "Ram"),
            ("WhatsApp Chat - \u200eRam.txt", "Ram"),
            ("chats\\WhatsApp Chat with Dr. A.txt", "Dr. A"),
            ("_chat.txt", ""),
        ):
            with self.subTest(path):
                self.assertEqual(contact_name(path), name)
