"""Profiles: one branch's confirmed mapping, proposed to the next."""

import base64
import json
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.engine import clinic_profile
from odoo.addons.pulse_migration.engine.clinic_profile import ClinicProfile
from odoo.addons.pulse_migration.engine.decision import Decision
from odoo.addons.pulse_migration.engine.errors import SourceError

from .common import PATIENTS
from .test_mapping import AMBIGUOUS, MappingCase

GOOD = {
    "format": clinic_profile.FORMAT,
    "version": 1,
    "name": "Branch",
    "objects": {
        "patient": {
            "Ph": {"treatment": "map", "field": "phone"},
            "Born": {"treatment": "map", "field": "date_of_birth", "date_order": "MDY"},
            "Misc": {"treatment": "ignore"},
            "Zodiac": {
                "treatment": "create",
                "custom": {"type": "char", "label": "Zodiac", "medical": True},
            },
        }
    },
}


def changed(*path, value):
    """GOOD with one thing replaced."""
    content = json.loads(json.dumps(GOOD))
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(content)


class TestClinicProfile(TestCase):
    def test_a_profile_survives_the_way_to_a_file_and_back(self):
        profile = clinic_profile.from_json(json.dumps(GOOD))
        self.assertEqual(
            profile.objects["patient"]["Born"],
            Decision("map", "date_of_birth", "MDY", reason="from_profile"),
        )
        self.assertEqual(
            profile.objects["patient"]["Zodiac"],
            Decision("create", "", "", "char", "Zodiac", True, "from_profile"),
        )
        again = clinic_profile.from_json(clinic_profile.to_json(profile))
        self.assertEqual(again, profile)

    @given(st.dictionaries(st.text(min_size=1, max_size=20), st.just("phone")))
    def test_any_header_is_kept_or_refused(self, fields):
        columns = {header: Decision("map", name) for header, name in fields.items()}
        text = clinic_profile.to_json(ClinicProfile("B", {"patient": columns}))
        try:
            found = clinic_profile.from_json(text)
        except SourceError as error:
            self.assertEqual(error.code, "profile_unreadable")
        else:
            self.assertEqual(set(found.objects["patient"]), set(fields))

    def test_what_a_stranger_sends_is_refused_with_its_reason(self):
        zodiac = ("objects", "patient", "Zodiac")
        cases = {
            "profile_unreadable": (
                "{",
                "[]",
                "{}",
                "null",
                "NaN",
                b"\xff\xfe\x00",
                "[" * 100_000,
                changed("format", value="other"),
                changed("version", value=99),
                changed("version", value={}),
                changed("name", value=""),
                changed("name", value=["x"]),
                changed("objects", value=[]),
                changed("objects", "patient", value="x"),
                changed("objects", "patient", "Ph", value=None),
                changed("objects", "patient", "", value={"treatment": "keep"}),
                changed("objects", "patient", "x" * 2000, value={"treatment": "keep"}),
                changed("objects", "patient", "a\x00", value={"treatment": "keep"}),
                changed("objects", "patient", "a\ud800", value={"treatment": "keep"}),
                changed("objects", "patient", "Ph", "treatment", value="drop"),
                changed("objects", "patient", "Ph", "treatment", value=["map"]),
                changed("objects", "patient", "Born", "date_order", value="YDM"),
                changed(*zodiac, "custom", value=None),
                changed(*zodiac, "custom", "type", value="many2one"),
                changed(*zodiac, "custom", "label", value={}),
                changed(
                    "objects",
                    "bill",
                    value={"A": GOOD["objects"]["patient"]["Zodiac"]},
                ),
                changed(
                    "objects",
                    "patient",
                    value={str(n): {"treatment": "keep"} for n in range(3000)},
                ),
                " " * (clinic_profile.MOST_BYTES + 1),
            ),
            "profile_unknown_object": (changed("objects", "person", value={}),),
            "profile_unknown_field": (
                changed("objects", "patient", "Ph", "field", value="dosage"),
                changed("objects", "patient", "Ph", "field", value=["phone"]),
                changed("objects", "patient", "Ph", "field", value="__class__"),
                changed("objects", "patient", "Ph", "field", value="x_studio_a"),
            ),
        }
        for code, texts in cases.items():
            for text in texts:
                with self.subTest(text[:60]), self.assertRaises(SourceError) as caught:
                    clinic_profile.from_json(text)
                self.assertEqual(caught.exception.code, code)

    def test_a_label_is_made_plain(self):
        text = changed(
            "objects", "patient", "Zodiac", "custom", "label", value="\u202eA\nB"
        )
        found = clinic_profile.from_json(text).objects["patient"]["Zodiac"]
        self.assertEqual(found.label, "A B")


class TestProfile(MappingCase):
    def setUp(self):
        self.addCleanup(self.forget_fields)
        super().setUp()

    def forget_fields(self):
        self.registry._setup_models__(self.cr, ["res.partner"])

    def branch(self, name="Next branch"):
        return self.env["pulse.migration"].create({"name": name})

    def rows_of_branch(self):
        return [{**row, "misc": "x", "Zodiac": "Leo"} for row in AMBIGUOUS]

    def saved(self):
        """A profile of a clinic that decided one thing of each kind."""
        run = self.receive(patients=self.rows_of_branch())
        self.line(run, "misc").treatment = "ignore"
        self.line(run, "date_of_birth").date_order = "MDY"
        self.line(run, "Zodiac").write({"treatment": "create", "is_medical": True})
        run.file_ids.action_confirm_mapping()
        action = self.migration.action_save_profile()
        return self.env["pulse.profile"].browse(action["res_id"])

    def exported(self, profile):
        self.assertIn("/web/content/pulse.profile/", profile.action_export()["url"])
        return base64.b64decode(profile.file)

    def imported(self, content):
        wizard = self.env["pulse.profile.import"].create(
            {"file": base64.b64encode(content)}
        )
        return self.env["pulse.profile"].browse(wizard.action_import()["res_id"])

    def test_only_what_was_confirmed_is_saved(self):
        self.receive(patients=PATIENTS)
        with self.assertRaisesRegex(UserError, "Confirm"):
            self.migration.action_save_profile()

    def test_a_profile_goes_to_the_next_branch(self):
        profile = self.imported(self.exported(self.saved()))
        self.assertEqual(profile.column_count, 5)
        branch = self.branch()
        branch.profile_id = profile
        run = self.receive(branch, patients=self.rows_of_branch())
        misc, birth = self.line(run, "misc"), self.line(run, "date_of_birth")
        self.assertEqual((misc.treatment, misc.reason), ("ignore", "from_profile"))
        self.assertEqual((birth.date_order, birth.state), ("MDY", "sure"))
        # the field is there in this database already
        zodiac = self.line(run, "Zodiac")
        self.assertEqual(
            (zodiac.treatment, zodiac.field_name), ("map", "x_studio_zodiac")
        )

    def test_a_field_is_made_where_it_is_not_yet(self):
        content = json.dumps(GOOD).encode()
        branch = self.branch()
        branch.profile_id = self.imported(content)
        run = self.receive(branch, patients=self.rows_of_branch())
        zodiac = self.line(run, "Zodiac")
        self.assertEqual(
            (zodiac.treatment, zodiac.field_name, zodiac.is_medical),
            ("create", "x_studio_zodiac", True),
        )
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        self.assertEqual(
            self.env["res.partner"]._fields["x_studio_zodiac"].groups,
            "pulse_migration.group_medical",
        )

    def test_a_profile_chosen_later_proposes_anew_what_nobody_touched(self):
        branch = self.branch()
        run = self.receive(
            branch, patients=[{**row, "Kin": "x"} for row in self.rows_of_branch()]
        )
        run.action_stage()
        self.line(run, "Zodiac").treatment = "ignore"
        branch.profile_id = self.imported(
            changed(
                "objects",
                "patient",
                "Kin",
                value={"treatment": "map", "field": "notes"},
            ).encode()
        )
        self.assertEqual(self.line(run, "Kin").field_name, "notes")
        self.assertEqual(self.line(run, "misc").treatment, "ignore")
        self.assertEqual(self.line(run, "Zodiac").treatment, "ignore")
        self.assertTrue(run._stale_files())

    def test_what_the_clinic_confirmed_itself_outranks_its_profile(self):
        branch = self.branch()
        branch.profile_id = self.imported(json.dumps(GOOD).encode())
        run = self.receive(branch, patients=self.rows_of_branch())
        self.line(run, "misc").field_name = "notes"
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        again = self.env["pulse.run"].create({"migration_id": branch.id})
        again._receive_path(self.export(patients=self.rows_of_branch()))
        self.assertEqual(self.line(again, "misc").field_name, "notes")

    def test_a_bad_file_is_a_sentence(self):
        with self.assertRaisesRegex(UserError, "no profile"):
            self.imported(b"\x00\x01")
        bad = changed("objects", "patient", "Ph", "field", value="dosage")
        with self.assertRaisesRegex(UserError, "Ph: .*another version"):
            self.imported(bad.encode())

    def test_a_profile_holds_no_value(self):
        text = self.exported(self.saved()).decode()
        for value in ("Asha", "1980", "Leo", "P1"):
            self.assertNotIn(value, text)

    def test_a_profile_is_its_companys_until_it_is_given_to_all(self):
        profile = self.saved()
        self.assertEqual(profile.company_id, self.migration.company_id)
        other = self.env["res.company"].create({"name": "Other clinic"})
        stranger = new_test_user(
            self.env,
            "profile_stranger",
            groups="pulse_migration.group_operator",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        profiles = self.env["pulse.profile"].with_user(stranger)
        self.assertFalse(profiles.search([("id", "=", profile.id)]))
        with self.assertRaises(AccessError):
            profiles.browse(profile.id).action_export()
            profiles.browse(profile.id).read(["name"])
        profile.company_id = False
        self.assertTrue(profiles.search([("id", "=", profile.id)]))

    def test_an_operator_saves_and_an_auditor_reads(self):
        profile = self.saved()
        users = {
            name: new_test_user(
                self.env, f"profile_{name}", groups=f"pulse_migration.group_{name}"
            )
            for name in ("operator", "auditor")
        }
        self.migration.with_user(users["operator"]).action_save_profile()
        with self.assertRaises(AccessError):
            self.migration.with_user(users["auditor"]).action_save_profile()
        self.assertTrue(profile.with_user(users["auditor"]).file)
        with self.assertRaises(AccessError):
            profile.with_user(users["operator"]).write({"content": "{}"})
        with self.assertRaises(AccessError):
            profile.with_user(users["auditor"]).unlink()
        with self.assertRaises(AccessError):
            self.env["pulse.profile.import"].with_user(users["auditor"]).create({})
