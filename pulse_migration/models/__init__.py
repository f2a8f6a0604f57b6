from . import protected  # isort: skip
from . import (
    appointment_stage,
    audit,
    batch,
    bus_bus,
    change,
    check,
    file,
    ir_model_fields,
    link,
    mail_activity,
    mapping,
    migration,
    physician,
    res_partner,
    row,
    run,
    value_map,
)

# these extend a model above: a verb of the run, a side of a file
from . import plan, undo, verify  # isort: skip
from . import (  # isort: skip
    approve,
    approve_facts,
    evidence,
    file_content,
    file_mapping,
    file_receive,
    load,
    migration_decisions,
    physician_collect,
    plan_batches,
    plan_targets,
    receive,
    report_text,
    run_decisions,
    stage,
    value_map_collect,
    value_map_effects,
)
