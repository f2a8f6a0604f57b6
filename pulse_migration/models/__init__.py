from . import protected  # isort: skip
from . import (
    appointment_stage,
    audit,
    batch,
    bus_bus,
    change,
    check,
    file,
    fix,
    ir_model_fields,
    issue,
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
from . import quality, plan, undo, verify  # isort: skip
from . import (  # isort: skip
    approve,
    evidence,
    file_content,
    file_mapping,
    file_receive,
    load,
    plan_batches,
    plan_targets,
    quality_bills,
    quality_people,
    quality_references,
    quality_sheet,
    receive,
    report_text,
    row_fix,
    row_issue,
    stage,
)
