"""Leaving is free: an uninstallation keeps data, pages and protection.

Runs on a database of its own, since a module cannot be uninstalled inside a test's
transaction. Needs the environment of scripts/env (scripts/test has it).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
DATABASE = f"pulse_test_{os.getpid()}_uninstall"
FOREIGN_KEY = "mail_activity_x_studio_appointment_stage_id_fkey"

CLONE = """
. scripts/lib/setup.sh; setup_all
clone_database "$(template_for "$MODULES_BASE")" "$1" scripts/test
"""
DROP = ". scripts/lib/setup.sh; setup_all; drop_own_database $1"

# A clinic that made a field of ours by hand, with a patient in it, before it came.
ARRIVE = """
env["ir.model.fields"].create({
    "model_id": env["ir.model"]._get_id("res.partner"), "ttype": "char",
    "name": "x_studio_patient_id", "field_description": "Our number"})
env["res.partner"].create({"name": "Own", "x_studio_patient_id": "OWN"})
env["ir.module.module"].update_list()
env.cr.commit()
"""
LOAD = """
import io
migration = env["pulse.migration"].create({"name": "Leaving"})
run = migration._open_run()
run._receive_stream("patients.csv", io.BytesIO(
    b"patient_id,name,phone,blood_group,allergy_notes,zodiac,secret\\n"
    b"P1,Asha Rao,9876543210,O+,Penicillin,Leo,Alpha\\n"))
run._receive_stream("appointments.csv", io.BytesIO(
    b"appointment_id,patient_id,appointment_date,status,type\\n"
    b"A1,P1,2024-03-05,In Chair,Consultation\\n"
    b"A2,P1,2024-03-06,Completed,Consultation\\n"))
run._receive_stream("prescriptions.csv", io.BytesIO(
    b"prescription_id,patient_id,date,medication\\nR1,P1,2024-03-05,Amoxicillin\\n"))
own = run.mapping_ids.filtered(lambda m: m.header in ("zodiac", "secret"))
own.treatment = "create"
own.filtered(lambda m: m.header == "secret").is_medical = True
run.action_stage(); run.action_plan(); run.file_ids.action_confirm_mapping()
run.action_approve(); run._load()
run.action_verify()
assert run.state == "done", run.report
env["pulse.appointment.stage"].search([("name", "=", "Completed")]).sequence = 105
users = env["res.users"].with_context(no_reset_password=True)
group = env.ref("base.group_user") | env.ref("base.group_partner_manager")
users.create([
    {"name": "Desk", "login": "desk", "group_ids": [(6, 0, group.ids)]},
    {"name": "Doctor", "login": "doctor", "group_ids": [
        (6, 0, (group | env.ref("pulse_migration.group_medical")).ids)]}])
env.cr.commit()
"""
CHANGE_STATE = """
for name, step in %r:
    module = type(env)(env.cr, env.uid, {})["ir.module.module"]
    getattr(module.search([("name", "=", name)]), f"button_immediate_{step}")()
    env.cr.commit()
"""
LOOK = """
import json
from odoo.exceptions import AccessError

def attempt(function):
    env.invalidate_all()
    try:
        return function()
    except (AccessError, ValueError):  # a mask cannot be searched
        return "denied"

partner = env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
activities = env["mail.activity"].with_context(active_test=False).search(
    [("x_studio_appointment_id", "!=", False)], order="x_studio_appointment_id")
documents = env["ir.attachment"].search([
    ("res_model", "=", "res.partner"), ("res_id", "=", partner.id),
    ("x_studio_document_type", "!=", False)])

def seen_by(login):
    user = env["res.users"].search([("login", "=", login)])
    own = partner.with_user(user)
    arch = own.get_view(env.ref("base.view_partner_form").id, "form")["arch"]
    stages = activities.x_studio_appointment_stage_id.with_user(user)
    activity = activities.with_user(user)
    return {
        "allergies": attempt(
            lambda: own.read(["x_studio_allergy_notes"])[0]["x_studio_allergy_notes"]),
        "found": attempt(lambda: env["res.partner"].with_user(user).search_count(
            [("x_studio_allergy_notes", "like", "Penicillin")])),
        "document": attempt(lambda: documents.with_user(user).read(["name", "raw"])
            and "read"),
        "documents": documents.with_user(user).search_count(
            [("id", "in", documents.ids)]),
        "page": "x_personal_information" in arch,
        "medical": "x_studio_allergy_notes" in arch,
        "own": attempt(lambda: own.read(["x_studio_zodiac"])[0]["x_studio_zodiac"])
            if "x_studio_zodiac" in arch else "hidden",
        "secret": attempt(lambda: own.read(["x_studio_secret"])[0]["x_studio_secret"]),
        "secret_shown": "x_studio_secret" in arch,
        "stages": [s["display_name"] for s in stages.read(["display_name"])],
    }

def in_view(xml_id, kind, name):
    view = env.ref(xml_id)
    return name in env[view.model].get_view(view.id, kind)["arch"]

desk, doctor = seen_by("desk"), seen_by("doctor")
print("SEEN " + json.dumps({
    "desk": desk, "doctor": doctor,
    "comodel": activities.x_studio_appointment_stage_id._name,
    "ids": activities.x_studio_appointment_stage_id.ids,
    "own": env["res.partner"].search_count([("x_studio_patient_id", "=", "OWN")]),
    "fields": env["ir.model.fields"].search_count(
        [("name", "=like", "x_studio_%"), ("state", "=", "manual")]),
    "blood_groups": len(env["ir.model.fields"]._get(
        "res.partner", "x_studio_blood_group").selection_ids),
    "groups": env["res.groups"].search_count([("name", "=", "Medical Information")]),
    "rules": env["ir.rule"].search_count(
        [("domain_force", "like", "x_studio_is_medical")]),
    "views": env["ir.ui.view"].search_count(
        [("arch_db", "like", "x_studio_"), ("model", "not like", "pulse."),
         ("mode", "=", "extension")]),  # pages of the addon's own go with it
    "search": in_view(
        "base.view_res_partner_filter", "search", "x_studio_patient_id"),
    "form": in_view("mail.mail_activity_view_form_popup", "form",
                    "x_studio_appointment_stage_id"),
    "list": in_view("mail.mail_activity_view_tree", "list",
                    "x_studio_appointment_stage_id"),
}))
"""
EDIT = """
doctor = env["res.users"].search([("login", "=", "doctor")])
partner = env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
partner.with_user(doctor).write({"x_studio_allergy_notes": "Penicillin, nuts"})
env["x_pulse_appointment_stage"].create(
    {"x_name": "Arrived", "x_sequence": 7, "x_state": "open"})
env.cr.commit()
"""
DESK = {
    "allergies": "denied",
    "found": "denied",
    "document": "denied",
    "documents": 0,
    "page": True,
    "medical": False,
    "own": "Leo",
    "secret": "denied",
    "secret_shown": False,
    "stages": ["In Chair", "Completed"],
}
DOCTOR = {
    **DESK,
    "allergies": "Penicillin",
    "found": 1,
    "document": "read",
    "documents": 1,
    "medical": True,
    "secret": "Alpha",
    "secret_shown": True,
}
SEEN = {
    "desk": DESK,
    "doctor": DOCTOR,
    "own": 1,
    "fields": 31,
    "blood_groups": 8,
    "groups": 1,
    "rules": 1,
    "views": 7,
    "search": True,
    "form": True,
    "list": True,
}


def run(command, script=None):
    done = subprocess.run(
        command, input=script, capture_output=True, text=True, check=False, cwd=CHECKOUT
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output[-4000:]
    assert " ERROR " not in output and " WARNING " not in output, output[-4000:]
    return output


def odoo(*arguments, script=None):
    fixed = ("-d", DATABASE, "--no-http", "--log-level=warn")
    command = [sys.executable, "-m", "odoo", *arguments, *fixed]
    return run([*command, f"--addons-path={CHECKOUT}"], script)


def shell(script):
    output = odoo("shell", script=script)
    assert "Traceback" not in output, output[-4000:]
    return output


def look():
    line = next(li for li in shell(LOOK).splitlines() if li.startswith("SEEN "))
    return json.loads(line.removeprefix("SEEN "))


def query(text):
    return run(["psql", "-d", DATABASE, "-XAtc", text]).split()


def stages_key():
    """The table that the database itself holds the activities' stages to."""
    return query(
        "SELECT confrelid::regclass, confdeltype FROM pg_constraint "
        f"WHERE conname = '{FOREIGN_KEY}'"
    )


@pytest.fixture
def database():
    run(["bash", "-c", CLONE, "bash", DATABASE])
    yield DATABASE
    run(["bash", "-c", DROP, "bash", DATABASE])


def change_state(*steps, before=""):
    shell(before + CHANGE_STATE % (steps,))


def test_leaving_keeps_data_pages_and_protection_and_coming_back_finds_them(database):
    change_state(("pulse_migration", "install"), before=ARRIVE)
    shell(LOAD)
    here = look()
    assert here == {**SEEN, "comodel": "pulse.appointment.stage", "ids": here["ids"]}

    change_state(("pulse_migration", "uninstall"))
    assert look() == {**here, "comodel": "x_pulse_appointment_stage"}
    assert stages_key() == ["x_pulse_appointment_stage|n"]
    assert query("SELECT count(*) FROM ir_model WHERE model LIKE 'pulse.%'") == ["0"]

    # without the guard medical fields are empty for others, and read-only
    change_state(("pulse_migration_guard", "uninstall"), before=EDIT)
    masked = look()
    assert masked["doctor"]["allergies"] == "Penicillin, nuts"
    assert masked["desk"]["allergies"] is False
    assert masked["desk"]["secret"] is False

    change_state(("pulse_migration", "install"), *2 * [("pulse_migration", "upgrade")])
    back = look()
    assert back["doctor"].pop("allergies") == "Penicillin, nuts"
    del here["doctor"]["allergies"]
    assert back.pop("ids") != here.pop("ids")
    assert back == here
    assert stages_key() == ["pulse_appointment_stage|n"]
    kept = query(
        "SELECT count(*) FROM ir_model_data WHERE module = 'pulse_migration_kept'"
    )
    models = query("SELECT count(*) FROM ir_model WHERE model LIKE 'x_pulse%'")
    assert kept == models == ["0"]
