"""Reading a list of what a clinic built, and seeing what it sent again and again."""

from datetime import date

from odoo.tests import BaseCase

from odoo.addons.pulse_migration.engine import rebuild


class TestRebuildWords(BaseCase):
    def test_a_list_is_read_by_whatever_its_columns_are_called(self):
        header = ["Automation Name", "Type", "Purpose", "Assigned To"]
        rows = [
            {
                "Automation Name": "Birthday  SMS",
                "Type": "Reminder",
                "Purpose": "Greets",
                "Assigned To": "Meera",
            },
            {"Automation Name": "Monthly revenue", "Type": "Report"},
            {"Type": "Report"},
        ]
        items = list(rebuild.read_items(header, rows))
        self.assertEqual(
            items,
            [
                rebuild.Item("Birthday SMS", "reminder", "Greets", "Meera"),
                rebuild.Item("Monthly revenue", "report"),
            ],
        )

    def test_a_list_of_one_column_is_a_list_of_names(self):
        items = list(
            rebuild.read_items(["Item no 1"], [{"Item no 1": "Owner dashboard"}])
        )
        self.assertEqual(items, [rebuild.Item("Owner dashboard", "dashboard")])

    def test_each_kind_has_a_feature(self):
        for kind in rebuild.KINDS:
            self.assertTrue(rebuild.feature_of(kind, "anything"))
        self.assertEqual(rebuild.feature_of("reminder", "Payment due"), "follow_up")

    def test_a_skeleton_names_nobody(self):
        text = "Dear Asha Rao, your visit is on 5 March at 10:30. Reply YES"
        self.assertEqual(
            rebuild.skeleton(text, ("asha rao",)),
            "Dear … your visit is on … at … Reply …",
        )
        self.assertNotIn("asha", rebuild.skeleton("hello asha, come", ("Asha Rao",)))

    def test_what_several_patients_got_is_repeated_and_a_conversation_is_not(self):
        sent = [
            (f"Dear Patient{n}, please come on {n}", f"P{n % 4}", f"Patient{n}", None)
            for n in range(8)
        ]
        text = "see you then my friend"
        talk = [(text, "P1", "", date(2024, 1, n)) for n in (1, 2, 3)]
        same_person = [("please call me back", "P1", "", None)] * 9
        found = rebuild.repeated([*sent, *talk, *same_person])
        self.assertEqual(
            [(r.skeleton, r.count) for r in found], [("Dear … please come on …", 8)]
        )
