"""The clinical file: one row a note, an encounter, a problem or a scanned document."""

from ._common import (
    appointment_id,
    created_at,
    patient_id,
    patient_name,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define, extra

MEDICAL_RECORD = define(
    "medical_record",
    "Medical record",
    core(
        "record_id",
        "id",
        "record id/number/code/key/uuid; medical/clinical/health record id/number; "
        "id; note/observation/entry/document/report/case/chart/condition/problem "
        "id/number; chart entry id; treatment note id; ~number; emr/ehr id/number; "
        "diagnosis/result/test id",
    ),
    patient_name("contact/person/student name"),
    patient_id("~subject; registration/file number"),
    appointment_id(),
    physician_id("author id"),
    physician_name(
        "author; author name; seen/examined/recorded/written/attended by; "
        "~created by; signing physician; recorded by; nurse; midwife"
    ),
    physician_email("author email"),
    core(
        "date",
        "date",
        "record/note/appointment/entry/examination/observation/diagnosis/report date; "
        "date time; date "
        "appointment/note/record/service/recorded/diagnosis/onset/examination; "
        "appointment date time; admission date; date admission; encounter date; start "
        "date; onset date; recorded date/on/at?; service date; timestamp; diagnosed "
        "on; written on; onset; treatment date; datetime",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint; main/presenting/primary/patient complaint; presenting "
        "problem/issue/concern/symptom; symptom; reason "
        "visit/appointment/encounter/consultation; appointment reason; reason; "
        "problem; subjective; purpose; cc; signs and? symptoms; reason description; "
        "purpose visit; concern; nature illness; nature appointment",
    ),
    core(
        "diagnosis",
        "long_text",
        "diagnosis description/name/text/details; "
        "primary/final/provisional/working/clinical/differential diagnosis; "
        "assessment; impression; condition; medical condition; problem name; disease; "
        "illness; clinical impression; condition description/name; diagnosis 1; "
        "~description; ~name; disorder",
    ),
    core(
        "treatment_plan",
        "long_text",
        "treatment; plan; treatment given/advised/details/description; plan "
        "care/treatment; care plan; management; management plan; recommendation; "
        "intervention; procedure; therapy; advice; action taken; treatment done; "
        "procedure performed/done/name; actions",
    ),
    core(
        "history",
        "long_text",
        "medical/past/family/social/surgical/clinical/patient history; past medical "
        "history; history present illness; hpi; pmh; history illness; ~allergy; past "
        "illness",
    ),
    core(
        "examination",
        "long_text",
        "physical/clinical/general/systemic/local/oral examination; examination "
        "findings/details; objective; findings; on examination; physical findings; "
        "observation; exam; physical exam",
    ),
    core(
        "medications",
        "long_text",
        "medication; medication given/prescribed/list/name/details; current "
        "medication; prescription; prescribed medication; treatment medication; "
        "medicine given",
    ),
    core(
        "notes",
        "long_text",
        "note; clinical/additional/progress/physician/doctor/treatment/soap/nurse "
        "note; note text/body/content/description; content; text; body; other "
        "information; ~details; appointment note; ~answers",
    ),
    core(
        "file",
        "file",
        "file name/path/url; attachment; pdf; document; document name/url/path; "
        "report file/url/pdf; url; scan; ~image; ~link; attachment url/name",
    ),
    core(
        "status",
        "choice",
        "record/note/clinical/verification/case/encounter status; ~state; stage; "
        "clinical status; active",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra("title", "text", "note/record/chart title/name; document title; ~subject"),
    extra("start", "datetime", "start; start time/at; time; appointment time"),
    extra(
        "end",
        "datetime",
        "stop; end/stop/resolved/abatement/discharge date; end time; date "
        "resolved/ended; resolved on; discharge; date discharge",
    ),
    extra(
        "visit_type",
        "choice",
        "appointment type/category/class; admission type; ~type; ~record type; new "
        "or? followup",
    ),
    extra(
        "diagnosis_code",
        "text",
        "diagnosis code; icd code?; icd 10/9 code?; icd10 code?; ~code; condition "
        "code; snomed code?; problem code",
    ),
    extra(
        "vitals",
        "text",
        "vital; vital signs; blood pressure; bp; bp systolic/diastolic; systolic bp?; "
        "diastolic bp?; systolic/diastolic pressure; pulse rate?; heart rate; hr; rr; "
        "respiratory/respiration rate; temperature; temp; spo2; oxygen saturation; "
        "bmi; weight kg?; height cm?; blood sugar",
    ),
    extra(
        "follow_up_date",
        "date",
        "followup; followup date/on/at; next appointment date?; review date; next "
        "followup; return date; next due date",
    ),
    extra("severity", "choice", "severity level; priority; acuity"),
    extra("outcome", "text", "result outcome; disposition; outcome treatment"),
    extra("template", "text", "template name/id; note/form template; form name"),
    extra(
        "signed_by",
        "name",
        "~signed; ~signature; finalized by; signed off by?; locked by",
    ),
    extra("signed_at", "datetime", "signed date/time/on; finalized at; locked at"),
    extra(
        "location",
        "text",
        "clinic/branch/center/facility/site/hospital/barangay name?; "
        "location/facility name/id; organization; place appointment",
    ),
    extra("patient_age", "age", "age; age years"),
    extra("patient_gender", "gender", "gender"),
    extra(
        "referral",
        "text",
        "referred to/by/from; referral to/hospital/details/notes; referred; referring "
        "physician",
    ),
    extra("department", "text", "department name; speciality; ward; unit"),
    extra("draft_flag", "yes_no", "draft; is draft; finalized; locked"),
    extra(
        "lab_results",
        "text",
        "lab result; test results/result; investigation; lab/laboratory "
        "findings/tests/test/report; test name; diagnostic tests/results",
    ),
    extra("category", "choice", "record/note/document category; note type; class"),
    subjects="record medical",
    files="record note chart clinical emr ehr condition problem diagnosis treatment "
    "history soap",
    expected="chief_complaint diagnosis treatment_plan history examination notes file "
    "vitals",
)
