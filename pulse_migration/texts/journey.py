"""The journey of a migration: its steps, their states, and what its buttons say."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# step: (name, what it is for); in the order of the journey
STEP_TEXTS = {
    "receive": (
        _lt("Receive"),
        _lt("The files that Pulse gave you, kept byte for byte and read as rows."),
    ),
    "map": (
        _lt("Map"),
        _lt("What each column means, who takes over whose patients, what words mean."),
    ),
    "check": (
        _lt("Check"),
        _lt("What becomes of every row, what is wrong with it, whether all is ready."),
    ),
    "sample": (
        _lt("Sample"),
        _lt("Some patients are loaded for a look, compared cell by cell, taken out."),
    ),
    "approve": (
        _lt("Approve"),
        _lt("Somebody says: load exactly this. Any later change voids it."),
    ),
    "load": (
        _lt("Load"),
        _lt("The rows become records, in the background. Nobody gets mail."),
    ),
    "verify": (
        _lt("Verify"),
        _lt("Every written record is read back; every row and sum is accounted for."),
    ),
    "delta": (
        _lt("Delta"),
        _lt("While the clinic still works in Pulse: what changed there since."),
    ),
    "done": (
        _lt("Done"),
        _lt("Proven. What is left for people to do stands on “After the move”."),
    ),
}

# what a step that is behind came to, in the numbers of ``models/journey/told.py``
TOLD_TEXTS = {
    "receive": _lt(
        "Tables that are read: %(used)s, of %(tables)s. Rows: %(rows)s. Documents: "
        "%(documents)s."
    ),
    "map": _lt("Tables confirmed: %(tables)s. Physicians decided: %(physicians)s."),
    "check": _lt("Rows that load: %(loads)s. Rows that stay out: %(out)s."),
    "sample": _lt(
        "Patients: %(patients)s. Cells: %(cells)s, of which lost, lossy or flagged: "
        "%(odd)s."
    ),
    "approve": _lt("By %(user)s, %(moment)s."),
    "verify": _lt(
        "Records read back: %(records)s. Fields: %(fields)s. Differences: "
        "%(differences)s."
    ),
}

STATE_TEXTS = {
    "done": _lt("Done"),
    "now": _lt("Now"),
    "blocked": _lt("Needs you"),
    "waits": _lt("Waits for others"),
    "later": _lt("Later"),
    "open": _lt("If needed"),
    "skipped": _lt("Left out"),
}

BUTTON_TEXTS = {
    "action_approve": _lt("Approve"),
    "action_confirm_mapping": _lt("Confirm all mappings"),
    "action_load_again": _lt("Load failed rows again"),
    "action_open_after": _lt("After the move"),
    "action_open_checks": _lt("What differs"),
    "action_open_columns": _lt("Columns of all files"),
    "action_open_issues": _lt("Data quality"),
    "action_open_load": _lt("Load"),
    "action_open_money": _lt("Money differs"),
    "action_open_physicians": _lt("Physicians"),
    "action_open_plan": _lt("Plan as a table"),
    "action_open_preflight": _lt("Pre-flight"),
    "action_open_problems": _lt("Not loaded, and why"),
    "action_open_run": _lt("What is approved"),
    "action_open_sample": _lt("Look at a sample"),
    "action_open_source": _lt("Pulse server"),
    "action_open_undo": _lt("How far the undo is"),
    "action_open_value_maps": _lt("Value maps"),
    "action_open_waiting": _lt("Look at the columns"),
    "action_pause": _lt("Pause"),
    "action_plan_undo": _lt("Undo"),
    "action_receive": _lt("Receive an export"),
    "action_stop": _lt("Stop"),
    "action_unschedule": _lt("Cancel schedule"),
    "action_start_plan": _lt("Plan"),
    "action_start_stage": _lt("Stage"),
    "action_start_verify": _lt("Verify"),
    "action_stop_lanes": _lt("Stop"),
}

# asked before the button does anything
CONFIRM_TEXTS = {
    "action_stop": _lt(
        "Load no more of this run? Rows that are loaded: %(done)s; they stay and are "
        "verified. Rows left: %(left)s; they can be loaded later, or all of it undone."
    ),
    "action_load_again": _lt(
        "Load the rows again that failed while they were loaded (%(failed)s)? Do it "
        "once their reason is gone; a corrected value is planned and approved anew."
    ),
}
