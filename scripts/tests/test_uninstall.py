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

LOAD = """
import io, json
migration = env["pulse.migration"].create({"name": "Leaving"})
run = migration._open_run()
run._receive_stream("patients.csv", io.BytesIO(
    b"patient_id,name,phone,allergy_notes\\nP1,Asha Rao,9876543210,Penicillin\\n"))
run._receive_stream("appointments.csv", io.BytesIO(
    b"appointment_id,patient_id,appointment_date,status,type\\n"
    b"A1,P1,2024-03-05,In Chair,Consultation\\n"))
run._receive_stream("prescriptions.csv", io.BytesIO(
    b"prescription_id,patient_id,date,medication\\nR1,P1,2024-03-05,Amoxicillin\\n"))
run.action_stage(); run.action_plan(); run.action_approve(); run._load()
run.action_verify()
assert run.state == "done", run.report
env.cr.commit()
"""
UNINSTALL = """
module = env["ir.module.module"].search([("name", "=", "pulse_migration")])
module.button_immediate_uninstall()
env.cr.commit()
"""
LOOK = """
import json
partner = env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
activity = env["mail.activity"].with_context(active_test=False).search(
    [("x_studio_appointment_id", "=", "A1")])
desk = env["res.users"].with_context(no_reset_password=True).create(
    {"name": "Desk", "login": "desk",
     "group_ids": [(6, 0, env.ref("base.group_user").ids)]})
form = env.ref("base.view_partner_form").id
documents = [("res_model", "=", "res.partner"), ("res_id", "=", partner.id),
             ("x_studio_document_type", "!=", False)]
def arch(user):
    return env["res.partner"].with_user(user).get_view(form, "form")["arch"]
print("SEEN " + json.dumps({
    "allergies": partner.x_studio_allergy_notes,
    "stage": activity.x_studio_appointment_stage_id.display_name,
    "stages": activity.x_studio_appointment_stage_id._name,
    "documents": env["ir.attachment"].search_count(documents),
    "documents_desk": env["ir.attachment"].with_user(desk).search_count(documents),
    "page_desk": "x_personal_information" in arch(desk),
    "medical_desk": "x_studio_allergy_notes" in arch(desk),
    "medical_admin": "x_studio_allergy_notes" in arch(env.ref("base.user_admin")),
}))
"""
KEPT = {
    "allergies": "Penicillin",
    "stage": "In Chair",
    "documents": 1,
    "documents_desk": 0,
    "page_desk": True,
    "medical_desk": False,
    "medical_admin": True,
}


def odoo(*arguments, script=None):
    done = subprocess.run(
        [sys.executable, "-m", "odoo", *arguments],
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout + done.stderr


def shell(script):
    return odoo(
        "shell",
        "-d",
        DATABASE,
        "--no-http",
        "--log-level=warn",
        f"--addons-path={CHECKOUT}",
        script=script,
    )


def look():
    line = next(li for li in shell(LOOK).splitlines() if li.startswith("SEEN "))
    return json.loads(line.removeprefix("SEEN "))


@pytest.fixture
def database():
    install()
    yield DATABASE
    subprocess.run(["dropdb", "--if-exists", DATABASE], check=False)


def install():
    output = odoo(
        "-d",
        DATABASE,
        "-i",
        "pulse_migration",
        "--stop-after-init",
        "--log-level=warn",
        f"--addons-path={CHECKOUT}",
    )
    assert " ERROR " not in output, output


def test_leaving_keeps_data_pages_and_protection_and_coming_back_finds_them(database):
    shell(LOAD)
    assert look() == {**KEPT, "stages": "pulse.appointment.stage"}
    shell(UNINSTALL)
    assert look() == {**KEPT, "stages": "x_pulse_appointment_stage"}
    install()
    assert look() == {**KEPT, "stages": "pulse.appointment.stage"}
