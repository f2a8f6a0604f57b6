"""What the pre-flight found: what is the matter, and what to do about it.

Two sentences a code, the second empty where nothing is to be done. Parameters are
counts, names of settings, files or currencies; never anything of a patient.
"""

from odoo.tools.translate import LazyTranslate

from .preflight_money import MONEY_TEXTS

_lt = LazyTranslate(__name__)

PREFLIGHT_TEXTS = {
    # the server
    "odoo_version": (_lt("Odoo %(version)s, %(edition)s edition."), ""),
    "odoo_version_other": (
        _lt("This is Odoo %(version)s; the addon is made for %(wanted)s."),
        _lt("Install the release of the addon for this version."),
    ),
    "dependencies": (_lt("Every addon and library that is needed is installed."), ""),
    "dependencies_missing": (
        _lt("Not installed: %(names)s."),
        _lt("Install them on the server, then check again."),
    ),
    "mail_servers": (
        _lt("Outgoing mail servers that are set up: %(count)s."),
        _lt("The load sends nothing. Deactivate them if you want to be doubly sure."),
    ),
    "mail_servers_none": (_lt("No outgoing mail server is set up."), ""),
    "mail_queue": (
        _lt("E-mails in the outgoing queue: %(count)s."),
        _lt("They are not the load's. Send or delete them, so that none is mistaken."),
    ),
    "mail_queue_empty": (_lt("The outgoing mail queue is empty."), ""),
    "automations": (
        _lt("Automation rules on contacts, activities, documents or bills: %(count)s."),
        _lt(
            "They do not run for what the load writes. Rules that wait for a day will "
            "find migrated records as well: switch off what shall not."
        ),
    ),
    "automations_none": (_lt("No automation rule waits for patients."), ""),
    "crons": (_lt("Scheduled actions run."), ""),
    "crons_off": (
        _lt("The scheduled actions of the load are switched off."),
        _lt("Activate them, or load with the command line."),
    ),
    "crons_idle": (
        _lt("No scheduled action has run for a day."),
        _lt(
            "Start Odoo with cron threads, or load with the command line: the button "
            "only asks a scheduled action to load."
        ),
    ),
    "disk": (
        _lt("Documents need about %(needed)s; %(free)s are free in the file store."),
        "",
    ),
    "disk_scarce": (
        _lt("Documents need about %(needed)s; %(free)s are free in the file store."),
        _lt("That is little room for anything else. Add disk space before loading."),
    ),
    "disk_short": (
        _lt("Documents need about %(needed)s; only %(free)s are free."),
        _lt("Add disk space to the file store, or load fewer documents."),
    ),
    "database_disk": (
        _lt("The database grows by up to %(needed)s; %(free)s are free."),
        "",
    ),
    "database_disk_scarce": (
        _lt("The database grows by up to %(needed)s; %(free)s are free."),
        _lt("That is little room for anything else. Add disk space before loading."),
    ),
    "database_disk_short": (
        _lt("The database grows by up to %(needed)s; only %(free)s are free."),
        _lt("Add disk space to the database server before loading."),
    ),
    "database_disk_unknown": (
        _lt("The free space of the database server cannot be read from here."),
        _lt("See to it that %(needed)s are free, twice over."),
    ),
    "time_zone": (_lt("The time zone %(tz)s is one of the clinic's country."), ""),
    "time_zone_odd": (
        _lt("The time zone %(tz)s is none of %(country)s."),
        _lt("Choose the clinic's clock: appointments are read in it."),
    ),
    "runs_none": (_lt("No other migration is loading."), ""),
    "runs_other": (
        _lt("Other runs that are loading: %(count)s."),
        _lt("Wait for their end: two loads at a time take longer than one by one."),
    ),
    # people
    "physicians": (_lt("Every physician has a user or a decision."), ""),
    "physicians_undecided": (
        _lt("Physicians without a user: %(count)s."),
        _lt(
            "Choose a user for each, create users, or give their work to the fallback "
            "user."
        ),
    ),
    "physicians_inactive": (
        _lt("Physicians whose user is archived: %(count)s."),
        _lt("Choose another user, or activate theirs."),
    ),
    "fallback_user": (_lt("The fallback user is active, and in the company."), ""),
    "fallback_inactive": (
        _lt("The fallback user is archived."),
        _lt("Choose another one on the migration."),
    ),
    "fallback_elsewhere": (
        _lt("The fallback user may not work in the company of the migration."),
        _lt("Choose another one, or allow the company on the user."),
    ),
    "overlap_none": (_lt("No patient to create is in Odoo already."), ""),
    "overlap_id": (
        _lt("Patients to create with the patient ID of a contact: %(count)s."),
        _lt("Look at the contacts: each patient would be there twice."),
    ),
    "overlap_email": (
        _lt("Patients to create with the e-mail of a contact: %(count)s."),
        _lt("Look at the contacts. A shared address may be a family's."),
    ),
    "overlap_phone": (
        _lt("Patients to create with the phone number of a contact: %(count)s."),
        _lt("Look at the contacts. A shared number may be a family's."),
    ),
    # the export
    "mapping": (_lt("The mapping of every file is confirmed."), ""),
    "mapping_unconfirmed": (
        _lt("Files whose mapping is not confirmed (%(count)s): %(files)s."),
        _lt("Open each file, see what its columns mean, and confirm."),
    ),
    "country_doubtful": (
        _lt(
            "Of the phone numbers that were looked at (%(all)s), %(count)s are of "
            "+%(there)s, and few of the clinic's country (+%(here)s)."
        ),
        _lt("Correct the clinic's country on its page, then stage again."),
    ),
    "date_orders_open": (
        _lt("Columns whose dates prove no order of day and month: %(count)s."),
        _lt("Choose the order of each, or accept the one that is pre-selected."),
    ),
    "value_maps": (_lt("Every word of the clinic has its meaning."), ""),
    "value_maps_open": (
        _lt("Words of the clinic that wait for a meaning: %(count)s."),
        _lt("Choose what each becomes. Until then it is kept as it is written."),
    ),
    "rows_loadable": (_lt("Every row of the export can be loaded."), ""),
    "rows_held": (
        _lt("Rows held: %(count)s. %(reason)s"),
        _lt("They stay out until that is settled; all others load."),
    ),
    "rows_rejected": (
        _lt("Rows rejected: %(count)s. %(reason)s"),
        _lt("They never load as they are. Correct them, then plan again."),
    ),
    "nothing_to_load": (
        _lt("No row of this run would be loaded."),
        _lt("See why the rows are held, or undo the run."),
    ),
    "files": (_lt("Every file of the export can be used."), ""),
    "files_unreadable": (
        _lt("Files that cannot be read (%(count)s): %(files)s."),
        _lt("Receive readable ones, or leave them out by name."),
    ),
    "files_unused": (
        _lt("Files used for nothing (%(count)s): %(files)s."),
        _lt("Choose what they hold, or leave them out by name."),
    ),
    # the sample and what it measured
    "sampled": (_lt("A sample was taken; patients in it: %(count)s."), ""),
    "never_sampled": (
        _lt("No sample was taken."),
        _lt("Take one: it shows field by field what Odoo would store."),
    ),
    "sample_outdated": (
        _lt("The sample is older than the plan."),
        _lt("Take it again, so that it shows what would be loaded now."),
    ),
    "duration": (
        _lt("Loading takes %(low)s to %(high)s on this server; rows: %(rows)s."),
        "",
    ),
    "duration_long": (
        _lt("Loading takes %(low)s to %(high)s on this server; rows: %(rows)s."),
        _lt("Load overnight. It can be paused, and goes on where it stopped."),
    ),
    "duration_few": (_lt("The load is a matter of seconds; rows: %(rows)s."), ""),
    "duration_unmeasured": (
        _lt("Nothing was measured on this server yet."),
        _lt("Check again, or take a sample."),
    ),
    "size": (_lt("The database grows by %(low)s to %(high)s."), ""),
    "rows_refused": (
        _lt("Rows that Odoo refused when tried: %(count)s of %(rows)s."),
        _lt("Take a sample: it lists each of them with its reason."),
    ),
    **MONEY_TEXTS,
}

# what a grade rests on: criterion -> its words
CRITERION_TEXTS = {
    "rows": _lt("Rows in the export: %(number)s"),
    "odd_columns": _lt("Columns that no field waits for: %(number)s %%"),
    "unloaded_rows": _lt("Rows held or rejected: %(number)s %%"),
    "decisions": _lt("Decisions left to a person: %(number)s"),
    "manual_objects": _lt("Objects that need work by hand: %(number)s"),
    "currencies": _lt("Currencies in the bills: %(number)s"),
}
