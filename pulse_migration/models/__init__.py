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
    evidence,
    file_content,
    file_exclusion,
    file_mapping,
    file_receive,
    load,
    plan_batches,
    plan_phones,
    plan_targets,
    plan_units,
    receive,
    report_text,
    stage,
    verify_files,
    verify_orphans,
    verify_records,
)
