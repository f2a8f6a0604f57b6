"""Columns that no object knows: fields of their own, kept on the row, or ignored."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration import handover
from odoo.addons.pulse_migration.engine import custom
from odoo.addons.pulse_migration.engine.columns import ColumnEvidence

from .common import PATIENTS, appointment
from .test_mapping import MappingCase

HOSTILE = (
    '"><script>alert(1)</script>',
    "'; DROP TABLE res_partner; --",
    "x" * 500,
    "रक्त दाता",
    "名前",
    "id",
    "name",
    "extra",
    "diagnosis",
    "Line\nbreak\x00\x07",
    "%(field)s {0} $1",
    "\u202egnp.exe",
)


def evidence_of(*texts, times=1):
    evidence = ColumnEvidence()
    for _ in range(times):
        for line, text in enumerate(texts, 2):
            evidence.add(text, line)
    return evidence


class TestProposedType(TestCase):
    def test_the_type_follows_from_the_values(self):
        for wanted, texts in {
            "integer": ("3", "12", "1,204", "-7"),
            "float": ("3", "12.5", "0.25"),
            "date": ("25/03/2024", "26/03/2024", "2024-01-31"),
            "datetime": ("2024-03-25 10:15", "2024-03-26 17:00"),
            "boolean": ("Yes", "No", "yes"),
            "char": ("Pune East", "Pune West", "Nashik"),
            "text": ("word " * 40, "short"),
        }.items():
            with self.subTest(wanted):
                self.assertEqual(custom.propose_type(evidence_of(*texts)), wanted)

    def test_numbers_of_something_stay_text(self):
        for texts in (
            ("411004", "411038"),
            ("007", "008"),
            ("919876543210", "919876543211"),
            ("5 kg", "6"),
        ):
            with self.subTest(texts):
                self.assertEqual(custom.propose_type(evidence_of(*texts)), "char")

    def test_few_words_that_come_again_are_a_choice(self):
        evidence = evidence_of("Gold", "Silver", "Gold ", times=10)
        self.assertEqual(custom.propose_type(evidence), "selection")
        self.assertEqual(custom.options(evidence), ["Gold", "Silver"])

    def test_a_column_of_many_words_has_no_list(self):
        evidence = evidence_of(*(f"word {n}" for n in range(60)))
        self.assertEqual(custom.options(evidence), [])

    def test_an_empty_column_is_text(self):
        self.assertEqual(custom.propose_type(evidence_of("", " ")), "char")


class TestNames(TestCase):
    @given(st.text(max_size=200), st.integers(0, 3))
    def test_any_header_gives_a_safe_name_that_is_free(self, header, count):
        taken = set()
        for _ in range(count):
            taken.add(custom.technical_name(header, taken))
        self.assertEqual(len(taken), count)
        name = custom.technical_name(header, taken)
        self.assertNotIn(name, taken)
        self.assertRegex(name, r"^x_studio_[a-z0-9_]{1,50}$")
        self.assertFalse(name.endswith("_extra"))

    @given(st.text(max_size=300))
    def test_any_header_gives_a_label_of_one_line(self, header):
        label = custom.label(header)
        self.assertTrue(0 < len(label) <= custom.LABEL_LENGTH)
        self.assertNotRegex(label, "[\x00-\x1f\u202a-\u202e\u2066-\u2069]")

    def test_letters_of_other_scripts_are_told_apart(self):
        names = {custom.technical_name(text, ()) for text in ("रक्त", "दाता", "名前")}
        self.assertEqual(len(names), 3)


class TestCustomColumns(MappingCase):
    def setUp(self):
        # runs last, when the fields that the test made are rolled back
        self.addCleanup(self.forget_fields)
        super().setUp()

    def forget_fields(self):
        self.registry._setup_models__(self.cr, ["res.partner", "mail.activity"])

    def patients(self, **columns):
        """PATIENTS with further columns: {header: a value for each}."""
        return [
            {**row, **{header: values[n] for header, values in columns.items()}}
            for n, row in enumerate(PATIENTS)
        ]

    def make(self, run, header, **vals):
        line = self.line(run, header)
        line.write({"treatment": "create", **vals})
        return line

    def custom_migrate(self, run):
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))

    def test_an_unknown_column_is_kept_and_listed(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        line = self.line(run, "Zodiac")
        self.assertEqual((line.treatment, line.state), ("keep", "none"))
        self.custom_migrate(run)
        self.assertEqual(self.rows(run, "patient")[0].payload["Zodiac"], "Leo")

    def test_a_new_field_is_made_when_its_column_is_confirmed(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        line = self.make(run, "Zodiac")
        self.assertEqual(line.field_name, "x_studio_zodiac")
        partners = self.env["res.partner"]
        self.assertNotIn("x_studio_zodiac", partners._fields)
        self.custom_migrate(run)
        self.assertEqual(partners._fields["x_studio_zodiac"].string, "Zodiac")
        self.assertEqual(self.partner("P1").x_studio_zodiac, "Leo")
        self.assertFalse(self.partner("P3").x_studio_zodiac)
        field = self.env["ir.model.fields"]._get("res.partner", "x_studio_zodiac")
        self.assertEqual(field.state, "manual")
        view = self.env.ref("base.view_partner_form")
        arch = partners.get_view(view.id, "form")["arch"]
        self.assertIn('name="x_studio_zodiac"', arch)

    def test_each_type_keeps_what_the_column_says(self):
        columns = {
            "Zodiac": ("Leo", "Virgo", "Leo"),
            "Story": ("line one\nline two", "b", "c"),
            "Kids": ("2", "0", ""),
            "Ratio": ("1.5", "2", "-0.25"),
            "Joined Us": ("25/03/2020", "26/03/2020", ""),
            "Seen At": ("2020-03-25 10:15", "2020-03-26 00:10", ""),
            "Donor": ("Yes", "No", ""),
            "Plan": ("Gold", "Silver", "Gold"),
        }
        types = "char text integer float date datetime boolean selection".split()
        run = self.receive(patients=self.patients(**columns))
        for header, ttype in zip(columns, types, strict=True):
            self.make(run, header, custom_type=ttype)
        self.custom_migrate(run)
        first, second = self.partner("P1"), self.partner("P2")
        self.assertEqual(first.x_studio_story, "line one\nline two")
        self.assertEqual((first.x_studio_kids, second.x_studio_kids), (2, 0))
        self.assertEqual(self.partner("P3").x_studio_ratio, -0.25)
        self.assertEqual(str(first.x_studio_joined_us), "2020-03-25")
        self.assertEqual(str(first.x_studio_seen_at), "2020-03-25 04:45:00")
        self.assertEqual((first.x_studio_donor, second.x_studio_donor), (True, False))
        self.assertEqual(first.x_studio_plan, "Gold")

    def test_undo_gives_back_what_was_there(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        self.make(run, "Zodiac")
        self.custom_migrate(run)
        rows = self.patients(Zodiac=("Aries", "Virgo", ""))
        again = self.receive(patients=rows)
        self.assertEqual(self.line(again, "Zodiac").field_name, "x_studio_zodiac")
        self.custom_migrate(again)
        self.assertEqual(self.partner("P1").x_studio_zodiac, "Aries")
        again._undo()
        self.assertEqual(self.partner("P1").x_studio_zodiac, "Leo")
        run._undo()
        self.assertFalse(self.partner("P1"))

    def test_a_value_that_does_not_fit_is_flagged_and_stays_on_the_row(self):
        run = self.receive(patients=self.patients(Kids=("2", "1.5", "many")))
        self.make(run, "Kids", custom_type="integer")
        self.custom_migrate(run)
        self.assertEqual(self.partner("P1").x_studio_kids, 2)
        self.assertEqual(self.partner("P2").x_studio_kids, 0)
        codes = self.rows(run, "patient").mapped("issue_codes")
        self.assertIn("own_value_unfit", codes[1])
        self.assertTrue(codes[2])
        self.assertEqual(self.rows(run, "patient")[1].payload["Kids"], "1.5")

    def test_a_later_value_joins_the_list(self):
        run = self.receive(patients=self.patients(Plan=("Gold", "Silver", "Gold")))
        self.make(run, "Plan", custom_type="selection")
        self.custom_migrate(run)
        again = self.receive(patients=self.patients(Plan=("Gold", "Bronze", "Gold")))
        self.custom_migrate(again)
        self.assertEqual(self.partner("P2").x_studio_plan, "Bronze")

    def test_too_many_values_are_no_list(self):
        rows = [
            {"patient_id": f"P{n}", "name": f"Asha {n}", "Word": f"word {n}"}
            for n in range(60)
        ]
        run = self.receive(patients=rows)
        self.make(run, "Word", custom_type="selection")
        with self.assertRaisesRegex(UserError, "Word"):
            run.file_ids.action_confirm_mapping()

    def test_hostile_headers_make_safe_fields(self):
        columns = {header: ("a", "b", "c") for header in HOSTILE}
        run = self.receive(patients=self.patients(**columns))
        lines = run.mapping_ids.filtered(
            lambda m: m.samples.startswith("a") and m.treatment != "map"
        )
        self.assertGreater(len(lines), len(HOSTILE) // 2)
        for line in lines:
            line.treatment = "create"
        names = lines.mapped("field_name")
        self.assertEqual(len(names), len(set(names)))
        self.custom_migrate(run)
        for name in names:
            self.assertEqual(self.partner("P1")[name], "a")
        arch = self.env.ref("pulse_migration.kept_res_partner_view_form_custom").arch
        self.assertEqual(
            set(etree.fromstring(arch).xpath("//group/field/@name")), set(names)
        )
        self.assertNotIn("<script", arch)

    def test_two_files_of_one_clinic_share_the_field(self):
        run = self.migration._open_run()
        folder = self.export(
            patients=self.patients(Zodiac=("Leo", "Virgo", "")),
            patients_old=[{"patient_id": "P7", "name": "Om Rao", "Zodiac": "Libra"}],
        )
        run._receive_path(folder)
        for line in self.line(run, "Zodiac"):
            line.treatment = "create"
        self.assertEqual(
            set(self.line(run, "Zodiac").mapped("field_name")), {"x_studio_zodiac"}
        )
        self.custom_migrate(run)
        self.assertEqual(self.partner("P7").x_studio_zodiac, "Libra")

    def test_a_field_of_the_database_is_offered(self):
        self.env["ir.model.fields"].create(
            {
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "name": "x_studio_own",
                "ttype": "char",
                "field_description": "Zodiac Sign",
            }
        )
        run = self.receive(
            patients=self.patients(**{"Zodiac sign": ("Leo", "Virgo", "")})
        )
        line = self.line(run, "Zodiac sign")
        self.assertEqual(
            (line.field_name, line.state, line.reason),
            ("x_studio_own", "look", "own_field"),
        )
        self.assertEqual(line.field_id.label, "Zodiac Sign")
        self.custom_migrate(run)
        self.assertEqual(self.partner("P1").x_studio_own, "Leo")

    def test_appointments_have_fields_of_their_own(self):
        run = self.receive(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05", Token="T-9")],
        )
        self.make(run, "Token")
        self.custom_migrate(run)
        self.assertEqual(self.activities().x_studio_token, "T-9")
        view = self.env.ref("mail.mail_activity_view_form_popup")
        arch = self.env["mail.activity"].get_view(view.id, "form")["arch"]
        self.assertIn('name="x_studio_token"', arch)

    def test_other_objects_have_none(self):
        run = self.receive(
            patients=PATIENTS,
            prescriptions=[
                {
                    "prescription_id": "R1",
                    "patient_id": "P1",
                    "medication": "X",
                    "Zodiac": "Leo",
                }
            ],
        )
        with self.assertRaises(UserError):
            self.line(run, "Zodiac").treatment = "create"

    def test_a_medical_field_is_for_the_medical_group(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        self.make(run, "Zodiac", is_medical=True)
        self.custom_migrate(run)
        desk = new_test_user(
            self.env, "custom_desk", groups="base.group_user,base.group_partner_manager"
        )
        partner = self.partner("P1")
        with self.assertRaises(AccessError):
            partner.with_user(desk).read(["x_studio_zodiac"])
        view = self.env.ref("base.view_partner_form")
        arch = partner.with_user(desk).get_view(view.id, "form")["arch"]
        self.assertNotIn("x_studio_zodiac", arch)
        self.assertIn(
            ("res.partner", "x_studio_zodiac"),
            handover._find_medical_fields(self.env, "pulse_migration.group_medical"),
        )

    def test_a_field_becomes_medical_when_a_later_file_says_so(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        line = self.make(run, "Zodiac")
        self.approve(self.plan_again(run))
        self.assertFalse(self.env["res.partner"]._fields["x_studio_zodiac"].groups)
        line.is_medical = True
        run.file_ids.action_confirm_mapping()
        self.assertEqual(
            self.env["res.partner"]._fields["x_studio_zodiac"].groups,
            "pulse_migration.group_medical",
        )

    def plan_again(self, run):
        run.action_plan()
        return run

    def test_an_operator_makes_the_field(self):
        operator = new_test_user(
            self.env, "custom_operator", groups="pulse_migration.group_operator"
        )
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        self.line(run, "Zodiac").with_user(operator).treatment = "create"
        run.file_ids.with_user(operator).action_confirm_mapping()
        self.assertIn("x_studio_zodiac", self.env["res.partner"]._fields)
        with self.assertRaises(AccessError):
            self.env["ir.model.fields"].with_user(operator).create({"name": "x_a"})

    def test_the_names_are_those_that_the_hooks_hand_over(self):
        run = self.receive(patients=self.patients(Zodiac=("Leo", "Virgo", "")))
        self.make(run, "Zodiac")
        run.file_ids.action_confirm_mapping()
        for name in (
            "field_res_partner_x_studio_zodiac",
            "kept_res_partner_view_form_custom",
        ):
            record = self.env.ref(f"pulse_migration.{name}")
            data = self.env["ir.model.data"].search(
                [("model", "=", record._name), ("res_id", "=", record.id)]
            )
            self.assertTrue(data.filtered("noupdate"))

    def test_another_type_is_another_field(self):
        run = self.receive(patients=self.patients(Kids=("2", "1", "")))
        line = self.make(run, "Kids")
        run.file_ids.action_confirm_mapping()
        self.assertEqual(line.field_name, "x_studio_kids")
        line.custom_type = "char"
        self.assertEqual(line.field_name, "x_studio_kids_2")
        self.custom_migrate(run)
        self.assertEqual(self.partner("P1").x_studio_kids_2, "2")
        labels = self.env["res.partner"].fields_get(["x_studio_kids_2"])
        self.assertEqual(labels["x_studio_kids_2"]["string"], "Kids (2)")

    def test_a_list_that_the_clinic_made_itself_stays_as_it_is(self):
        field = self.env["ir.model.fields"].create(
            {
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "name": "x_studio_sign",
                "ttype": "selection",
                "field_description": "Zodiac",
                "selection_ids": [(0, 0, {"value": "Gold", "name": "Gold"})],
            }
        )
        run = self.receive(patients=self.patients(Zodiac=("Gold", "Silver", "")))
        self.custom_migrate(run)
        self.assertEqual(field.selection_ids.mapped("value"), ["Gold"])
        self.assertEqual(self.partner("P1").x_studio_sign, "Gold")
        self.assertFalse(self.partner("P2").x_studio_sign)
        self.assertIn("own_value_unfit", self.rows(run, "patient")[1].issue_codes)
