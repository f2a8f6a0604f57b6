"""The order in which the models are defined, since Odoo goes by it.

A model stands before what extends it, and extensions of one model call each other's
methods in the order they stand in here: the later one is asked first.
"""

# ruff: noqa: F401, F811, I001

from . import protected, sealed, target
from .patient import appointment_stage
from .approve import approval
from .audit import audit
from .load import batch
from .system import bus_bus
from .load import change
from .verify import check
from .source import endpoint
from .mapping import field
from .receive import file
from .stage import fix
from .system import ir_actions_server, ir_attachment, ir_cron
from .patient import ir_model_fields
from .quality import issue
from .load import link
from .patient import mail_activity
from .mapping import mapping
from .migration import migration
from .money import money, part
from .journey import outcome
from .mapping import physician
from .plan import line
from .preflight import preflight
from .mapping import profile
from .after import rebuild
from .patient import res_partner
from .stage import row
from .delta import row_print
from .migration import run
from .sample import coverage, line
from .source import seen, source
from .undo import item, line, plan
from .patient import timeline
from .mapping import value_map
from .quality import quality
from .plan import plan
from .undo import undo
from .verify import verify
from .money import sums
from .after import after
from .approve import approve, changes, facts
from .delta import (
    conflict,
    conflict_rule,
    conflict_record,
    conflict_resolve,
    conflict_invoice,
)
from .audit import chain, told
from .mapping import custom_field
from .migration import demo, evidence
from .receive import file_content, file_exclusion
from .mapping import file_mapping
from .receive import file_name, file_kind, file_object, file_columns
from .source import page
from .mapping import file_proposal
from .receive import file_receive
from .load import schedule, failures, claim, load, lanes
from .migration import decisions, money
from .mapping import physician_collect, custom, decision, evidence, text, memory
from .journey import overview
from .plan import (
    actions,
    batches,
    bills,
    advances,
    documents,
    fields,
    matches,
    patients,
    phones,
    targets,
    units,
    bill_numbers,
)
from .load import progress, again, failed_sheet, broken
from .system import ir_websocket
from .plan import superseded
from .preflight import run, server, people, export, money, opening
from .scope import scope, money, sheet
from .quality import bills, people, references, sheet
from .after import rebuild_propose
from .receive import receive
from .verify import report_text
from .patient import res_partner_timeline
from .stage import row_said, row_attention
from .sample import row
from .stage import row_fix, row_issue
from .plan import row
from .migration import run_decisions
from .delta import delta
from .sample import pick, diff, measure, sample, sheet
from .mapping import run_mapping
from .receive import objects
from .journey import run_next
from .source import walk, endpoint_receive, receive, server, gone, load
from .stage import stage, lanes, leave
from .plan import lanes
from .stage import slices, decided
from .sample import slices
from .delta import adopt
from .undo import slice
from .delta import conflict_undo
from .undo import batch, course, foresee, leftover
from .after import purge
from .after import keep, purged_run
from .undo import proof, reissue, scope, question
from .mapping import value_map_collect, value_map_effects
from .verify import files
from .delta import gone
from .money import sheet
from .verify import issues
from .money import drawn, held, statements, modes, moves, parts, moves_read
from .verify import orphans, records, slices, start
from .money import units
from .source import final
from .delta import same_again, same_rows, same_part, same_pull, same_told
from .journey import journey, buttons, numbers, told
